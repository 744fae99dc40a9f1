//! The session ends, or its token does, while the device is offline with things to send.

use montaj_client::views::{DraftKey, SessionState};
use montaj_testkit::{
    Fault,
    house::{Device, Home, PASSWORD},
};
use serde_json::json;

use crate::scene::{Scene, Step, Way, marks, numbered, refs};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

async fn token_expired(home: Home, way: Way, device_knows: bool) {
    let scene = Scene::set(home, way).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.go_offline().await;
    boris.say(*order_id, "Отправлю позже").await;
    Step::Start.take(boris, *order_id).await;
    house.clock.set_ahead(2 * HOUR);
    boris.clock.set_ahead(if device_knows { 2 * HOUR } else { 0 });
    boris.proxy.clear();
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    agreement.said(anna, &[""; 0]).said(boris, &["Отправлю позже"]).check().await;
}

#[tokio::test]
async fn a_token_that_expired_while_offline_is_renewed_before_anything_goes() {
    token_expired(Home::File, Way::Socket, true).await;
}

#[tokio::test]
async fn a_token_that_expired_unnoticed_is_renewed_when_the_server_says_so() {
    token_expired(Home::Memory, Way::Rest, false).await;
}

#[tokio::test]
async fn a_renewal_whose_answer_is_lost_does_not_end_the_session() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    let Scene { house, boris, order_id, .. } = &scene;
    boris.go_offline().await;
    boris.say(*order_id, "Отправлю позже").await;
    house.clock.set_ahead(2 * HOUR);
    boris.clock.set_ahead(2 * HOUR);
    boris.proxy.set(Fault::DropAnswer { request: "POST /api/auth/refresh".to_owned() });
    scene.agree(&[], &["Отправлю позже"]).await;
    assert_eq!(boris.proxy.fault(), Fault::Pass);
}

/// Signed out by the server with things to send; signed in again, they go.
async fn signs_in_again(scene: &mut Scene, queue: &[String]) {
    assert!(scene.boris.until_signed_out().await, "the server ended it");
    assert!(scene.boris.engine.chats().await.is_err(), "nobody is signed in");
    let Scene { boris, .. } = scene;
    boris.engine.log_in(boris.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    scene.agree(&[], &refs(queue)).await;
}

async fn end_session_of(boris: &Device, by: &Device) {
    for session in by.engine.sessions().await.unwrap() {
        if !session.is_current {
            by.engine.end_session(session.id).await.unwrap();
        }
    }
    boris.proxy.clear();
}

async fn ended_elsewhere(home: Home, way: Way) {
    let mut scene = Scene::set(home, way).await;
    scene.boris.go_offline().await;
    let queue = numbered("Ждёт входа", 5);
    scene.boris.say_all(scene.order_id, &queue).await;
    // Another engine of his: the one device that may end the other's session.
    let phone = scene.house.another_of(&scene.boris, "Телефон").await;
    end_session_of(&scene.boris, &phone).await;
    signs_in_again(&mut scene, &queue).await;
}

#[tokio::test]
async fn a_session_ended_from_another_device_keeps_its_queue_for_the_next_sign_in() {
    ended_elsewhere(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn a_session_ended_from_another_device_keeps_its_queue_without_sockets_too() {
    ended_elsewhere(Home::Memory, Way::Rest).await;
}

#[tokio::test]
async fn a_refresh_token_that_expired_while_offline_keeps_the_queue_for_the_next_sign_in() {
    let mut scene = Scene::set(Home::File, Way::Socket).await;
    scene.boris.go_offline().await;
    let queue = numbered("После отпуска", 3);
    scene.boris.say_all(scene.order_id, &queue).await;
    for clock in [&scene.house.clock, &scene.boris.clock, &scene.anna.clock] {
        clock.set_ahead(61 * DAY);
    }
    scene.boris.proxy.clear();
    assert!(scene.boris.until_signed_out().await);
    // Anna's is as old, and the first call tells her.
    let anna = &scene.anna;
    assert!(anna.engine.sessions().await.is_err());
    assert!(anna.until_signed_out().await);
    anna.engine.log_in(anna.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    signs_in_again(&mut scene, &queue).await;
}

#[tokio::test]
async fn the_queue_of_an_ended_session_never_goes_in_the_name_of_somebody_else() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.go_offline().await;
    boris.say(*order_id, "Моё, не чужое").await;
    let draft = Some(json!("черновик"));
    boris.engine.save_draft(DraftKey::Chat(*order_id), draft).await.unwrap();
    let phone = house.another_of(boris, "Телефон").await;
    end_session_of(boris, &phone).await;
    assert!(boris.until_signed_out().await);
    boris.engine.log_in(anna.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    boris.until_chat(*order_id).await;
    assert_eq!(boris.engine.draft(DraftKey::Chat(*order_id)).await.unwrap(), None);
    let state = boris.engine.session().await.unwrap();
    assert!(matches!(state, SessionState::SignedIn { user, .. } if user.id == anna.me().await));
    boris.say(*order_id, "Это Анна").await;
    let agreement = house.agreement(*order_id).said(anna, &[""; 0]);
    let agreement = agreement.and_on(boris, &["Это Анна"]);
    agreement.said(&phone, &[""; 0]).check().await;
}
