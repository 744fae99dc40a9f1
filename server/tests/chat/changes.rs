//! Editing, deleting, showing and searching (PRODUCT 5.3) over HTTP.

use std::time::Duration;

use montaj_domain::{
    ambient::Clock as _,
    chat::CHANGEABLE_FOR_SECS,
    ids::{MessageId, OrderId},
};
use montaj_testkit::world::{Actor, Engine, Reply};
use montaj_wire::{
    chat::{EditMessage, MessageAnswer, MessageView},
    event::EventBody,
    page::Page,
    problem::ErrorCode,
};
use serde_json::Value;

use crate::scene::Scene;

const SECRET: &str = "Код домофона 4417";

fn path(order: OrderId, id: MessageId) -> String {
    format!("/api/chat/{order}/messages/{id}")
}

async fn edit(by: &Actor, order: OrderId, id: MessageId, text: &str) -> Reply<MessageAnswer> {
    by.patch(&path(order, id), &EditMessage { content: text.to_owned() }).await
}

async fn delete(by: &Actor, order: OrderId, id: MessageId) -> Reply<()> {
    by.delete(&path(order, id)).await
}

/// Everything the person can read of the chat, as text.
async fn everything(of: &Actor, order: OrderId) -> String {
    let mut all = String::new();
    for path in [
        "/api/sync?since=0&limit=1000".to_owned(),
        "/api/sync/snapshot".to_owned(),
        format!("/api/chat/{order}/messages?limit=100"),
    ] {
        all.push_str(&of.get::<Value>(&path).await.ok().to_string());
    }
    all
}

async fn updates(of: &Actor) -> Vec<MessageView> {
    let events = of.events(0).await.into_iter();
    events
        .filter_map(|event| match event.body {
            EventBody::MessageUpdated(message) => Some(message),
            _ => None,
        })
        .collect()
}

async fn an_edited_message_is_told_to_both_and_its_old_text_is_found_nowhere(engine: Engine) {
    let Scene { anna, boris, order, world, .. } = Scene::on(engine).await;
    let sent = anna.message(SECRET);
    let said = anna.send(order, &sent).await.ok().message;
    world.clock.advance(Duration::from_secs(60));
    let edited = edit(&anna, order, said.id, "Позвоните от подъезда").await.ok().message;
    assert_eq!(edited.edited_at, Some(world.clock.now()));
    assert_eq!((edited.seq, edited.created_at), (said.seq, said.created_at));
    for person in [&anna, &boris] {
        assert_eq!(updates(person).await, std::slice::from_ref(&edited), "{}", person.name);
        let all = everything(person, order).await;
        assert!(!all.contains(SECRET) && all.contains("от подъезда"), "{}", person.name);
    }
    // Once more is nothing new, and so is the message that was sent at first.
    assert_eq!(edit(&anna, order, said.id, " Позвоните от подъезда ").await.ok().message, edited);
    let again = anna.send(order, &sent).await;
    assert_eq!((again.status(), again.ok().message), (200, edited));
    assert_eq!(updates(&anna).await.len(), 1);
    assert_eq!(boris.unread_in(order).await, 1, "an edit is no second message");
    edit(&anna, order, said.id, " ").await.is_refused(ErrorCode::InvalidInput);
    edit(&anna, order, said.id, &"я".repeat(4001)).await.is_refused(ErrorCode::InvalidInput);
}

async fn a_deleted_message_keeps_its_place_and_nothing_of_its_text(engine: Engine) {
    let Scene { anna, boris, order, world: _world, .. } = Scene::on(engine).await;
    let said = anna.say(order, SECRET).await.ok().message;
    let answer = boris.message("Понял");
    let answer = montaj_wire::chat::SendMessage { reply_to_id: Some(said.id), ..answer };
    boris.send(order, &answer).await.ok();
    anna.say(order, "До встречи").await.ok();
    assert_eq!(boris.unread_in(order).await, 2);
    assert_eq!(delete(&anna, order, said.id).await.status(), 204);
    assert_eq!(boris.unread_in(order).await, 1, "what is gone is not there to be read");
    let page = boris.chat(order).await.ok().items;
    let gone = page.iter().find(|message| message.id == said.id).unwrap();
    assert!(gone.content.is_empty() && gone.deleted_at.is_some());
    assert_eq!(gone.seq, said.seq);
    for person in [&anna, &boris] {
        assert!(!everything(person, order).await.contains(SECRET), "{}", person.name);
        assert_eq!(updates(person).await.len(), 1);
    }
    assert_eq!(delete(&anna, order, said.id).await.status(), 204, "once more is nothing new");
    assert_eq!(updates(&anna).await.len(), 1);
    edit(&anna, order, said.id, "Всё-таки").await.is_refused(ErrorCode::MessageDeleted);
    let again = montaj_wire::chat::SendMessage { id: said.id, ..anna.message(SECRET) };
    let again = anna.send(order, &again).await.ok().message;
    assert!(again.deleted_at.is_some() && again.content.is_empty(), "a late retry is answered");
}

async fn only_the_sender_changes_a_message_for_a_day_while_the_order_is_in_progress(
    engine: Engine,
) {
    let Scene { anna, boris, vera, order, world } = Scene::on(engine).await;
    let said = anna.say(order, "Жду к десяти").await.ok().message;
    let selected = boris.chat(order).await.ok().items.last().unwrap().id;
    edit(&boris, order, said.id, "Жду к девяти").await.is_refused(ErrorCode::Forbidden);
    delete(&boris, order, said.id).await.is_refused(ErrorCode::Forbidden);
    edit(&anna, order, selected, "Никто").await.is_refused(ErrorCode::Forbidden);
    delete(&anna, order, selected).await.is_refused(ErrorCode::Forbidden);
    edit(&vera, order, said.id, "Жду").await.is_refused(ErrorCode::NotFound);
    delete(&vera, order, said.id).await.is_refused(ErrorCode::NotFound);
    let nowhere = anna.message("").id;
    delete(&anna, order, nowhere).await.is_refused(ErrorCode::NotFound);
    let shown: MessageAnswer = boris.get(&path(order, said.id)).await.ok();
    assert_eq!(shown.message.seq, said.seq);
    vera.get::<Value>(&path(order, said.id)).await.is_refused(ErrorCode::NotFound);
    let day = Duration::from_secs(u64::try_from(CHANGEABLE_FOR_SECS).unwrap());
    world.clock.advance(day - Duration::from_secs(1));
    anna.log_in().await;
    edit(&anna, order, said.id, "Жду к одиннадцати").await.ok();
    world.clock.advance(Duration::from_secs(1));
    edit(&anna, order, said.id, "Жду к полудню").await.is_refused(ErrorCode::MessageTooOld);
    delete(&anna, order, said.id).await.is_refused(ErrorCode::MessageTooOld);
    let young = anna.say(order, "Спасибо!").await.ok().message;
    boris.log_in().await;
    boris.start_work(order).await.ok();
    boris.complete(order).await.ok();
    boris.close(order).await.ok();
    edit(&anna, order, young.id, "Спасибо").await.is_refused(ErrorCode::ChatReadOnly);
    delete(&anna, order, young.id).await.is_refused(ErrorCode::ChatReadOnly);
}

async fn the_next_executor_hears_nothing_of_what_changes_before_their_time(engine: Engine) {
    let Scene { anna, boris, vera, order, world: _world } = Scene::on(engine).await;
    let said = anna.say(order, "Борис, код 4417").await.ok().message;
    boris.refuse(order, "Заболел").await.ok();
    anna.select(order, &vera).await.ok();
    edit(&anna, order, said.id, "Борис, код 9000").await.ok();
    assert_eq!(delete(&anna, order, said.id).await.status(), 204);
    assert!(updates(&vera).await.is_empty() && updates(&boris).await.is_empty());
    assert_eq!(updates(&anna).await.len(), 2);
    vera.get::<Value>(&path(order, said.id)).await.is_refused(ErrorCode::NotFound);
    let found: Page<MessageView> =
        vera.get(&format!("/api/chat/{order}/messages/search?q=код")).await.ok();
    assert!(found.items.is_empty() && found.next_cursor.is_none());
}

async fn an_edit_repeated_after_a_later_one_writes_nothing(engine: Engine) {
    let Scene { anna, boris, order, world, .. } = Scene::on(engine).await;
    let said = anna.say(order, "Жду в девять").await.ok().message;
    let key = anna.operation();
    let edit_as = async |text: &str| {
        let text = EditMessage { content: text.to_owned() };
        anna.patch_as::<MessageAnswer>(key, &path(order, said.id), &text).await
    };
    let first = edit_as("Жду в десять").await.ok().message;
    assert_eq!(edit_as("Жду в десять").await.ok().message, first);
    world.clock.advance(Duration::from_secs(60));
    let second = edit(&anna, order, said.id, SECRET).await.ok().message;
    assert_eq!(edit_as("Жду в десять").await.ok().message, second, "it is as it is now");
    // A key is for one message.
    let other = anna.say(order, "Этаж пятый").await.ok().message;
    let text = EditMessage { content: "Этаж шестой".to_owned() };
    let other = anna.patch_as::<MessageAnswer>(key, &path(order, other.id), &text).await;
    other.is_refused(ErrorCode::IdempotencyMismatch);
    assert_eq!(updates(&boris).await.len(), 2);
    assert_eq!(delete(&anna, order, said.id).await.status(), 204);
    let gone = edit_as("Жду в десять").await.ok().message;
    assert!(gone.deleted_at.is_some() && gone.content.is_empty());
    assert!(!everything(&anna, order).await.contains("Жду"), "nor in what is kept with the key");
    boris.refuse(order, "Заболел").await.ok();
    edit_as("Жду в десять").await.is_refused(ErrorCode::NotFound);
}

async fn of_two_edits_the_later_one_is_told_as_such_however_the_clock_goes(engine: Engine) {
    let Scene { anna, order, world, .. } = Scene::on(engine).await;
    let said = anna.say(order, "Раз").await.ok().message;
    let first = edit(&anna, order, said.id, "Два").await.ok().message;
    let at_once = edit(&anna, order, said.id, "Три").await.ok().message;
    assert!(first.edited_at < at_once.edited_at);
    world.clock.set(world.clock.now().plus_secs(-3600));
    let back = edit(&anna, order, said.id, "Четыре").await.ok().message;
    assert!(at_once.edited_at < back.edited_at);
}

async fn words_are_found_in_the_whole_chat_by_pages(engine: Engine) {
    let Scene { anna, boris, vera, order, world: _world } = Scene::on(engine).await;
    for number in 1..=7 {
        anna.say(order, &format!("Окно № {number}: ЗАМЁР, 100% завтра")).await.ok();
        boris.say(order, "Хорошо").await.ok();
    }
    let gone = anna.say(order, "замер отменяется").await.ok().message;
    assert_eq!(delete(&anna, order, gone.id).await.status(), 204);
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/chat/{order}/messages/search?q=замер,&limit=3{cursor}");
        let page: Page<MessageView> = boris.get(&path).await.ok();
        found.extend(page.items.into_iter().map(|message| message.content));
        let Some(next) = page.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    let expected: Vec<_> =
        (1..=7).rev().map(|number| format!("Окно № {number}: ЗАМЁР, 100% завтра")).collect();
    assert_eq!(found, expected);
    let search = |q: &str| format!("/api/chat/{order}/messages/search?q={q}");
    let none: Page<MessageView> = boris.get(&search("отменяется")).await.ok();
    assert!(none.items.is_empty());
    let percent: Page<MessageView> = boris.get(&search("0%25")).await.ok();
    assert_eq!(percent.items.len(), 7, "a sign is nothing but itself");
    boris.get::<Value>(&search("%20")).await.is_refused(ErrorCode::InvalidInput);
    boris.get::<Value>(&search("x&cursor=y")).await.is_refused(ErrorCode::Malformed);
    vera.get::<Value>(&search("замер")).await.is_refused(ErrorCode::NotFound);
}

async fn of_an_edit_and_a_deletion_at_once_the_deletion_stays(engine: Engine) {
    let Scene { anna, boris, order, world: _world, .. } = Scene::on(engine).await;
    for round in 0..8 {
        let said = anna.say(order, &format!("Раунд {round}")).await.ok().message;
        let text = format!("Правка {round}");
        let (edited, deleted) =
            tokio::join!(edit(&anna, order, said.id, &text), delete(&anna, order, said.id));
        assert_eq!(deleted.status(), 204);
        assert!(matches!(edited.status(), 200 | 409), "{}", edited.status());
        let shown: MessageAnswer = boris.get(&path(order, said.id)).await.ok();
        assert!(shown.message.deleted_at.is_some() && shown.message.content.is_empty());
        let all = everything(&boris, order).await;
        assert!(!all.contains(&text) && !all.contains(&format!("Раунд {round}")));
        // The last that was told is how it is.
        assert_eq!(updates(&boris).await.pop().unwrap(), shown.message);
    }
}

#[tokio::test]
async fn an_edited_message_is_told_to_both_and_its_old_text_is_found_nowhere_on_sqlite() {
    an_edited_message_is_told_to_both_and_its_old_text_is_found_nowhere(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_edited_message_is_told_to_both_and_its_old_text_is_found_nowhere_on_postgresql() {
    an_edited_message_is_told_to_both_and_its_old_text_is_found_nowhere(Engine::Postgres).await;
}

#[tokio::test]
async fn a_deleted_message_keeps_its_place_and_nothing_of_its_text_on_sqlite() {
    a_deleted_message_keeps_its_place_and_nothing_of_its_text(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_deleted_message_keeps_its_place_and_nothing_of_its_text_on_postgresql() {
    a_deleted_message_keeps_its_place_and_nothing_of_its_text(Engine::Postgres).await;
}

#[tokio::test]
async fn only_the_sender_changes_a_message_for_a_day_while_the_order_is_in_progress_on_sqlite() {
    only_the_sender_changes_a_message_for_a_day_while_the_order_is_in_progress(Engine::Sqlite)
        .await;
}

#[tokio::test]
async fn only_the_sender_changes_a_message_for_a_day_while_the_order_is_in_progress_on_postgresql()
{
    only_the_sender_changes_a_message_for_a_day_while_the_order_is_in_progress(Engine::Postgres)
        .await;
}

#[tokio::test]
async fn the_next_executor_hears_nothing_of_what_changes_before_their_time_on_sqlite() {
    the_next_executor_hears_nothing_of_what_changes_before_their_time(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_next_executor_hears_nothing_of_what_changes_before_their_time_on_postgresql() {
    the_next_executor_hears_nothing_of_what_changes_before_their_time(Engine::Postgres).await;
}

#[tokio::test]
async fn words_are_found_in_the_whole_chat_by_pages_on_sqlite() {
    words_are_found_in_the_whole_chat_by_pages(Engine::Sqlite).await;
}

#[tokio::test]
async fn words_are_found_in_the_whole_chat_by_pages_on_postgresql() {
    words_are_found_in_the_whole_chat_by_pages(Engine::Postgres).await;
}

#[tokio::test]
async fn of_an_edit_and_a_deletion_at_once_the_deletion_stays_on_sqlite() {
    of_an_edit_and_a_deletion_at_once_the_deletion_stays(Engine::Sqlite).await;
}

#[tokio::test]
async fn of_an_edit_and_a_deletion_at_once_the_deletion_stays_on_postgresql() {
    of_an_edit_and_a_deletion_at_once_the_deletion_stays(Engine::Postgres).await;
}

#[tokio::test]
async fn an_edit_repeated_after_a_later_one_writes_nothing_on_sqlite() {
    an_edit_repeated_after_a_later_one_writes_nothing(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_edit_repeated_after_a_later_one_writes_nothing_on_postgresql() {
    an_edit_repeated_after_a_later_one_writes_nothing(Engine::Postgres).await;
}

#[tokio::test]
async fn of_two_edits_the_later_one_is_told_as_such_however_the_clock_goes_on_sqlite() {
    of_two_edits_the_later_one_is_told_as_such_however_the_clock_goes(Engine::Sqlite).await;
}

#[tokio::test]
async fn of_two_edits_the_later_one_is_told_as_such_however_the_clock_goes_on_postgresql() {
    of_two_edits_the_later_one_is_told_as_such_however_the_clock_goes(Engine::Postgres).await;
}
