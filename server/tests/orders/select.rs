use montaj_domain::{
    chat::MessageKind,
    notification::NotificationKind,
    order::OrderStatus,
    response::ResponseStatus::{Accepted, Rejected},
};
use montaj_wire::{
    event::EventBody,
    order::{OrderAnswer, SelectExecutor},
    problem::ErrorCode,
};

use crate::stage::{Stage, log_end, states_in_log, told};

#[tokio::test]
async fn selection_opens_contacts_and_chat_to_the_two_and_tells_the_rest_kindly() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let since = log_end(&stage.vera).await;
    let seen = stage.anna.select(order, &stage.boris).await.ok().order;
    assert_eq!((seen.status, seen.executor_id), (OrderStatus::InProgress, Some(stage.boris.id)));
    let boris = seen.executor.unwrap().contacts.unwrap();
    assert_eq!(boris.phone, stage.boris.phone.to_string());
    let of_boris = stage.boris.order(order).await.ok().order;
    assert_eq!(of_boris.customer.contacts.unwrap().phone, stage.anna.phone.to_string());
    assert_eq!(of_boris.my_response_status, Some(Accepted));
    let of_vera = states_in_log(&stage.vera, order, since).await.pop().unwrap();
    assert_eq!(of_vera.my_response_status, Some(Rejected));
    assert_eq!((of_vera.customer.contacts, of_vera.executor.unwrap().contacts), (None, None));
    assert_eq!(told(&stage.boris, NotificationKind::Selected).await.len(), 1);
    let kindly = &told(&stage.vera, NotificationKind::NotSelected).await[0].body;
    assert!(kindly.contains("Продолжайте откликаться"), "{kindly}");
    let rejected = stage.vera.events(since).await.into_iter().any(|event| match event.body {
        EventBody::ResponseUpdated(response) => response.status == Rejected,
        _ => false,
    });
    assert!(rejected);
    for person in [&stage.anna, &stage.boris] {
        assert_eq!(person.chat(order).await.ok().items[0].kind, MessageKind::Selected);
    }
    stage.vera.chat(order).await.is_refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn only_the_customer_selects_and_only_who_responded() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.boris.respond(order, "Сделаю").await.ok();
    for person in [&stage.boris, &stage.gleb] {
        person.select(order, &stage.boris).await.is_refused(ErrorCode::Forbidden);
    }
    let olga = stage.world.customer("Ольга").await;
    olga.select(order, &stage.boris).await.is_refused(ErrorCode::NotFound);
    for nobody in [&stage.vera, &olga] {
        stage.anna.select(order, nobody).await.is_refused(ErrorCode::ResponseNotPending);
    }
    stage.anna.select(order, &stage.boris).await.ok();
    stage.anna.select(order, &stage.boris).await.is_refused(ErrorCode::AlreadySelected);
}

#[tokio::test]
async fn the_same_key_selects_once() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let (key, path) = (stage.anna.operation(), format!("/api/orders/{order}/select-executor"));
    let choice = SelectExecutor { executor_id: stage.boris.id };
    let first = stage.anna.post_as::<OrderAnswer>(key, &path, &choice).await;
    let again = stage.anna.post_as::<OrderAnswer>(key, &path, &choice).await;
    assert_eq!((again.status(), again.body()), (200, first.body()));
    assert_eq!(told(&stage.boris, NotificationKind::Selected).await.len(), 1);
}
