use montaj_domain::{chat::MessageKind, notification::NotificationKind, order::OrderStatus};
use montaj_wire::{order::OrderAnswer, problem::ErrorCode};

use crate::stage::{Stage, log_end, states_in_log, told};

#[tokio::test]
async fn the_executor_starts_finishes_and_closes_and_the_customer_is_told() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    let started = stage.boris.start_work(order).await.ok().order;
    assert!(started.work_started_at.is_some() && started.work_done_at.is_none());
    assert!(stage.boris.complete(order).await.ok().order.work_done_at.is_some());
    let since = log_end(&stage.anna).await;
    let closed = stage.boris.close(order).await.ok().order;
    assert_eq!(closed.status, OrderStatus::Completed);
    assert_eq!((closed.customer.completed_orders, &closed.customer.contacts), (1, &None));
    let seen = states_in_log(&stage.anna, order, since).await.pop().unwrap();
    let executor = seen.executor.unwrap();
    assert_eq!((executor.completed_orders, executor.contacts), (1, None));
    assert_eq!(stage.boris.me().await.completed_orders, 1);
    for kind in [NotificationKind::Started, NotificationKind::Done, NotificationKind::Closed] {
        assert_eq!(told(&stage.anna, kind).await.len(), 1, "{kind}");
    }
    let marks: Vec<_> =
        stage.anna.chat(order).await.ok().items.iter().map(|line| line.kind).collect();
    let (selected, started) = (MessageKind::Selected, MessageKind::Started);
    assert_eq!(marks, [MessageKind::Closed, MessageKind::Done, started, selected]);
}

#[tokio::test]
async fn each_step_comes_once_and_in_its_order() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    stage.boris.start_work(order).await.is_refused(ErrorCode::NotInProgress);
    stage.anna.select(order, &stage.boris).await.ok();
    stage.boris.complete(order).await.is_refused(ErrorCode::NotStarted);
    stage.boris.close(order).await.is_refused(ErrorCode::NotDone);
    stage.boris.start_work(order).await.ok();
    stage.boris.start_work(order).await.is_refused(ErrorCode::AlreadyStarted);
    stage.boris.close(order).await.is_refused(ErrorCode::NotDone);
    stage.boris.complete(order).await.ok();
    stage.boris.complete(order).await.is_refused(ErrorCode::AlreadyDone);
    stage.boris.refuse(order, "Передумал").await.is_refused(ErrorCode::AlreadyDone);
    stage.boris.close(order).await.ok();
    stage.boris.close(order).await.is_refused(ErrorCode::OrderClosed);
    stage.boris.start_work(order).await.is_refused(ErrorCode::OrderClosed);
}

#[tokio::test]
async fn nobody_but_the_assigned_executor_takes_a_step() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    for person in [&stage.anna, &stage.vera, &stage.gleb] {
        person.start_work(order).await.is_refused(ErrorCode::Forbidden);
        person.complete(order).await.is_refused(ErrorCode::Forbidden);
        person.close(order).await.is_refused(ErrorCode::Forbidden);
        person.refuse(order, "Передумал").await.is_refused(ErrorCode::Forbidden);
    }
    let windows = montaj_domain::user::Specialization::Windows;
    let stranger = stage.world.executor(&stage.gleb, "Егор", windows).await;
    stranger.start_work(order).await.is_refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn the_same_key_starts_once() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    let (key, path) = (stage.boris.operation(), format!("/api/orders/{order}/start-work"));
    let nothing = serde_json::json!({});
    let first = stage.boris.post_as::<OrderAnswer>(key, &path, &nothing).await;
    let again = stage.boris.post_as::<OrderAnswer>(key, &path, &nothing).await;
    assert_eq!((again.status(), again.body()), (200, first.body()));
    assert_eq!(told(&stage.anna, NotificationKind::Started).await.len(), 1);
}
