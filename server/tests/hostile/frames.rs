use std::time::Duration;

use futures::future::join_all;
use montaj_domain::user::{Specialization, UserModeration};
use montaj_testkit::{
    eventually,
    world::{Engine, World, window_order},
};
use serde_json::json;
use tokio::time::timeout;

use crate::socket::{BINARY, CLOSE, CONTINUATION, LAST, PING, Socket, TEXT, frame};

const ASK: &str = r#"{"type":"ping"}"#;

fn text(text: &str) -> Vec<u8> {
    frame(LAST | TEXT, text.as_bytes())
}

#[tokio::test]
async fn what_is_not_understood_gets_an_error_and_the_socket_lives() {
    let world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    let mut socket = Socket::live(&world, &anna).await;
    let nil = "00000000-0000-0000-0000-000000000000";
    let nonsense = [
        String::new(),
        " ".into(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "42".into(),
        "{\"type\":1}".into(),
        "{\"type\":\"launch\"}".into(),
        format!("{{\"type\":\"{}\"}}", "я".repeat(10_000)),
        "{\"type\":\"ping\",\"type\":\"ping\"}".into(),
        "{\"type\":\"send-message\"}".into(),
        format!(
            "{{\"type\":\"send-message\",\"id\":\"{nil}\",\"orderId\":\"x\",\"content\":\"a\"}}"
        ),
        "{\"type\":\"ack\",\"upTo\":9223372036854775808}".into(),
        "{\"type\":\"ack\",\"upTo\":1e99}".into(),
        "{\"type\":\"ack\",\"upTo\":\"1\"}".into(),
        format!("{{\"type\":\"mark-read\",\"orderId\":\"{nil}\"}}"),
        format!("{{\"type\":\"typing\",\"orderId\":\"{nil}\",\"on\":\"yes\"}}"),
        "[".repeat(60_000),
        format!("{{\"type\":\"ack\",\"upTo\":1,\"more\":{}", "[".repeat(60_000)),
        json!({"type": "hello", "token": "again", "since": 0}).to_string(),
    ];
    for said in nonsense {
        socket.send(&text(&said)).await;
        let shown = &said.chars().take(80).collect::<String>();
        let answer = socket.said().await;
        assert_eq!(
            (&answer["type"], &answer["code"]),
            (&json!("error"), &json!("malformed")),
            "{shown}"
        );
        assert!(answer["ref"].as_str().unwrap().chars().count() <= 40, "{answer}");
    }
    socket.send(&frame(LAST | BINARY, b"\x00\xff")).await;
    assert_eq!(socket.said().await["code"], "malformed");
    // Numbers out of all proportion, and orders that are not there.
    socket.send(&text("{\"type\":\"ack\",\"upTo\":9223372036854775807}")).await;
    socket.send(&text("{\"type\":\"ack\",\"upTo\":-9223372036854775808}")).await;
    let read = json!({"type": "mark-read", "orderId": nil, "upToSeq": i64::MAX});
    socket.send(&text(&read.to_string())).await;
    assert_eq!(socket.said().await["code"], "not_found");
    socket.send(&text(ASK)).await;
    assert_eq!(socket.said().await["type"], "pong");
}

#[tokio::test]
async fn a_frame_in_pieces_is_put_together_and_bounded_as_a_whole() {
    let world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    let mut socket = Socket::live(&world, &anna).await;
    let (head, tail) = ASK.as_bytes().split_at(5);
    socket.send(&frame(TEXT, head)).await;
    // A ping may come between.
    socket.send(&frame(LAST | PING, b"between")).await;
    socket.send(&frame(CONTINUATION, b"")).await;
    socket.send(&frame(LAST | CONTINUATION, tail)).await;
    assert_eq!(socket.said().await["type"], "pong");

    socket.send(&frame(TEXT, &[b' '; 1024])).await;
    for _ in 0..64 {
        socket.send(&frame(CONTINUATION, &[b' '; 1024])).await;
    }
    assert_eq!(socket.close_code().await, Some(1009));
    let mut socket = Socket::live(&world, &anna).await;
    socket.send(&frame(LAST | TEXT, &[b' '; 64 * 1024 + 1])).await;
    assert_eq!(socket.close_code().await, Some(1009));
}

#[tokio::test]
async fn frames_against_the_protocol_close_with_its_own_codes() {
    let world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    let unmasked = [&[LAST | TEXT, 2][..], b"{}"].concat();
    let broken_character = "я".as_bytes();
    let table: [(Vec<u8>, u16); 9] = [
        (frame(LAST | TEXT, b"\"\xff\xfe\""), 1007),
        ([frame(TEXT, &broken_character[..1]), frame(LAST | CONTINUATION, b"x")].concat(), 1007),
        (frame(LAST | TEXT, b"\xed\xa0\x80"), 1007),
        (unmasked, 1002),
        (frame(LAST | TEXT | 0x40, b"{}"), 1002),
        (frame(LAST | 0x3, b"{}"), 1002),
        (frame(PING, b"in pieces"), 1002),
        (frame(LAST | PING, &[0; 126]), 1002),
        (frame(LAST | CONTINUATION, b"of nothing"), 1002),
    ];
    for (bytes, code) in table {
        let mut socket = Socket::live(&world, &anna).await;
        socket.send(&bytes).await;
        assert_eq!(socket.close_code().await, Some(code), "{bytes:x?}");
    }
    for farewell in [&b""[..], b"\x03", b"\x00\x00", b"\x03\xe8\xff\xfe", &[0xff; 125]] {
        let mut socket = Socket::live(&world, &anna).await;
        socket.send(&frame(LAST | CLOSE, farewell)).await;
        // It closes, with or without a word; the next one lives.
        socket.close_code().await;
    }
    Socket::live(&world, &anna).await;
}

#[tokio::test]
async fn a_flood_closes_the_socket_whatever_it_consists_of() {
    let world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    for drop in [text(ASK), frame(LAST | PING, b"x"), frame(LAST | BINARY, b""), text("")] {
        let mut socket = Socket::live(&world, &anna).await;
        socket.send(&drop.repeat(1000)).await;
        assert_eq!(socket.close_code().await, Some(4429));
        let mut unknown = Socket::open(&world).await;
        unknown.send(&frame(LAST | PING, b"").repeat(1000)).await;
        assert_eq!(unknown.close_code().await, Some(4429));
    }
}

#[tokio::test]
async fn a_blocked_person_whose_device_does_not_read_is_gone_within_a_second() {
    let world = World::start(Engine::Sqlite).await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
    boris.respond(order, "Сделаю").await.ok();
    anna.select(order, &boris).await.ok();
    // More than all buffers between the server and a device hold.
    let long = "ж".repeat(4000);
    join_all((0..400).map(|_| async { anna.say(order, &long).await.ok() })).await;
    let mut deaf = Socket::deaf(&world, &boris).await;
    eventually(Duration::from_secs(20), async || {
        let open = world.server().app().hub.sockets();
        (open == 1).then_some(()).ok_or(open)
    })
    .await;
    gleb.moderate(&boris, UserModeration::Block).await;
    timeout(Duration::from_secs(1), deaf.gone()).await.unwrap();
}

#[tokio::test]
async fn nobody_stays_without_a_hello() {
    let world = World::start(Engine::Sqlite).await;
    for first in [text("{}"), text(ASK), text("["), frame(LAST | BINARY, b""), text("")] {
        let mut socket = Socket::open(&world).await;
        socket.send(&first).await;
        assert_eq!(socket.close_code().await, Some(1008));
    }
    // Pieces of a frame that never ends.
    let mut socket = Socket::open(&world).await;
    socket.send(&frame(TEXT, b"{")).await;
    socket.send(&frame(CONTINUATION, b"").repeat(1000)).await;
    assert_eq!(socket.close_code().await, Some(1008));
}
