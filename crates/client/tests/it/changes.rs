//! Editing, deleting, looking back and searching (PRODUCT 5.3) on devices, with a network and
//! without.

use montaj_client::views::{ChangeWhat, ChatLine, ChatView, LineChange, Link};
use montaj_domain::{
    chat::CHANGEABLE_FOR_SECS,
    ids::{MessageId, OrderId},
};
use montaj_testkit::Fault;
use montaj_wire::problem::ErrorCode;

use crate::house::{Device, House};

/// The newest line with that text: its id, and what is to become of it.
fn find(chat: &ChatView, text: &str) -> Option<(MessageId, Option<LineChange>)> {
    chat.lines.iter().rev().find_map(|line| match line {
        ChatLine::Message { message, change, .. } if message.content == text => {
            Some((message.id, change.as_deref().cloned()))
        }
        ChatLine::Queued { id, content, change, .. } if content == text => {
            Some((*id, change.as_deref().cloned()))
        }
        _ => None,
    })
}

async fn id_of(device: &Device, order_id: OrderId, text: &str) -> MessageId {
    find(&device.engine.chat(order_id, 50).await.unwrap(), text).unwrap().0
}

async fn change_of(device: &Device, order_id: OrderId, text: &str) -> Option<LineChange> {
    find(&device.engine.chat(order_id, 50).await.unwrap(), text)?.1
}

async fn edit(device: &Device, order_id: OrderId, id: MessageId, text: &str) {
    device.engine.edit_message(order_id, id, text.to_owned()).await.unwrap();
}

#[tokio::test]
async fn what_is_edited_or_deleted_changes_on_both_sides() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say_all(order_id, &["Жду в девять".to_owned(), "Код 4417".to_owned()]).await;
    boris.until_texts(order_id, &["Жду в девять", "Код 4417"]).await;
    let (hour, code) =
        (id_of(&anna, order_id, "Жду в девять").await, id_of(&anna, order_id, "Код 4417").await);
    edit(&anna, order_id, hour, "Жду в десять").await;
    anna.engine.delete_message(order_id, code).await.unwrap();
    boris.until_texts(order_id, &["Жду в десять", ""]).await;
    anna.until_texts(order_id, &["Жду в десять", ""]).await;
    assert_eq!(boris.engine.unread().await.unwrap().messages, 1, "what is gone is not unread");
    let chat = boris.engine.chat(order_id, 50).await.unwrap();
    let ChatLine::Message { message, .. } = &chat.lines[chat.lines.len() - 2] else { panic!() };
    assert_eq!(chat.first_unread, Some(message.seq));
    assert!(message.edited_at.is_some() && message.deleted_at.is_none());
    anna.until_sent().await;
}

#[tokio::test]
async fn without_a_network_changes_wait_and_what_was_not_sent_changes_in_its_place() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say(order_id, "Раз").await;
    boris.until_texts(order_id, &["Раз"]).await;
    anna.until_sent().await;
    anna.go_offline().await;
    let sent = id_of(&anna, order_id, "Раз").await;
    edit(&anna, order_id, sent, "Раз!").await;
    edit(&anna, order_id, sent, "Раз!!").await;
    anna.say_all(order_id, &["Два".to_owned(), "Три".to_owned(), "Четыре".to_owned()]).await;
    edit(&anna, order_id, id_of(&anna, order_id, "Два").await, "Два!").await;
    let three = id_of(&anna, order_id, "Три").await;
    anna.engine.delete_message(order_id, three).await.unwrap();
    let waits: Vec<_> = anna.queued(order_id).await.into_iter().map(|(text, _)| text).collect();
    assert_eq!(waits, ["Два!", "Четыре"], "in their places");
    let change = change_of(&anna, order_id, "Раз").await.unwrap();
    assert_eq!(change.what, ChangeWhat::Edit { content: "Раз!!".to_owned() });
    assert_eq!(
        anna.engine.connection().await.unwrap().queued,
        3,
        "one edit takes the other's place"
    );
    anna.proxy.clear();
    boris.until_texts(order_id, &["Раз!!", "Два!", "Четыре"]).await;
    anna.until_sent().await;
    assert_eq!(change_of(&anna, order_id, "Раз!!").await, None);
}

#[tokio::test]
async fn a_change_that_is_refused_says_why_and_can_be_given_up() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say(order_id, "Вчерашнее").await;
    boris.until_texts(order_id, &["Вчерашнее"]).await;
    let old = id_of(&anna, order_id, "Вчерашнее").await;
    house.clock.set_ahead(CHANGEABLE_FOR_SECS);
    edit(&anna, order_id, old, "Сегодняшнее").await;
    let refused = anna
        .until("it was refused", async |_| {
            change_of(&anna, order_id, "Вчерашнее").await.filter(|it| it.refused.is_some())
        })
        .await;
    assert_eq!(refused.refused.unwrap().code, ErrorCode::MessageTooOld);
    assert_eq!(anna.engine.connection().await.unwrap().refused, 1);
    anna.engine.discard(refused.id).await.unwrap();
    assert_eq!(change_of(&anna, order_id, "Вчерашнее").await, None);
    assert_eq!(boris.texts(order_id).await, ["Вчерашнее"]);
}

#[tokio::test]
async fn a_message_that_was_refused_is_sent_anew_with_another_text() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.go_offline().await;
    anna.say(order_id, "Поздно").await;
    boris.engine.cancel_work(order_id, "Заболел, не смогу".to_owned()).await.unwrap();
    boris.until_sent().await;
    anna.proxy.clear();
    let id = anna
        .until("it was refused", async |engine| {
            let pending = engine.pending().await.ok()?;
            pending.iter().find(|item| item.refusal().is_some()).map(|item| item.id)
        })
        .await;
    let id = MessageId::from_uuid(id.as_uuid());
    let vera = house.executor("Вера", "+79160000003").await;
    vera.respond(order_id).await;
    anna.engine.select_executor(order_id, vera.me().await).await.unwrap();
    edit(&anna, order_id, id, "Здравствуйте, Вера").await;
    vera.until_texts(order_id, &["Здравствуйте, Вера"]).await;
}

#[tokio::test]
async fn an_answer_that_is_lost_changes_nothing_twice() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say_all(order_id, &["Раз".to_owned(), "Два".to_owned()]).await;
    boris.until_texts(order_id, &["Раз", "Два"]).await;
    anna.until_sent().await;
    let (one, two) = (id_of(&anna, order_id, "Раз").await, id_of(&anna, order_id, "Два").await);
    anna.proxy.set(Fault::Stall);
    edit(&anna, order_id, one, "Раз!").await;
    anna.engine.delete_message(order_id, two).await.unwrap();
    anna.until_link(Link::Offline).await;
    anna.proxy.set(Fault::Cut);
    anna.proxy.clear();
    boris.until_texts(order_id, &["Раз!", ""]).await;
    anna.until_texts(order_id, &["Раз!", ""]).await;
    anna.until_sent().await;
}

/// A laptop that has only the newest part of a chat of `count` messages.
async fn laptop_late(house: &House, count: usize) -> (Device, Device, OrderId, Vec<String>) {
    let (anna, boris, order_id) = house.at_work().await;
    let texts: Vec<String> = (1..=count).map(|number| format!("Сообщение {number}.")).collect();
    anna.say_all(order_id, &texts).await;
    anna.until_sent().await;
    let laptop = house.another_of(&boris, "Ноутбук").await;
    laptop.until_chat(order_id).await;
    laptop.until_link(Link::Live).await;
    laptop
        .until("the newest", async |_| {
            laptop.texts(order_id).await.contains(&texts[count - 1]).then_some(())
        })
        .await;
    (anna, laptop, order_id, texts)
}

fn seqs(chat: &ChatView) -> Vec<i64> {
    let seqs = chat.lines.iter().filter_map(|line| match line {
        ChatLine::Message { message, .. } => Some(message.seq),
        ChatLine::Queued { .. } => None,
    });
    seqs.collect()
}

#[tokio::test]
async fn one_looks_far_back_without_fetching_what_lies_between() {
    let house = House::open().await;
    let (anna, laptop, order_id, texts) = laptop_late(&house, 520).await;
    let found = laptop.engine.search_chat(order_id, "СООБЩЕНИЕ 15.".to_owned()).await.unwrap();
    assert_eq!(found.hits.len(), 1);
    assert!(!found.has_more && !found.here_only);
    let (seq, id) = (found.hits[0].seq, found.hits[0].id);
    assert_eq!(laptop.engine.locate_message(order_id, id).await.unwrap(), seq);
    assert!(laptop.engine.load_around(order_id, seq).await.unwrap());
    assert!(!laptop.engine.load_around(order_id, seq).await.unwrap(), "all of it is here");
    let chat = laptop.engine.chat_around(order_id, seq, 100).await.unwrap();
    assert!(find(&chat, &texts[14]).is_some());
    assert!(chat.has_newer);
    let here = seqs(&chat);
    assert!(here.iter().copied().eq(here[0]..=here[here.len() - 1]), "{here:?}");
    // The newest part stands as it was: nothing of the excursion in it.
    let newest = laptop.engine.chat(order_id, 500).await.unwrap();
    assert!(find(&newest, &texts[14]).is_none() && newest.has_older && !newest.has_newer);
    // What changes far back changes there as well.
    anna.engine.delete_message(order_id, id).await.unwrap();
    laptop
        .until("it is gone", async |engine| {
            let chat = engine.chat_around(order_id, seq, 100).await.ok()?;
            find(&chat, &texts[14]).is_none().then_some(())
        })
        .await;
    // On towards the end, the two parts meet.
    let mut at = seq;
    loop {
        let chat = laptop.engine.chat_around(order_id, at, 100).await.unwrap();
        let last = *seqs(&chat).last().unwrap();
        if !chat.has_newer {
            break;
        }
        assert!(last > at, "it goes on");
        at = last;
        laptop.engine.load_around(order_id, at).await.unwrap();
    }
}

#[tokio::test]
async fn without_a_network_one_finds_what_is_here() {
    let house = House::open().await;
    let (_, laptop, order_id, texts) = laptop_late(&house, 120).await;
    let all = laptop.engine.search_chat(order_id, "сообщение".to_owned()).await.unwrap();
    assert_eq!(all.hits.len(), texts.len());
    laptop.go_offline().await;
    let here = laptop.engine.search_chat(order_id, "сообщение".to_owned()).await.unwrap();
    assert!(here.here_only && !here.hits.is_empty() && here.hits.len() < texts.len());
    assert_eq!(here.hits[0].content, texts[texts.len() - 1], "the newest first");
    let none = laptop.engine.search_chat(order_id, "  ".to_owned()).await.unwrap();
    assert!(none.hits.is_empty() && !none.has_more);
}
