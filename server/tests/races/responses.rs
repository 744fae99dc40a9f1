use futures::future::join_all;
use montaj_domain::notification::NotificationKind;
use montaj_testkit::world::Engine;
use montaj_wire::{event::EventBody, problem::ErrorCode};

use crate::{
    arena::{Arena, Outcome, ROUNDS},
    on_both_databases,
};

/// Responses of one executor that are under way at once.
const FIFTY: usize = 50;

on_both_databases! {
    of_fifty_responses_to_one_order_exactly_one_is_written;
    fifty_orders_answered_at_once_are_answered_once_each;
}

async fn of_fifty_responses_to_one_order_exactly_one_is_written(engine: Engine) {
    let arena = Arena::on(engine).await;
    let calm = arena.order().await;
    arena.boris.respond(calm, "Сделаю").await.ok();

    let outcomes = arena
        .rounds(async |_| {
            let raced = arena.order().await;
            let offers = (0..FIFTY).map(|_| arena.boris.respond(raced, "Сделаю"));
            let (written, refused): (Vec<_>, Vec<_>) =
                join_all(offers).await.into_iter().partition(|reply| reply.status() == 201);
            assert_eq!(written.len(), 1);
            for reply in refused {
                reply.is_refused(ErrorCode::AlreadyResponded);
            }
            assert_eq!(arena.anna.order(raced).await.ok().order.responses_count, 1);
            assert_eq!(arena.anna.responses_to(raced).await.ok().items.len(), 1);
            Outcome { raced, calm }
        })
        .await;
    arena.agree(&outcomes).await;
}

async fn fifty_orders_answered_at_once_are_answered_once_each(engine: Engine) {
    let arena = Arena::on(engine).await;
    let calm = arena.order().await;
    arena.boris.respond(calm, "Сделаю").await.ok();
    let mut outcomes = Vec::new();
    for _ in 0..ROUNDS / FIFTY {
        let orders = join_all((0..FIFTY).map(|_| arena.order())).await;
        let offers = orders.iter().map(|order| arena.boris.respond(*order, "Сделаю"));
        for reply in join_all(offers).await {
            assert_eq!(reply.ok().response.executor_id, arena.boris.id);
        }
        outcomes.extend(orders.into_iter().map(|raced| Outcome { raced, calm }));
    }
    arena.agree(&outcomes).await;
    let told = |body: &EventBody| match body {
        EventBody::NotificationCreated(note) => note.kind == NotificationKind::Response,
        _ => false,
    };
    let told = arena.anna.events(0).await.iter().filter(|event| told(&event.body)).count();
    assert_eq!(told, outcomes.len() + 1);
}
