//! A log forgets what its owner may not see any more, whatever else of it is gone already.

use montaj_store::events;
use serde_json::Value;

use crate::cast::{Cast, Person, State, Step};

#[tokio::test]
async fn a_lost_chat_leaves_a_log_that_does_not_know_any_more_how_it_began() {
    let cast = Cast::gather().await;
    let order = cast.order_in(State::Published).await;
    cast.take(Step::SelectFirst, order).await;
    let (former, owner) = (cast.actor(Person::Former), cast.actor(Person::Owner));
    let begun = former.events(0).await.last().unwrap().seq;
    owner.say(order, "Код домофона 1234").await.ok();
    // As a month later, when the device has stored what came before.
    let db = &cast.world.server().app().db;
    let mut tx = db.write().await.unwrap();
    events::trim(&mut tx, former.id, begun).await.unwrap();
    tx.commit(cast.world.server().app().now()).await.unwrap();
    assert!(text_of(&cast, begun).await.contains("1234"));

    cast.take(Step::Refuse, order).await;
    assert!(!text_of(&cast, begun).await.contains("1234"));
}

/// The former executor's log.
async fn text_of(cast: &Cast, since: i64) -> String {
    let path = format!("/api/sync?since={since}&limit=1000");
    cast.actor(Person::Former).get::<Value>(&path).await.ok().to_string()
}
