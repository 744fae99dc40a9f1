use montaj_domain::ids::OrderId;
use montaj_testkit::world::{Actor, Reply};
use montaj_wire::problem::ErrorCode;

use crate::stage::{Stage, log_end, states_in_log};

async fn opens(person: &Actor, order: OrderId) -> Reply<()> {
    person.post(&format!("/api/orders/{order}/view"), &serde_json::json!({})).await
}

#[tokio::test]
async fn an_executor_counts_once_and_the_customer_not_at_all() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    let since = log_end(&stage.anna).await;
    for person in [&stage.boris, &stage.boris, &stage.vera, &stage.anna, &stage.gleb] {
        let reply = opens(person, order).await;
        assert_eq!((reply.status(), reply.body()), (204, ""));
    }
    let of_boris = stage.boris.order(order).await.ok().order;
    assert!(of_boris.has_viewed);
    assert_eq!(of_boris.views_count, 2);
    let counts: Vec<_> = states_in_log(&stage.anna, order, since).await;
    assert_eq!(counts.iter().map(|view| view.views_count).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn what_is_not_there_cannot_be_opened() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    let olga = stage.world.customer("Ольга").await;
    opens(&olga, order).await.is_refused(ErrorCode::NotFound);
    olga.order(order).await.is_refused(ErrorCode::NotFound);
    let nothing = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    opens(&stage.boris, nothing).await.is_refused(ErrorCode::NotFound);
    stage.boris.get::<()>("/api/orders/what").await.is_refused(ErrorCode::NotFound);
}
