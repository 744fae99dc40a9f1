//! The socket and the log behind it: what reaches a device, when, and what does not.

use std::time::Duration;

use montaj_domain::{
    ids::OrderId,
    user::{Specialization, UserModeration},
};
use montaj_testkit::world::{Actor, Engine, Live, World, window_order};
use montaj_wire::{
    chat::SendMessage,
    event::{Event, EventBody},
    problem::ErrorCode,
    socket::{ArrivedFrame, ClientFrame, ServerFrame, close_code},
    sync::Snapshot,
};

/// Anna has selected Boris; Vera responded in vain.
struct Chat {
    world: World,
    gleb: Actor,
    anna: Actor,
    boris: Actor,
    vera: Actor,
    order: OrderId,
}

async fn chat() -> Chat {
    let world = World::start(Engine::Sqlite).await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let vera = world.executor(&gleb, "Вера", Specialization::Windows).await;
    let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
    boris.respond(order, "Сделаю за день").await.ok();
    vera.respond(order, "Сделаю за два").await.ok();
    anna.select(order, &boris).await.ok();
    Chat { world, gleb, anna, boris, vera, order }
}

async fn since(actor: &Actor) -> i64 {
    actor.events(0).await.last().map_or(0, |event| event.seq)
}

async fn send(live: &mut Live, order_id: OrderId, message: &SendMessage) {
    let SendMessage { id, content, reply_to_id } = message.clone();
    live.say(&ClientFrame::SendMessage { id, order_id, content, reply_to_id }).await;
}

fn created(text: &str) -> impl Fn(&Event) -> Option<i64> {
    move |event| match &event.body {
        EventBody::MessageCreated(message) if message.content == text => Some(event.seq),
        _ => None,
    }
}

fn refusal(frame: &ArrivedFrame) -> Option<ErrorCode> {
    match frame {
        ServerFrame::Error { code, .. } => Some(*code),
        _ => None,
    }
}

#[tokio::test]
async fn a_message_is_acknowledged_and_reaches_the_other_side_with_both_ticks() {
    let Chat { world, anna, boris, order, .. } = chat().await;
    let mut annas = anna.go_live(since(&anna).await).await;
    let mut boriss = boris.go_live(since(&boris).await).await;
    let message = anna.message("Добрый день!");
    send(&mut annas, order, &message).await;
    let acked = |frame: &ArrivedFrame| match frame {
        ServerFrame::MessageAck { id, seq, .. } if *id == message.id => Some(*seq),
        _ => None,
    };
    let seq = annas.wait_for("the first tick", acked).await;

    let up_to = boriss.wait_for_event("the message", created("Добрый день!")).await;
    boriss.say(&ClientFrame::Ack { up_to }).await;
    let delivered = |event: &Event| match &event.body {
        EventBody::MessageDelivered(reached) => Some(reached.up_to_seq),
        _ => None,
    };
    assert_eq!(annas.wait_for_event("the second tick", delivered).await, seq);

    boriss.say(&ClientFrame::MarkRead { order_id: order, up_to_seq: seq }).await;
    let read = |event: &Event| match &event.body {
        EventBody::MessageRead(reached) => Some((reached.person_id, reached.up_to_seq)),
        _ => None,
    };
    assert_eq!(annas.wait_for_event("the coloured ticks", read).await, (boris.id, seq));
    world.shutdown().await;
}

#[tokio::test]
async fn the_same_message_by_socket_and_by_rest_is_one_message() {
    let Chat { world, anna, order, .. } = chat().await;
    let mut annas = anna.go_live(since(&anna).await).await;
    let message = anna.message("Один раз");
    for _ in 0..2 {
        send(&mut annas, order, &message).await;
        let acked = |frame: &ArrivedFrame| {
            matches!(frame, ServerFrame::MessageAck { id, .. } if *id == message.id).then_some(())
        };
        annas.wait_for("the acknowledgement", acked).await;
    }
    let again = anna.send(order, &message).await;
    assert_eq!(again.status(), 200);
    let page = anna.chat(order).await.ok();
    let copies = page.items.iter().filter(|known| known.id == message.id).count();
    assert_eq!(copies, 1);
    let other = SendMessage { content: "Другой текст".into(), ..message };
    anna.send(order, &other).await.is_refused(ErrorCode::IdempotencyMismatch);
    world.shutdown().await;
}

#[tokio::test]
async fn asking_by_rest_makes_the_second_tick_too() {
    let Chat { world, anna, boris, order, .. } = chat().await;
    anna.say(order, "Без сокета").await.ok();
    // Reads his log to the end, then says that he has stored it.
    boris.events(since(&boris).await).await;
    let page = anna.chat(order).await.ok();
    assert!(page.items[0].delivered_at.is_some());
    world.shutdown().await;
}

#[tokio::test]
async fn typing_and_presence_reach_the_other_side_only() {
    let Chat { world, anna, boris, vera, order, .. } = chat().await;
    let mut annas = anna.go_live(since(&anna).await).await;
    let mut veras = vera.go_live(since(&vera).await).await;
    let mut boriss = boris.go_live(since(&boris).await).await;
    let presence = |frame: &ArrivedFrame| match frame {
        ServerFrame::Presence { user_id, online, .. } => Some((*user_id, *online)),
        _ => None,
    };
    assert_eq!(annas.wait_for("his coming", presence).await, (boris.id, true));
    boriss.say(&ClientFrame::Typing { order_id: order, on: true }).await;
    let typing = |frame: &ArrivedFrame| match frame {
        ServerFrame::Typing { user_id, on, .. } => Some((*user_id, *on)),
        _ => None,
    };
    assert_eq!(annas.wait_for("typing", typing).await, (boris.id, true));

    for frame in [
        ClientFrame::Typing { order_id: order, on: true },
        ClientFrame::JoinOrder { order_id: order },
        ClientFrame::MarkRead { order_id: order, up_to_seq: 1 },
    ] {
        veras.say(&frame).await;
        assert_eq!(veras.wait_for("a refusal", refusal).await, ErrorCode::NotFound);
    }
    send(&mut veras, order, &vera.message("Можно?")).await;
    assert_eq!(veras.wait_for("a refusal", refusal).await, ErrorCode::NotFound);

    boriss.leave().await;
    assert_eq!(annas.wait_for("his leaving", presence).await, (boris.id, false));
    world.shutdown().await;
}

#[tokio::test]
async fn a_device_that_was_away_gets_everything_in_order() {
    let Chat { world, anna, boris, order, .. } = chat().await;
    let away_since = since(&boris).await;
    for number in 0..250 {
        anna.say(order, &format!("Сообщение {number}")).await.ok();
    }
    let mut boriss = boris.go_live(away_since).await;
    let mut last = away_since;
    for number in 0..250 {
        let text = format!("Сообщение {number}");
        let seq = boriss.wait_for_event(&text, created(&text)).await;
        assert!(seq > last);
        last = seq;
    }
    world.shutdown().await;
}

#[tokio::test]
async fn a_frame_that_is_not_understood_is_refused_and_the_socket_lives() {
    let Chat { world, anna, .. } = chat().await;
    let mut annas = anna.go_live(since(&anna).await).await;
    for text in ["", "{", "[]", r#"{"type":"dance"}"#, r#"{"type":"ack"}"#, "null", "1e999"] {
        annas.say_text(text.to_owned()).await;
        assert_eq!(annas.wait_for("a refusal", refusal).await, ErrorCode::Malformed, "{text}");
    }
    annas.say(&ClientFrame::Ping).await;
    let pong = |frame: &ArrivedFrame| matches!(frame, ServerFrame::Pong).then_some(());
    annas.wait_for("pong", pong).await;
    world.shutdown().await;
}

#[tokio::test]
async fn an_oversized_frame_and_a_flood_close_the_socket_with_their_codes() {
    let Chat { world, anna, .. } = chat().await;
    let from = since(&anna).await;
    let mut annas = anna.go_live(from).await;
    annas.say_text("x".repeat(65 * 1024)).await;
    assert_eq!(annas.wait_for_close().await, Some(close_code::TOO_BIG));

    let mut annas = anna.go_live(from).await;
    for _ in 0..600 {
        annas.try_say(&ClientFrame::Ping).await;
    }
    assert_eq!(annas.wait_for_close().await, Some(close_code::TOO_MANY));
    world.shutdown().await;
}

#[tokio::test]
async fn a_blocked_person_loses_the_socket_and_every_call() {
    let Chat { world, gleb, boris, .. } = chat().await;
    let mut boriss = boris.go_live(since(&boris).await).await;
    gleb.moderate(&boris, UserModeration::Block).await;
    assert_eq!(boriss.wait_for_close().await, Some(close_code::UNAUTHENTICATED));
    let refused = boris.get::<Snapshot>("/api/sync/snapshot").await;
    assert_eq!(refused.status(), 403);
    world.shutdown().await;
}

#[tokio::test]
async fn a_wrong_token_and_a_cursor_ahead_of_the_log_are_told_by_the_close_code() {
    let Chat { world, anna, .. } = chat().await;
    let ahead = since(&anna).await + 1;
    assert_eq!(anna.knock(anna.access_token(), ahead).await, Some(close_code::SYNC_RESET));
    let wrong = "not a token".to_owned();
    assert_eq!(anna.knock(wrong, 0).await, Some(close_code::UNAUTHENTICATED));
    let reset = anna.get::<Snapshot>(&format!("/api/sync?since={ahead}")).await;
    reset.is_refused(ErrorCode::SyncReset);
    world.shutdown().await;
}

#[tokio::test]
async fn the_next_executor_starts_with_an_empty_chat_and_the_former_sees_none() {
    let Chat { world, anna, boris, vera, order, .. } = chat().await;
    anna.say(order, "Только для Бориса").await.ok();
    boris.refuse(order, "Заболел").await.ok();
    boris.chat(order).await.is_refused(ErrorCode::NotFound);
    anna.select(order, &vera).await.ok();
    let veras = vera.chat(order).await.ok();
    assert!(veras.items.iter().all(|message| message.content != "Только для Бориса"));
    let snapshot = vera.get::<Snapshot>("/api/sync/snapshot").await.ok();
    assert!(snapshot.messages.iter().all(|message| message.content != "Только для Бориса"));
    let snapshot = boris.get::<Snapshot>("/api/sync/snapshot").await.ok();
    assert_eq!(snapshot.messages, []);
    // Anna keeps the whole of it.
    let annas = anna.chat(order).await.ok();
    assert!(annas.items.iter().any(|message| message.content == "Только для Бориса"));
    world.shutdown().await;
}

#[tokio::test]
async fn a_reply_names_what_it_answers_and_nothing_out_of_sight() {
    let Chat { world, anna, boris, vera, order, .. } = chat().await;
    let question = anna.say(order, "Когда сможете?").await.ok().message.id;
    let answer = SendMessage { reply_to_id: Some(question), ..boris.message("Завтра") };
    boris.send(order, &answer).await.ok();
    let newest = anna.chat(order).await.ok().items.remove(0);
    assert_eq!((newest.content.as_str(), newest.reply_to_id), ("Завтра", Some(question)));

    boris.refuse(order, "Заболел").await.ok();
    anna.select(order, &vera).await.ok();
    let unseen = SendMessage { reply_to_id: Some(question), ..vera.message("Могу и я") };
    let refused = vera.send(order, &unseen).await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(refused.errors[0].field, "replyToId");
    world.shutdown().await;
}

#[tokio::test]
async fn a_stopping_server_tells_its_sockets_to_come_back() {
    let Chat { world, anna, .. } = chat().await;
    let mut annas = anna.go_live(since(&anna).await).await;
    let stopped = tokio::time::timeout(Duration::from_secs(10), world.shutdown());
    let (code, stopped) = tokio::join!(annas.wait_for_close(), stopped);
    assert_eq!(code, Some(close_code::GOING_AWAY));
    assert!(stopped.is_ok());
}
