//! Sessions: resumed, renewed, ended (PRODUCT 1.4).

use montaj_client::{
    error::ClientError,
    views::{ChatLine, DraftKey, Link, SessionState},
};
use montaj_testkit::{Fault, proxy::Toward};
use montaj_wire::{order::FeedQuery, problem::ErrorCode};
use serde_json::json;

use crate::house::{ANNA, House, PASSWORD, code_of, draft};

#[tokio::test]
async fn a_session_outlives_the_program_even_without_network() {
    let house = House::open().await;
    let anna = house.anna().await;
    anna.until_link(Link::Live).await;
    anna.proxy.set(Fault::Cut);
    let anna = anna.restart().await;
    let state = anna.engine.session().await.unwrap();
    assert!(
        matches!(state, SessionState::SignedIn { user, .. } if user.full_name.starts_with("Анна"))
    );
    anna.proxy.clear();
    anna.until_link(Link::Live).await;
}

#[tokio::test]
async fn a_session_ended_elsewhere_ends_here_and_leaves_only_what_is_ones_own() {
    let house = House::open().await;
    let (anna, _boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    anna.engine.save_draft(DraftKey::NewOrder, Some(json!({"title": "Балкон"}))).await.unwrap();
    let phone = house.device("Телефон Анны").await;
    phone.engine.log_in(ANNA.to_owned(), PASSWORD.to_owned()).await.unwrap();
    let sessions = phone.engine.sessions().await.unwrap();
    let other = sessions.iter().find(|session| !session.is_current).unwrap();
    phone.engine.end_session(other.id).await.unwrap();
    assert!(anna.until_signed_out().await, "the server ended it");
    assert!(anna.engine.my_orders().await.is_err());
    anna.engine.log_in(ANNA.to_owned(), PASSWORD.to_owned()).await.unwrap();
    let kept = anna.engine.draft(DraftKey::NewOrder).await.unwrap();
    assert_eq!(kept, Some(json!({"title": "Балкон"})));
    anna.until_chat(order_id).await;
}

#[tokio::test]
async fn whatever_stands_in_for_the_server_ends_no_session_and_refuses_nothing() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    house.stop_server().await;
    // It answers 404 without a word of ours, as a proxy does in the middle of a roll-out.
    let stranger = house.sandbox.base_url().replace("http://", "").parse().unwrap();
    anna.proxy.set_upstream(stranger);
    anna.say(order_id, "Всё ещё здесь").await;
    // The access token has run out.
    anna.clock.set_ahead(3600);
    assert_eq!(anna.engine.sessions().await, Err(ClientError::Offline));
    // The connections that lead to the stranger end.
    anna.proxy.set(Fault::Cut);
    house.start_server().await;
    assert_eq!(anna.engine.sessions().await, Err(ClientError::Offline));
    anna.proxy.clear();
    boris.until_texts(order_id, &["Всё ещё здесь"]).await;
}

#[tokio::test]
async fn a_window_whose_cookie_is_somebody_elses_now_ends_its_session_and_says_nothing_as_them() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    anna.go_offline().await;
    anna.say(order_id, "Это Анна").await;
    let anna = anna.restart_with_token_of(&boris).await;
    anna.proxy.clear();
    assert!(anna.until_signed_out().await, "the session here is over");
    assert!(boris.texts(order_id).await.is_empty());
    anna.engine.log_in(ANNA.to_owned(), PASSWORD.to_owned()).await.unwrap();
    boris.until_texts(order_id, &["Это Анна"]).await;
    let line = boris.engine.chat(order_id, 50).await.unwrap().lines.pop();
    assert!(matches!(line, Some(ChatLine::Message { mine: false, .. })), "{line:?}");
}

#[tokio::test]
async fn an_answer_that_comes_when_somebody_else_is_signed_in_is_not_taken() {
    let house = House::open().await;
    let (anna, vera) = (house.anna().await, house.vera().await);
    anna.until_link(Link::Live).await;
    let request = "POST /api/orders".to_owned();
    anna.proxy.set(Fault::Overtaken { request, toward: Toward::Client, by: u32::MAX });
    let engine = anna.engine.clone();
    let posting = tokio::spawn(async move { engine.post_order(draft()).await });
    anna.until("the order is on its way", async |_| {
        vera.engine.feed(FeedQuery::default()).await.unwrap().items.pop()
    })
    .await;
    anna.engine.log_out().await.unwrap();
    anna.engine.log_in(vera.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    anna.proxy.clear();
    assert_eq!(code_of(posting.await.unwrap()), ErrorCode::Unauthenticated);
}

#[tokio::test]
async fn signing_out_leaves_nothing_for_whoever_comes_next() {
    let house = House::open().await;
    let (anna, _boris, order_id) = house.at_work().await;
    anna.say(order_id, "Личное").await;
    anna.engine.save_draft(DraftKey::NewOrder, Some(json!("черновик"))).await.unwrap();
    anna.engine.log_out().await.unwrap();
    assert!(!anna.until_signed_out().await, "nobody ended it but oneself");
    assert_eq!(anna.engine.draft(DraftKey::NewOrder).await.unwrap(), None);
    let anna = anna.restart().await;
    let state = anna.engine.session().await.unwrap();
    assert_eq!(state, SessionState::SignedOut { ended: false });
    anna.engine.log_in("+79160000002".to_owned(), PASSWORD.to_owned()).await.unwrap();
    anna.until_chat(order_id).await;
}

#[tokio::test]
async fn access_tokens_are_renewed_and_a_lost_answer_to_that_does_not_end_the_session() {
    let house = House::open_with(|config| config.auth.access_token_secs = 2).await;
    let (anna, boris, order_id) = house.at_work().await;
    for round in 0..3 {
        let request = "POST /api/auth/refresh".to_owned();
        anna.proxy.set(Fault::DropAnswer { request });
        anna.until("the refresh was lost once", async |engine| {
            // Asking for anything needs a token, sooner or later a new one.
            drop(engine.sessions().await);
            (anna.proxy.fault() == Fault::Pass).then_some(())
        })
        .await;
        anna.engine.sessions().await.unwrap_or_else(|error| panic!("round {round}: {error}"));
    }
    anna.say(order_id, "Всё ещё здесь").await;
    boris.until_texts(order_id, &["Всё ещё здесь"]).await;
}
