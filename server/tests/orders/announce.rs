use montaj_domain::{notification::NotificationKind, user::Specialization};

use crate::stage::{Stage, hears, told};

#[tokio::test]
async fn executors_of_the_trade_hear_of_a_new_order_once() {
    let stage = Stage::set().await;
    let doors = stage.world.executor(&stage.gleb, "Дмитрий", Specialization::Doors).await;
    let newcomer = stage.world.newcomer("Егор", Specialization::Windows).await;
    let order = stage.order().await;
    let heard = hears(&stage.boris, NotificationKind::NewOrder).await;
    assert_eq!(heard.order_id, Some(order));
    assert_eq!(heard.title, "Новый заказ: окна");
    hears(&stage.vera, NotificationKind::NewOrder).await;
    // Moving to the same trade and region again tells nobody twice.
    let mut draft = stage.draft();
    for specialization in [Specialization::Doors, Specialization::Windows] {
        draft.category = specialization;
        let path = format!("/api/orders/{order}");
        stage.anna.put::<montaj_wire::order::OrderAnswer>(&path, &draft).await.ok();
    }
    let second = stage.order().await;
    let kind = NotificationKind::NewOrder;
    while told(&stage.boris, kind).await.iter().all(|note| note.order_id != Some(second)) {
        tokio::task::yield_now().await;
    }
    assert_eq!(told(&stage.boris, kind).await.len(), 2);
    assert_eq!(told(&newcomer, kind).await, []);
    let of_doors = told(&doors, kind).await;
    assert!(of_doors.iter().all(|note| note.order_id != Some(second)), "{of_doors:?}");
}
