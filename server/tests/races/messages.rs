use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
};
use montaj_testkit::world::{Actor, Engine, Live};
use montaj_wire::{
    chat::SendMessage,
    event::EventBody,
    problem::ErrorCode,
    socket::{ClientFrame, ServerFrame},
};

use crate::{
    arena::{Arena, ROUNDS},
    on_both_databases,
};

on_both_databases! {
    a_message_said_on_two_sockets_and_by_rest_is_one_message;
    of_two_messages_with_one_id_exactly_one_is_written;
}

fn frame(order_id: OrderId, message: &SendMessage) -> ClientFrame {
    let SendMessage { id, content, reply_to_id } = message.clone();
    ClientFrame::SendMessage { id, order_id, content, reply_to_id }
}

/// What the socket says to the message: its seq, or the refusal's code.
async fn verdict(live: &mut Live, message: MessageId) -> Result<i64, ErrorCode> {
    live.wait_for("a verdict", |frame| match frame {
        ServerFrame::MessageAck { id, seq, .. } if *id == message => Some(Ok(*seq)),
        ServerFrame::Error { code, reference, .. } if *reference == Some(message.to_string()) => {
            Some(Err(*code))
        }
        _ => None,
    })
    .await
}

/// The texts of the person's log, as seq and text, each as often as the log tells it.
async fn texts(person: &Actor, order: OrderId) -> Vec<(i64, String)> {
    let events = person.events(0).await.into_iter();
    events
        .filter_map(|event| match event.body {
            EventBody::MessageCreated(message)
                if message.order_id == order && message.kind == MessageKind::Text =>
            {
                Some((message.seq, message.content))
            }
            _ => None,
        })
        .collect()
}

async fn a_message_said_on_two_sockets_and_by_rest_is_one_message(engine: Engine) {
    let arena = Arena::on(engine).await;
    let order = arena.selected().await;
    let anna = &arena.anna;
    let (mut phone, mut laptop) = (anna.go_live(0).await, anna.go_live(0).await);
    let mut said = Vec::new();
    for round in 0..ROUNDS {
        let message = anna.message(&format!("Сообщение {round}"));
        let frame = frame(order, &message);
        let by_rest = anna.send(order, &message);
        let ((), (), by_rest) = tokio::join!(phone.say(&frame), laptop.say(&frame), by_rest);
        let seq = by_rest.ok().message.seq;
        for device in [&mut phone, &mut laptop] {
            assert_eq!(verdict(device, message.id).await, Ok(seq));
        }
        said.push((seq, message.content));
    }
    everybody_has(&arena, order, &said).await;
}

async fn of_two_messages_with_one_id_exactly_one_is_written(engine: Engine) {
    let arena = Arena::on(engine).await;
    let order = arena.selected().await;
    let anna = &arena.anna;
    let (mut phone, mut laptop) = (anna.go_live(0).await, anna.go_live(0).await);
    let mut said = Vec::new();
    for round in 0..ROUNDS {
        let message = anna.message(&format!("С телефона {round}"));
        let other =
            SendMessage { content: format!("С ноутбука {round}"), ..message.clone() };
        let frames = (frame(order, &message), frame(order, &other));
        tokio::join!(phone.say(&frames.0), laptop.say(&frames.1));
        let of_phone = verdict(&mut phone, message.id).await;
        let of_laptop = verdict(&mut laptop, message.id).await;
        said.push(match (of_phone, of_laptop) {
            (Ok(seq), Err(ErrorCode::IdempotencyMismatch)) => (seq, message.content),
            (Err(ErrorCode::IdempotencyMismatch), Ok(seq)) => (seq, other.content),
            both => panic!("round {round}: {both:?}"),
        });
    }
    everybody_has(&arena, order, &said).await;
}

/// Both sides' logs and the chat itself hold what was said: once, in one order, without gaps.
async fn everybody_has(arena: &Arena, order: OrderId, said: &[(i64, String)]) {
    let first = said[0].0;
    let seqs = said.iter().map(|(seq, _)| *seq);
    assert!(seqs.eq((first..).take(said.len())), "{said:?}");
    for person in [&arena.anna, &arena.boris] {
        assert_eq!(texts(person, order).await, said, "{}", person.name);
        let last = person.chat(order).await.ok().items.remove(0);
        assert_eq!((last.seq, last.content), said[said.len() - 1]);
    }
}
