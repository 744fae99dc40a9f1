//! The server stops, is killed, and comes up again on the same database.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use montaj_domain::{ids::OrderId, user::Specialization};
use montaj_testkit::{
    eventually,
    world::{Actor, Engine, World, window_order},
};
use montaj_wire::{event::EventBody, socket::close_code};
use tokio::net::TcpStream;

const PATIENCE: Duration = Duration::from_secs(20);

/// Anna's order at Boris's hands.
async fn at_work(world: &World) -> (Actor, Actor, OrderId) {
    let admin = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.executor(&admin, "Борис", Specialization::Windows).await;
    let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
    boris.respond(order, "Сделаю за день").await.ok();
    anna.select(order, &boris).await.ok();
    (anna, boris, order)
}

async fn what_was_answered_survives(engine: Engine) {
    let mut world = World::start(engine).await;
    let (anna, boris, order) = at_work(&world).await;
    let told = anna.say(order, "Код домофона 45").await.ok().message;
    world.kill_server().await;
    assert!(TcpStream::connect(world.address()).await.is_err(), "something still listens");
    world.start_server().await;
    let chat = boris.chat(order).await.ok().items;
    assert_eq!(chat.first().map(|message| message.id), Some(told.id));
    boris.say(order, "Записал").await.ok();
    world.stop_server().await;
    world.start_server().await;
    assert_eq!(anna.unread_in(order).await, 1);
    // The log goes on where it was, without gaps: `events` checks it.
    let last = anna.events(0).await.pop().unwrap().body;
    assert!(matches!(last, EventBody::MessageCreated(message) if message.content == "Записал"));
    world.shutdown().await;
}

#[tokio::test]
async fn what_was_answered_survives_on_sqlite() {
    what_was_answered_survives(Engine::Sqlite).await;
}

#[tokio::test]
async fn what_was_answered_survives_on_postgres() {
    what_was_answered_survives(Engine::Postgres).await;
}

#[tokio::test]
async fn a_killed_server_says_no_word_and_a_stopped_one_says_come_back() {
    let mut world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    let mut live = anna.go_live(0).await;
    world.kill_server().await;
    assert_eq!(live.wait_for_close().await, None);
    world.start_server().await;
    let mut live = anna.go_live(0).await;
    let (closed, ()) = tokio::join!(live.wait_for_close(), world.stop_server());
    assert_eq!(closed, Some(close_code::GOING_AWAY));
}

#[tokio::test]
async fn a_line_finds_the_server_again_and_nobody_while_it_is_down() {
    let mut world = World::start(Engine::Sqlite).await;
    let line = world.line().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let health = format!("{}/health", line.url());
    let is_up = async || http.get(&health).send().await.is_ok_and(|got| got.status().is_success());
    assert!(is_up().await);
    world.kill_server().await;
    assert!(!is_up().await);
    world.start_server().await;
    eventually(PATIENCE, async || is_up().await.then_some(()).ok_or("still away")).await;
}
