use futures::future::join_all;
use montaj_domain::ids::OrderId;
use montaj_testkit::world::{Actor, Engine, window_order};
use montaj_wire::{
    order::{OrderAnswer, SelectExecutor},
    response::{Respond, ResponseAnswer},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    arena::{Arena, Outcome},
    on_both_databases,
};

const HUNDRED: usize = 100;

on_both_databases! {
    the_same_key_a_hundred_times_at_once_is_one_operation;
}

/// Says the same request a hundred times at once: all get one and the same answer.
async fn insist<T: DeserializeOwned>(person: &Actor, path: &str, body: &impl Serialize) -> T {
    let key = person.operation();
    let asked = (0..HUNDRED).map(|_| person.post_as::<T>(key, path, body));
    let mut replies = join_all(asked).await;
    let first = replies.pop().unwrap();
    for reply in replies {
        assert_eq!((reply.status(), reply.body()), (first.status(), first.body()));
    }
    first.ok()
}

async fn the_same_key_a_hundred_times_at_once_is_one_operation(engine: Engine) {
    let arena = Arena::on(engine).await;
    let (posted, responded) = (arena.order().await, arena.order().await);
    arena.boris.respond(responded, "Сделаю").await.ok();
    let selected = arena.selected().await;

    let outcomes = arena
        .rounds(async |round| match round % 3 {
            0 => Outcome { raced: post(&arena).await, calm: posted },
            1 => Outcome { raced: respond(&arena).await, calm: responded },
            _ => Outcome { raced: select(&arena).await, calm: selected },
        })
        .await;
    arena.agree(&outcomes).await;
}

async fn post(arena: &Arena) -> OrderId {
    let draft = window_order(&*arena.world.clock);
    insist::<OrderAnswer>(&arena.anna, "/api/orders", &draft).await.order.id
}

async fn respond(arena: &Arena) -> OrderId {
    let order_id = arena.order().await;
    let offer = Respond { order_id, message: Some("Сделаю".to_owned()), price_kopecks: None };
    insist::<ResponseAnswer>(&arena.boris, "/api/responses", &offer).await;
    order_id
}

async fn select(arena: &Arena) -> OrderId {
    let order = arena.answered().await;
    let choice = SelectExecutor { executor_id: arena.boris.id };
    let path = format!("/api/orders/{order}/select-executor");
    insist::<OrderAnswer>(&arena.anna, &path, &choice).await;
    order
}
