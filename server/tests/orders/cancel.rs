use montaj_domain::{notification::NotificationKind, order::OrderStatus, response::ResponseStatus};
use montaj_wire::problem::ErrorCode;

use crate::stage::{Stage, told};

#[tokio::test]
async fn the_customer_cancels_and_responders_are_told() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let cancelled = stage.anna.cancel(order).await.ok().order;
    assert_eq!(cancelled.status, OrderStatus::Cancelled);
    assert!(cancelled.closed_at.is_some());
    for person in [&stage.boris, &stage.vera] {
        assert_eq!(told(person, NotificationKind::Cancelled).await[0].order_id, Some(order));
        let seen = person.order(order).await.ok().order;
        assert_eq!(seen.status, OrderStatus::Cancelled);
        assert_eq!(seen.my_response_status, Some(ResponseStatus::Pending));
    }
    stage.anna.cancel(order).await.is_refused(ErrorCode::OrderClosed);
    stage.anna.select(order, &stage.boris).await.is_refused(ErrorCode::OrderNotPublished);
}

#[tokio::test]
async fn nobody_else_cancels_and_nobody_after_the_selection() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let olga = stage.world.customer("Ольга").await;
    olga.cancel(order).await.is_refused(ErrorCode::NotFound);
    for person in [&stage.boris, &stage.gleb] {
        person.cancel(order).await.is_refused(ErrorCode::Forbidden);
    }
    stage.anna.select(order, &stage.boris).await.ok();
    stage.anna.cancel(order).await.is_refused(ErrorCode::AlreadySelected);
}
