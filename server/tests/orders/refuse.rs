use montaj_domain::{
    chat::MessageKind,
    notification::NotificationKind,
    order::OrderStatus,
    response::ResponseStatus::{Cancelled, Pending},
};
use montaj_wire::{order::OrderView, problem::ErrorCode};

use crate::stage::{Stage, log_end, states_in_log, told};

#[tokio::test]
async fn a_refusal_publishes_the_order_again_and_another_works() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    stage.boris.start_work(order).await.ok();
    stage.boris.say(order, "Смогу только через месяц").await.ok();
    let since = log_end(&stage.vera).await;
    let left = stage.boris.refuse(order, "Сломал руку").await.ok().order;
    assert_eq!((left.status, left.executor_id), (OrderStatus::Published, None));
    assert_eq!((left.work_started_at, left.my_response_status), (None, Some(Cancelled)));
    let reason = &told(&stage.anna, NotificationKind::Refused).await[0].body;
    assert!(reason.contains("Борис") && reason.contains("«Сломал руку»"), "{reason}");
    let open = states_in_log(&stage.vera, order, since).await.pop().unwrap();
    assert_eq!((open.status, open.my_response_status), (OrderStatus::Published, Some(Pending)));
    assert_eq!(told(&stage.vera, NotificationKind::OrderChanged).await.len(), 1);
    stage.boris.chat(order).await.is_refused(ErrorCode::NotFound);
    stage.anna.select(order, &stage.boris).await.is_refused(ErrorCode::ResponseNotPending);

    stage.anna.select(order, &stage.vera).await.ok();
    let of_vera = stage.vera.chat(order).await.ok().items;
    assert_eq!(of_vera.iter().map(|line| line.kind).collect::<Vec<_>>(), [MessageKind::Selected]);
    let begins = |view: OrderView| view.chat_begins_at_seq;
    assert_eq!(begins(stage.vera.order(order).await.ok().order), Some(of_vera[0].seq));
    assert_eq!(begins(stage.anna.order(order).await.ok().order), Some(1));
    assert_eq!(begins(stage.boris.order(order).await.ok().order), None);
    let of_anna = stage.anna.chat(order).await.ok().items;
    assert!(of_anna.iter().any(|line| line.kind == MessageKind::Refused), "{of_anna:?}");
    stage.vera.start_work(order).await.ok();
    stage.boris.refuse(order, "Ещё раз").await.is_refused(ErrorCode::Forbidden);
}

#[tokio::test]
async fn others_can_respond_after_a_refusal() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.boris.respond(order, "Сделаю").await.ok();
    stage.anna.select(order, &stage.boris).await.ok();
    stage.boris.refuse(order, "Заболел").await.ok();
    assert_eq!(stage.vera.feed("").await.ok().items[0].id, order);
    stage.vera.respond(order, "Возьмусь").await.ok();
    stage.boris.respond(order, "Выздоровел").await.is_refused(ErrorCode::AlreadyResponded);
}

#[tokio::test]
async fn a_refusal_needs_a_reason() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    for reason in ["", "  ", "но", &"я".repeat(501)] {
        let refused = stage.boris.refuse(order, reason).await;
        let problem = refused.is_refused(ErrorCode::InvalidInput);
        assert_eq!(problem.errors[0].field, "reason");
    }
    assert_eq!(stage.anna.order(order).await.ok().order.status, OrderStatus::InProgress);
}
