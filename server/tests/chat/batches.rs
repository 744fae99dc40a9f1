//! What waits together is written together, and each has their own answer.

use futures::future::join_all;
use montaj_domain::ids::{MessageId, OrderId};
use montaj_server::{chat, http::error::ApiError};
use montaj_testkit::world::Engine;
use montaj_wire::{
    chat::SendMessage,
    event::{EventBody, MessagesReached},
    problem::ErrorCode,
};

use crate::scene::Scene;

fn refusal(sent: &Result<chat::Sent, ApiError>) -> Option<ErrorCode> {
    sent.as_ref().err().map(ApiError::code)
}

async fn each_keeps_its_own_outcome(engine: Engine) {
    let scene = Scene::on(engine).await;
    let anna = scene.caller(&scene.anna).await;
    let boris = scene.caller(&scene.boris).await;
    let vera = scene.caller(&scene.vera).await;
    let nowhere = OrderId::from_uuid(scene.anna.message("").id.as_uuid());
    let question = scene.anna.message("Когда начнёте?");
    let answer =
        SendMessage { reply_to_id: Some(question.id), ..scene.boris.message("Завтра") };
    let missing = Some(scene.anna.message("").id);
    let to_nothing = SendMessage { reply_to_id: missing, ..scene.boris.message("На что?") };
    let other_text = SendMessage { content: "Другое".into(), ..question.clone() };
    let intruding = scene.vera.message("Возьмите меня");
    let outside = scene.anna.message("Есть кто?");
    let sending = [
        (anna, scene.order, &question),
        (boris, scene.order, &answer),
        (anna, scene.order, &question),
        (boris, scene.order, &to_nothing),
        (vera, scene.order, &intruding),
        (anna, scene.order, &other_text),
        (anna, nowhere, &outside),
    ];
    let before = scene.anna.events(0).await.len();
    let sends = sending.map(async |(caller, order, message)| {
        chat::send(scene.app(), &caller, order, message).await
    });
    let sent = join_all(sends).await;
    let [first, second, again, ..] = &sent[..] else { unreachable!("seven were sent") };
    let (first, second) = (first.as_ref().unwrap(), second.as_ref().unwrap());
    let again = again.as_ref().unwrap();
    assert!(first.is_new && second.is_new && !again.is_new);
    assert_eq!(again.message, first.message);
    assert_eq!(second.message.seq, first.message.seq + 1);
    let refusals: Vec<_> = sent[3..].iter().map(refusal).collect();
    let expected = [
        ErrorCode::InvalidInput,
        ErrorCode::NotFound,
        ErrorCode::IdempotencyMismatch,
        ErrorCode::NotFound,
    ];
    assert_eq!(refusals, expected.map(Some));
    for person in [&scene.anna, &scene.boris] {
        let page = person.chat(scene.order).await.ok().items;
        assert_eq!(page[0], second.message, "{}", person.name);
        assert_eq!(page[1], first.message, "{}", person.name);
    }
    let created = scene.anna.events(0).await.split_off(before);
    let created: Vec<MessageId> = created
        .into_iter()
        .filter_map(|event| match event.body {
            EventBody::MessageCreated(message) => Some(message.id),
            _ => None,
        })
        .collect();
    assert_eq!(created, [question.id, answer.id]);
}

#[tokio::test]
async fn each_of_a_batch_keeps_its_own_outcome() {
    each_keeps_its_own_outcome(Engine::Sqlite).await;
}

#[tokio::test]
async fn each_of_a_batch_keeps_its_own_outcome_on_postgres() {
    each_keeps_its_own_outcome(Engine::Postgres).await;
}

#[tokio::test]
async fn the_same_message_from_many_sockets_is_one_message() {
    let scene = Scene::on(Engine::Sqlite).await;
    let anna = scene.caller(&scene.anna).await;
    let message = scene.anna.message("Один раз");
    let sends = (0..50).map(|_| chat::send(scene.app(), &anna, scene.order, &message));
    let sent: Vec<_> = join_all(sends).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(sent.iter().filter(|sent| sent.is_new).count(), 1);
    let first = &sent[0].message;
    assert!(sent.iter().all(|sent| sent.message == *first));
}

#[tokio::test]
async fn a_burst_of_both_sides_and_their_ticks_is_in_one_order() {
    let scene = Scene::on(Engine::Sqlite).await;
    let callers = [scene.caller(&scene.anna).await, scene.caller(&scene.boris).await];
    let messages: Vec<SendMessage> =
        (0..600).map(|number| scene.anna.message(&format!("Сообщение {number}"))).collect();
    let sends = messages
        .iter()
        .zip(callers.iter().cycle())
        .map(|(message, caller)| chat::send(scene.app(), caller, scene.order, message));
    let mut seqs: Vec<i64> =
        join_all(sends).await.into_iter().map(|sent| sent.unwrap().message.seq).collect();
    let first = seqs[0];
    seqs.sort_unstable();
    assert_eq!(seqs, (first..first + 600).collect::<Vec<_>>());
    let read = callers.iter().map(|caller| chat::mark_read(scene.app(), caller, scene.order, None));
    join_all(read).await.into_iter().for_each(|read| read.unwrap());
    for person in [&scene.anna, &scene.boris] {
        assert_eq!(person.unread_in(scene.order).await, 0, "{}", person.name);
        let events = person.events(0).await;
        let numbered: Vec<i64> = events.iter().map(|event| event.seq).collect();
        assert_eq!(numbered, (1..).take(numbered.len()).collect::<Vec<i64>>());
        let reads: Vec<MessagesReached> = events
            .iter()
            .filter_map(|event| match event.body {
                EventBody::MessageRead(reached) => Some(reached),
                _ => None,
            })
            .collect();
        assert_eq!(reads.len(), 2, "each side read once: {reads:?}");
    }
}

async fn no_tick_is_lost(engine: Engine) {
    let scene = Scene::on(engine).await;
    let anna = scene.caller(&scene.anna).await;
    let begun = scene.boris.events(0).await.last().unwrap().seq;
    let first = scene.anna.chat(scene.order).await.ok().items[0].seq + 1;
    for number in 1..=20 {
        let message = scene.anna.message("Ещё");
        chat::send(scene.app(), &anna, scene.order, &message).await.unwrap();
        scene.app().desk.note_stored(scene.boris.id, begun + number).await;
    }
    // What still gathers is written before it answers.
    scene.app().desk.close().await;
    let page = scene.anna.chat(scene.order).await.ok().items;
    let sent: Vec<_> = page.iter().filter(|message| message.seq >= first).collect();
    assert_eq!(sent.len(), 20);
    assert!(sent.iter().all(|message| message.delivered_at.is_some()), "{sent:?}");
    let ticks = scene.anna.events(0).await.into_iter().filter_map(|event| match event.body {
        EventBody::MessageDelivered(reached) => Some(reached.from_seq..=reached.up_to_seq),
        _ => None,
    });
    assert_eq!(ticks.flatten().collect::<Vec<_>>(), (first..first + 20).collect::<Vec<_>>());
}

#[tokio::test]
async fn ticks_that_gather_are_written_when_the_desk_closes() {
    no_tick_is_lost(Engine::Sqlite).await;
}

#[tokio::test]
async fn ticks_that_gather_are_written_when_the_desk_closes_on_postgres() {
    no_tick_is_lost(Engine::Postgres).await;
}
