use montaj_domain::{ids::OrderId, notification::NotificationKind};
use montaj_testkit::world::{Actor, Reply};
use montaj_wire::{
    order::{OrderAnswer, OrderDraft},
    problem::ErrorCode,
};

use crate::stage::{Stage, log_end, states_in_log, told};

async fn edits(person: &Actor, order: OrderId, draft: &OrderDraft) -> Reply<OrderAnswer> {
    person.put(&format!("/api/orders/{order}"), draft).await
}

#[tokio::test]
async fn the_customer_edits_and_responders_are_told() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.boris.respond(order, "Сделаю").await.ok();
    let since = log_end(&stage.boris).await;
    let draft = OrderDraft {
        title: "Замена трёх окон и балкона".into(), ..stage.draft()
    };
    let edited = edits(&stage.anna, order, &draft).await.ok().order;
    assert_eq!(edited.title, draft.title);
    let seen = states_in_log(&stage.boris, order, since).await;
    assert_eq!(seen.iter().map(|view| view.title.as_str()).collect::<Vec<_>>(), [&draft.title]);
    assert_eq!(told(&stage.boris, NotificationKind::OrderChanged).await.len(), 1);
    edits(&stage.anna, order, &draft).await.ok();
    assert_eq!(told(&stage.boris, NotificationKind::OrderChanged).await.len(), 1);
    assert_eq!(told(&stage.vera, NotificationKind::OrderChanged).await, []);
}

#[tokio::test]
async fn nobody_else_edits_and_nobody_after_the_selection() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let draft = stage.draft();
    let olga = stage.world.customer("Ольга").await;
    edits(&olga, order, &draft).await.is_refused(ErrorCode::NotFound);
    for person in [&stage.boris, &stage.gleb] {
        edits(person, order, &draft).await.is_refused(ErrorCode::Forbidden);
    }
    let wrong = OrderDraft { title: "Окно".into(), ..draft.clone() };
    edits(&stage.anna, order, &wrong).await.is_refused(ErrorCode::InvalidInput);
    stage.anna.select(order, &stage.boris).await.ok();
    edits(&stage.anna, order, &draft).await.is_refused(ErrorCode::AlreadySelected);
}
