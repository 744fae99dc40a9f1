//! How often one may ask: by address, by range of numbers, by person. 429 always says when to come
//! again.

use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use montaj_domain::{
    phone::Phone,
    user::{Role, Specialization},
};
use montaj_server::limits::Rate;
use montaj_testkit::world::{Actor, Engine, World, fresh_phone, registration, window_order};
use montaj_wire::{
    chat::SendMessage,
    problem::{ErrorCode, Problem},
    socket::{ArrivedFrame, ClientFrame, ServerFrame, close_code},
};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{self, Message},
};

use crate::MINUTE;

const HOUR: Duration = Duration::from_secs(3600);

/// So many at once, and one a minute after that.
const fn bucket(burst: u32) -> Rate {
    Rate { burst, per_hour: 60 }
}

/// A call from an address, as the reverse proxy before the server passes it on.
async fn from(address: &str, world: &World, path: &str, form: &Value) -> Response {
    let url = format!("http://{}{path}", world.address());
    let call = Client::new().post(url).header("x-forwarded-for", address).json(form);
    call.send().await.unwrap()
}

async fn log_in_from(address: &str, world: &World) -> Response {
    let form = json!({ "phone": fresh_phone(), "password": "не тот пароль" });
    from(address, world, "/api/auth/login", &form).await
}

/// Asserts a proper 429, and tells how long to wait.
async fn wait_secs(refused: Response) -> u64 {
    assert_eq!(refused.status(), 429);
    let wait = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    let problem: Problem = refused.json().await.unwrap();
    assert_eq!(problem.code, ErrorCode::RateLimited);
    assert!(wait > 0);
    wait
}

#[tokio::test]
async fn an_address_that_tries_passwords_is_held_up_and_others_are_not() {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.address_sign_in = bucket(3);
    };
    let world = World::start_with(Engine::Sqlite, adjust).await;
    for _ in 0..3 {
        assert_eq!(log_in_from("203.0.113.9", &world).await.status(), 401);
    }
    assert_eq!(wait_secs(log_in_from("203.0.113.9", &world).await).await, 60);
    assert_eq!(log_in_from("203.0.113.10", &world).await.status(), 401);
    world.clock.advance(MINUTE);
    assert_eq!(log_in_from("203.0.113.9", &world).await.status(), 401);
    wait_secs(log_in_from("203.0.113.9", &world).await).await;
    // What is not about passwords goes on.
    let url = format!("http://{}/api/settings/public", world.address());
    let open = Client::new().get(url).header("x-forwarded-for", "203.0.113.9").send().await;
    assert_eq!(open.unwrap().status(), 200);
}

#[tokio::test]
async fn registration_and_codes_share_the_bucket_of_a_whole_64() {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.address_codes = bucket(3);
    };
    let world = World::start_with(Engine::Sqlite, adjust).await;
    let form = json!(registration("Анна", Role::Customer, &fresh_phone()));
    let registered = from("2001:db8:1:2::1", &world, "/api/auth/register", &form).await;
    assert_eq!(registered.status(), 201);
    for (host, path) in [("2", "/api/auth/send-sms"), ("3", "/api/auth/request-reset")] {
        let address = format!("2001:db8:1:2:{host}::1");
        let asked = from(&address, &world, path, &json!({ "phone": fresh_phone() })).await;
        assert_eq!(asked.status(), 204, "{path}");
    }
    let form = json!(registration("Вера", Role::Executor, &fresh_phone()));
    let refused = from("2001:db8:1:2:4::1", &world, "/api/auth/register", &form).await;
    wait_secs(refused).await;
    let neighbour = from("2001:db8:1:3::1", &world, "/api/auth/register", &form).await;
    assert_eq!(neighbour.status(), 201);
}

#[tokio::test]
async fn a_range_of_numbers_gets_only_so_many_codes_an_hour_even_over_a_restart() {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.prefix_codes_per_hour = 2;
    };
    let mut world = World::start_with(Engine::Sqlite, adjust).await;
    let in_range = |last: u32| Phone::parse(&format!("+7925123{last:04}")).unwrap();
    // Each from an address of its own: pumping comes from everywhere.
    for last in 0..2 {
        let form = json!(registration("Анна", Role::Customer, &in_range(last)));
        let address = format!("203.0.113.{last}");
        assert_eq!(from(&address, &world, "/api/auth/register", &form).await.status(), 201);
    }
    for restarted in [false, true] {
        if restarted {
            world.stop_server().await;
            world.start_server().await;
        }
        let form = json!(registration("Вера", Role::Customer, &in_range(2)));
        let refused = from("203.0.113.50", &world, "/api/auth/register", &form).await;
        assert_eq!(wait_secs(refused).await, 3600);
        // The same for a number that is known to nobody.
        let unknown = json!({ "phone": in_range(3) });
        let refused = from("203.0.113.51", &world, "/api/auth/request-reset", &unknown).await;
        assert_eq!(wait_secs(refused).await, 3600);
        let elsewhere = json!({ "phone": fresh_phone() });
        let asked = from("203.0.113.52", &world, "/api/auth/send-sms", &elsewhere).await;
        assert_eq!(asked.status(), 204);
    }
    world.clock.advance(HOUR);
    let form = json!(registration("Вера", Role::Customer, &in_range(2)));
    let registered = from("203.0.113.50", &world, "/api/auth/register", &form).await;
    assert_eq!(registered.status(), 201, "the refused form left nothing behind");
}

/// Anna has selected Boris; nobody is exempt, and a person may send three messages at once, post
/// two orders, respond once.
async fn strict_world() -> (World, Actor, Actor, montaj_domain::ids::OrderId) {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.exempt.clear();
        config.limits.person_messages = bucket(3);
        config.limits.person_orders = bucket(2);
        config.limits.person_responses = bucket(1);
    };
    let world = World::start_with(Engine::Sqlite, adjust).await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
    boris.respond(order, "Сделаю за день").await.ok();
    anna.select(order, &boris).await.ok();
    (world, anna, boris, order)
}

#[tokio::test]
async fn a_person_sends_only_so_many_messages_by_rest_and_by_socket_together() {
    let (world, anna, boris, order) = strict_world().await;
    let mut live = anna.go_live(0).await;
    for text in ["раз", "два", "три"] {
        anna.say(order, text).await.ok();
    }
    let refused = anna.say(order, "четыре").await;
    assert_eq!(refused.headers()["retry-after"], "60");
    refused.is_refused(ErrorCode::RateLimited);
    let message = anna.message("пять");
    let say = |message: &SendMessage| ClientFrame::SendMessage {
        id: message.id,
        order_id: order,
        content: message.content.clone(),
        reply_to_id: None,
    };
    live.say(&say(&message)).await;
    let refusal = |frame: &ArrivedFrame| match frame {
        ServerFrame::Error { code, .. } => Some(*code),
        _ => None,
    };
    assert_eq!(live.wait_for("a refusal", refusal).await, ErrorCode::RateLimited);
    // The other side has a bucket of their own, and reading costs nothing.
    boris.say(order, "Понял").await.ok();
    assert_eq!(anna.chat(order).await.ok().items.len(), 5);
    world.clock.advance(MINUTE);
    live.say(&say(&message)).await;
    let acked = |frame: &ArrivedFrame| match frame {
        ServerFrame::MessageAck { id, .. } => (*id == message.id).then_some(()),
        _ => None,
    };
    live.wait_for("the same message's acknowledgement", acked).await;
}

#[tokio::test]
async fn orders_and_responses_are_held_up_too() {
    let (world, anna, boris, _) = strict_world().await;
    let draft = window_order(&*world.clock);
    let second = anna.post_order(&draft).await.ok().order.id;
    let refused = anna.post_order(&draft).await;
    assert_eq!(refused.headers()["retry-after"], "60");
    refused.is_refused(ErrorCode::RateLimited);
    boris.respond(second, "Сделаю").await.is_refused(ErrorCode::RateLimited);
    world.clock.advance(MINUTE);
    anna.post_order(&draft).await.ok();
    boris.respond(second, "Сделаю").await.ok();
}

#[tokio::test]
async fn a_person_who_opens_sockets_in_a_storm_is_told_when_to_come_again() {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.exempt.clear();
        config.limits.person_sockets = bucket(3);
    };
    let world = World::start_with(Engine::Sqlite, adjust).await;
    let (anna, olga) = (world.customer("Анна").await, world.customer("Ольга").await);
    for _ in 0..3 {
        anna.go_live(0).await;
    }
    let (code, reason) = refused_hello(&world, &anna).await;
    assert_eq!((code, &*reason), (close_code::TOO_MANY, "retry_after=60"));
    // The others have buckets of their own, and so has asking by REST.
    olga.go_live(0).await;
    anna.events(0).await;
    world.clock.advance(MINUTE);
    anna.go_live(0).await;
}

/// Says hello, hears that it is too often, and how the socket closes.
async fn refused_hello(world: &World, person: &Actor) -> (u16, String) {
    let (mut socket, _) = connect_async(format!("ws://{}/api/ws", world.address())).await.unwrap();
    let hello = json!({ "type": "hello", "token": person.access_token(), "since": 0 });
    socket.send(Message::text(hello.to_string())).await.unwrap();
    let said = socket.next().await.unwrap().unwrap().into_text().unwrap();
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["type"], &said["code"]), (&json!("error"), &json!("rate_limited")));
    let close = match socket.next().await.unwrap().unwrap() {
        Message::Close(close) => close,
        _ => None,
    };
    let close = close.unwrap();
    (close.code.into(), close.reason.to_string())
}

#[tokio::test]
async fn an_address_opens_only_so_many_sockets() {
    let adjust = |config: &mut montaj_server::config::Config| {
        config.limits.exempt.clear();
        config.limits.address_sockets = bucket(2);
    };
    let world = World::start_with(Engine::Sqlite, adjust).await;
    let url = format!("ws://{}/api/ws", world.address());
    for _ in 0..2 {
        connect_async(&url).await.unwrap();
    }
    let refused = connect_async(&url).await.unwrap_err();
    let tungstenite::Error::Http(answer) = refused else { panic!("{refused:?}") };
    assert_eq!(answer.status().as_u16(), 429);
    assert_eq!(answer.headers()["retry-after"], "60");
}
