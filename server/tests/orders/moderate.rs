use montaj_domain::{
    ids::OrderId,
    notification::NotificationKind,
    order::{OrderModeration, OrderStatus},
};
use montaj_testkit::world::{Actor, Reply};
use montaj_wire::{
    order::{ModerateOrder, OrderAnswer, OrderView},
    page::Page,
    problem::ErrorCode,
};

use crate::stage::{Stage, hears, told};

async fn judges(
    admin: &Actor,
    order: OrderId,
    action: OrderModeration,
    reason: Option<&str>,
) -> Reply<OrderAnswer> {
    let act = ModerateOrder { action, reason: reason.map(str::to_owned) };
    admin.post(&format!("/api/admin/orders/{order}/moderate"), &act).await
}

#[tokio::test]
async fn an_order_waits_for_approval_and_is_announced_then() {
    let stage = Stage::set().await;
    stage.moderate_orders().await;
    let order = stage.order().await;
    assert_eq!(stage.anna.order(order).await.ok().order.status, OrderStatus::Pending);
    stage.boris.order(order).await.is_refused(ErrorCode::NotFound);
    stage.boris.respond(order, "Сделаю").await.is_refused(ErrorCode::NotFound);
    assert_eq!(stage.boris.feed("").await.ok().items, []);
    let queue = "/api/admin/orders?status=PENDING";
    let waiting = stage.gleb.get::<Page<OrderView>>(queue).await.ok().items;
    assert_eq!(waiting.iter().map(|view| view.id).collect::<Vec<_>>(), [order]);
    let approved = judges(&stage.gleb, order, OrderModeration::Approve, None).await.ok().order;
    assert_eq!(approved.status, OrderStatus::Published);
    assert_eq!(told(&stage.anna, NotificationKind::OrderModerated).await.len(), 1);
    hears(&stage.boris, NotificationKind::NewOrder).await;
    let again = judges(&stage.gleb, order, OrderModeration::Approve, None).await;
    again.is_refused(ErrorCode::NotApplicable);
}

#[tokio::test]
async fn a_rejection_comes_with_its_reason() {
    let stage = Stage::set().await;
    stage.moderate_orders().await;
    let order = stage.order().await;
    let unexplained = judges(&stage.gleb, order, OrderModeration::Reject, None).await;
    unexplained.is_refused(ErrorCode::InvalidInput);
    let reason = Some("Нужны размеры окон");
    let rejected = judges(&stage.gleb, order, OrderModeration::Reject, reason).await.ok().order;
    assert_eq!(rejected.status, OrderStatus::Cancelled);
    let note = &told(&stage.anna, NotificationKind::OrderModerated).await[0];
    assert!(note.body.contains("Нужны размеры окон"), "{}", note.body);
}

#[tokio::test]
async fn an_order_in_progress_can_be_taken_away() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    let reason = Some("Жалоба");
    let gone = judges(&stage.gleb, order, OrderModeration::Archive, reason).await.ok().order;
    assert_eq!((gone.status, gone.executor_id), (OrderStatus::Archived, None));
    assert_eq!(told(&stage.boris, NotificationKind::Cancelled).await.len(), 1);
    stage.boris.order(order).await.is_refused(ErrorCode::NotFound);
    stage.anna.chat(order).await.is_refused(ErrorCode::NotFound);
    assert_eq!(stage.anna.order(order).await.ok().order.status, OrderStatus::Archived);
}

#[tokio::test]
async fn nobody_but_administrators_moderates() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    for person in [&stage.anna, &stage.boris] {
        let reply = judges(person, order, OrderModeration::Archive, Some("Мешает")).await;
        reply.is_refused(ErrorCode::Forbidden);
        person.get::<()>("/api/admin/orders").await.is_refused(ErrorCode::Forbidden);
    }
}
