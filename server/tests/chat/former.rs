//! Whoever has refused the order has lost its chat (PRODUCT 5.1), its ticks with it.

use std::time::Duration;

use montaj_store::{messages, orders};
use montaj_testkit::{eventually, world::Engine};
use montaj_wire::event::EventBody;

use crate::scene::Scene;

async fn what_arrives_after_the_refusal_is_not_told_to_whom_it_is_of(engine: Engine) {
    let scene = Scene::on(engine).await;
    let Scene { anna, boris, order, .. } = &scene;
    let arrived = async |id| {
        let mut tx = scene.app().db.read().await.unwrap();
        messages::find(&mut tx, id).await.unwrap().unwrap().delivered_at.is_some()
    };
    // While he is on the order he is told.
    let told = boris.say(*order, "Выезжаю").await.ok().message;
    let last = anna.events(0).await.pop().unwrap();
    anna.events(last.seq).await;
    eventually(Duration::from_secs(20), async || {
        if arrived(told.id).await { Ok(()) } else { Err("it has no second tick") }
    })
    .await;
    let ticks = boris.events(0).await.into_iter();
    let ticks = ticks.filter(|event| matches!(event.body, EventBody::MessageDelivered(_)));
    assert_eq!(ticks.count(), 1);

    // Anna's device is away, and stores what he wrote only after the refusal.
    let late = boris.say(*order, "Не смогу").await.ok().message;
    boris.refuse(*order, "Заболел").await.ok();
    let head = boris.events(0).await.pop().unwrap().seq;
    assert!(!arrived(late.id).await);
    let last = anna.events(last.seq).await.pop().unwrap();
    anna.events(last.seq).await;
    eventually(Duration::from_secs(20), async || {
        if arrived(late.id).await { Ok(()) } else { Err("it has no second tick") }
    })
    .await;
    assert_eq!(boris.events(head).await, [], "he hears nothing new");
    let log = boris.events(0).await;
    assert!(!log.iter().any(|event| event.body.kind().starts_with("message.")), "{log:?}");
}

#[tokio::test]
async fn what_arrives_after_the_refusal_is_not_told_to_whom_it_is_of_on_sqlite() {
    what_arrives_after_the_refusal_is_not_told_to_whom_it_is_of(Engine::Sqlite).await;
}

#[tokio::test]
async fn what_arrives_after_the_refusal_is_not_told_to_whom_it_is_of_on_postgresql() {
    what_arrives_after_the_refusal_is_not_told_to_whom_it_is_of(Engine::Postgres).await;
}

/// The refusal has begun, and ends while what his customer has stored is being written.
#[tokio::test]
async fn a_tick_that_meets_the_refusal_is_not_told_to_whom_it_is_of() {
    let scene = Scene::on(Engine::Postgres).await;
    let Scene { anna, boris, order, .. } = &scene;
    let db = &scene.app().db;
    let late = boris.say(*order, "Не смогу").await.ok().message;
    let last = anna.events(0).await.pop().unwrap();
    let head = boris.events(0).await.pop().unwrap().seq;
    let boris_id = scene.caller(boris).await.user_id;

    let mut refusal = db.write().await.unwrap();
    let stored = orders::lock(&mut refusal, *order).await.unwrap().unwrap();
    let refused = stored.order.cancel_work(boris_id).unwrap();
    orders::save_state(&mut refusal, &refused).await.unwrap();
    db.statements().record();
    let storing = anna.events(last.seq);
    let refusing = async {
        eventually(Duration::from_secs(20), async || {
            let run = db.statements().take().concat();
            let looks_at_ticks = |text: &&str| text.contains("messages");
            if run.iter().any(looks_at_ticks) { Ok(()) } else { Err("nothing was looked at") }
        })
        .await;
        refusal.commit(late.created_at).await.unwrap();
    };
    tokio::join!(storing, refusing);

    eventually(Duration::from_secs(20), async || {
        let mut tx = db.read().await.unwrap();
        let message = messages::find(&mut tx, late.id).await.unwrap().unwrap();
        if message.delivered_at.is_some() { Ok(()) } else { Err("it has no second tick") }
    })
    .await;
    assert_eq!(boris.events(head).await, [], "he hears nothing new");
}
