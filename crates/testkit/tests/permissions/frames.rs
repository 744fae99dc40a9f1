//! The walk over all frames that a client can say, over real sockets.

use std::collections::BTreeMap;

use montaj_domain::ids::OrderId;
use montaj_wire::socket::ClientFrame;
use serde_json::{Value, json};

use crate::{
    cast::{Cast, Person, State},
    socket::{Heard, Socket},
    table::{self, Table},
};

#[tokio::test]
async fn every_frame_is_answered_as_the_table_says() {
    let expected = table::read();
    let expected: Table =
        expected.into_iter().filter(|((asked, _), _)| asked.starts_with("frame ")).collect();
    let cast = Cast::gather().await;
    let mut orders = BTreeMap::new();
    for state in State::ALL {
        orders.insert(state, cast.order_in(state).await);
    }
    let mut sockets = BTreeMap::new();
    for person in Person::ALL {
        if !matches!(person, Person::Nobody | Person::Blocked) {
            let token = cast.token(person).unwrap();
            sockets.insert(person, Socket::greeted(&cast.world, &token, 0).await.0);
        }
    }
    let mut seen = Table::new();
    for kind in frame_types() {
        for state in states_of(&kind) {
            let order = state.map(|state: State| orders[&state]);
            let mut row = Vec::new();
            for person in Person::ALL {
                let frame = example(&cast, &kind, order);
                row.push(match sockets.get_mut(&person) {
                    Some(socket) => answer(socket, &frame).await,
                    None => at_the_door(&cast, person, &frame).await,
                });
            }
            seen.insert((format!("frame {kind}"), state), row);
        }
    }
    table::compare(&expected, &seen);
}

#[test]
fn every_frame_has_rows() {
    let table = table::read();
    for kind in frame_types() {
        for state in states_of(&kind) {
            let key = (format!("frame {kind}"), state);
            assert!(table.contains_key(&key), "no row: {key:?}");
        }
    }
}

/// All types of frames, as the deserializer itself lists them.
fn frame_types() -> Vec<String> {
    let refusal = serde_json::from_str::<ClientFrame>(r#"{"type":"?"}"#).unwrap_err().to_string();
    let (_, listed) = refusal.split_once("expected one of ").expect("the types are listed");
    let types: Vec<String> = listed.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(types.len() >= 8, "{refusal}");
    types
}

fn states_of(kind: &str) -> Vec<Option<State>> {
    match kind {
        "hello" | "ack" | "ping" => vec![None],
        _ => State::ALL.into_iter().map(Some).collect(),
    }
}

/// # Panics
/// Nobody has written an example yet.
fn example(cast: &Cast, kind: &str, order: Option<OrderId>) -> Value {
    match kind {
        "hello" => json!({ "type": kind, "token": "no token", "since": 0 }),
        "ack" => json!({ "type": kind, "upTo": 1 }),
        "ping" => json!({ "type": kind }),
        "send-message" => {
            let message = cast.actor(Person::Owner).message("Привет");
            let (id, content) = (message.id, message.content);
            json!({ "type": kind, "id": id, "orderId": order, "content": content })
        }
        "mark-read" => json!({ "type": kind, "orderId": order, "upToSeq": 1 }),
        "typing" => json!({ "type": kind, "orderId": order, "on": true }),
        "join-order" | "leave-order" => json!({ "type": kind, "orderId": order }),
        _ => panic!("write an example of the frame {kind} here"),
    }
}

/// Says the frame, and tells what it was answered: a code if it was refused.
async fn answer(socket: &mut Socket, frame: &Value) -> String {
    socket.say(frame).await;
    socket.say(&json!({ "type": "ping" })).await;
    let heard = socket.hear_until("pong").await;
    if frame["type"] == "ping" {
        socket.hear_until("pong").await;
    }
    let refusal = heard.iter().find(|frame| frame["type"] == "error");
    refusal.map_or("ok".to_owned(), |error| error["code"].as_str().unwrap().to_owned())
}

/// What becomes of those who are not let in: with what code the server closes.
async fn at_the_door(cast: &Cast, person: Person, frame: &Value) -> String {
    let mut socket = Socket::open(&cast.world).await;
    if let Some(token) = cast.token(person) {
        socket.say(&json!({ "type": "hello", "token": token, "since": 0 })).await;
    }
    socket.say(frame).await;
    loop {
        match socket.hear().await {
            Heard::Closed(code, _) => return code.to_string(),
            Heard::Frame(frame) => assert_eq!(frame["type"], "error", "{frame}"),
        }
    }
}
