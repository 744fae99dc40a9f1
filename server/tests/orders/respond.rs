use std::time::Duration;

use montaj_domain::{
    ids::OrderId, money::Kopecks, notification::NotificationKind, response::ResponseStatus,
    tariff::Tariff, user::Specialization,
};
use montaj_store::responses;
use montaj_testkit::world::{Actor, Reply};
use montaj_wire::{
    event::EventBody,
    problem::ErrorCode,
    response::{Respond, ResponseAnswer},
};

use crate::stage::{Stage, log_end, states_in_log, told};

async fn offers(person: &Actor, order: OrderId, price: i64) -> Reply<ResponseAnswer> {
    let price_kopecks = Some(Kopecks::new(price));
    let offer = Respond { order_id: order, message: Some("Сделаю".into()), price_kopecks };
    person.post("/api/responses", &offer).await
}

#[tokio::test]
async fn a_response_reaches_the_customer() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    let since = log_end(&stage.anna).await;
    let reply = offers(&stage.boris, order, 4_500_000).await;
    assert_eq!(reply.status(), 201);
    let response = reply.ok().response;
    assert_eq!((response.status, response.tariff_type), (ResponseStatus::Pending, Tariff::Premium));
    assert_eq!(response.commission_kopecks, Some(Kopecks::ZERO));
    let seen = stage.anna.responses_to(order).await.ok().items;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].commission_kopecks, None);
    assert_eq!((seen[0].executor.full_name.as_str(), &seen[0].executor.contacts), ("Борис", &None));
    let events = stage.anna.events(since).await;
    let arrived = events.iter().any(|event| match &event.body {
        EventBody::ResponseCreated(view) => **view == seen[0],
        _ => false,
    });
    assert!(arrived, "{events:?}");
    let note = &told(&stage.anna, NotificationKind::Response).await[0];
    assert!(note.body.contains("Борис") && note.body.contains("«Сделаю»"), "{}", note.body);
    assert_eq!(states_in_log(&stage.anna, order, since).await[0].responses_count, 1);
    let own = &states_in_log(&stage.boris, order, 0).await[0];
    assert!(own.has_responded && own.my_response_status == Some(ResponseStatus::Pending));
    assert_eq!(stage.boris.my_responses().await.ok().items, [response]);
}

#[tokio::test]
async fn one_responds_once_and_only_in_ones_trade() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    offers(&stage.boris, order, 1).await.ok();
    offers(&stage.boris, order, 1).await.is_refused(ErrorCode::AlreadyResponded);
    let doors = stage.world.executor(&stage.gleb, "Дмитрий", Specialization::Doors).await;
    offers(&doors, order, 1).await.is_refused(ErrorCode::OtherSpecialization);
    for person in [&stage.anna, &stage.gleb] {
        offers(person, order, 1).await.is_refused(ErrorCode::Forbidden);
    }
    for price in [0, -5] {
        offers(&stage.vera, order, price).await.is_refused(ErrorCode::InvalidInput);
    }
    stage.vera.respond(order, &"я".repeat(2001)).await.is_refused(ErrorCode::InvalidInput);
    stage.anna.select(order, &stage.boris).await.ok();
    offers(&stage.vera, order, 1).await.is_refused(ErrorCode::NotFound);
    assert_eq!(stage.anna.responses_to(order).await.ok().items.len(), 1);
}

#[tokio::test]
async fn the_same_key_responds_once() {
    let stage = Stage::set().await;
    let offer = Respond { order_id: stage.order().await, message: None, price_kopecks: None };
    let key = stage.boris.operation();
    let respond =
        async || stage.boris.post_as::<ResponseAnswer>(key, "/api/responses", &offer).await;
    let (first, again) = (respond().await, respond().await);
    assert_eq!((again.status(), again.body()), (201, first.body()));
}

#[tokio::test]
async fn a_contact_in_the_message_is_flagged_for_moderators() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.boris.respond(order, "Пишите на boris@mail.ru").await.ok();
    stage.vera.respond(order, "Сделаю завтра").await.ok();
    let mut tx = stage.world.server().app().db.read().await.unwrap();
    for (person, flagged) in [(&stage.boris, true), (&stage.vera, false)] {
        let response = responses::of(&mut tx, order, person.id).await.unwrap().unwrap();
        assert_eq!(response.flagged, flagged);
    }
}

#[tokio::test]
async fn too_little_money_is_told_with_what_is_missing_and_nothing_is_written() {
    let stage = Stage::set().await;
    stage.world.clock.advance(Duration::from_secs(31 * 86_400));
    stage.anna.log_in().await;
    stage.boris.log_in().await;
    let order = stage.order().await;
    let refused = offers(&stage.boris, order, 1).await.is_refused(ErrorCode::InsufficientFunds);
    let detail = refused.detail.unwrap_or_default();
    assert!(detail.contains("не хватает 150\u{a0}₽"), "{detail}");
    assert_eq!(stage.anna.responses_to(order).await.ok().items, []);
}

#[tokio::test]
async fn only_the_customer_and_administrators_see_who_responded() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    assert_eq!(stage.gleb.responses_to(order).await.ok().items.len(), 2);
    stage.boris.responses_to(order).await.is_refused(ErrorCode::Forbidden);
    let olga = stage.world.customer("Ольга").await;
    olga.responses_to(order).await.is_refused(ErrorCode::NotFound);
    stage.anna.my_responses().await.is_refused(ErrorCode::Forbidden);
}
