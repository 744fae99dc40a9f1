use std::time::Duration;

use montaj_domain::{
    phone::Phone,
    user::{Role, UserModeration},
};
use montaj_testkit::world::{Engine, PASSWORD, Reply, World, fresh_phone};
use montaj_wire::{
    account::{Login, SignedIn},
    problem::ErrorCode,
};

use crate::{register, world};

pub async fn log_in(world: &World, phone: &str, password: &str) -> Reply<SignedIn> {
    let form = Login {
        phone: phone.to_owned(),
        password: password.to_owned(),
        device_name: None,
        cookie: false,
    };
    world.visitor().post("/api/auth/login", &form).await
}

/// The number as people type it: `8 (916) 000-00-01`.
fn typed(phone: &Phone) -> String {
    let digits = &phone.as_str()[2..];
    format!("8 ({}) {}-{}-{}", &digits[..3], &digits[3..6], &digits[6..8], &digits[8..])
}

#[tokio::test]
async fn any_way_of_writing_the_number_signs_in() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let signed_in = log_in(&world, &typed(&anna.phone), PASSWORD).await.ok();
    assert_eq!(signed_in.user.id, anna.id);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_get_the_same_answer() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let wrong = log_in(&world, anna.phone.as_str(), "не тот пароль").await;
    let unknown = log_in(&world, fresh_phone().as_str(), PASSWORD).await;
    let (wrong, unknown) = (wrong.problem(), unknown.problem());
    assert_eq!(wrong.code, ErrorCode::WrongCredentials);
    assert_eq!(
        (wrong.code, wrong.title, wrong.detail),
        (unknown.code, unknown.title, unknown.detail)
    );
    log_in(&world, "не номер", PASSWORD).await.is_refused(ErrorCode::InvalidInput);
}

#[tokio::test]
async fn an_account_that_may_not_sign_in_is_told_why_after_the_right_password_only() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let unverified = fresh_phone();
    register(&world, "Анна", Role::Customer, &unverified).await;
    let blocked = world.customer("Борис").await;
    gleb.moderate(&blocked, UserModeration::Block).await;
    let (unverified, blocked) = (unverified.as_str(), blocked.phone.as_str());
    log_in(&world, unverified, PASSWORD).await.is_refused(ErrorCode::PhoneNotVerified);
    log_in(&world, blocked, PASSWORD).await.is_refused(ErrorCode::AccountBlocked);
    for phone in [unverified, blocked] {
        log_in(&world, phone, "не тот пароль").await.is_refused(ErrorCode::WrongCredentials);
    }
}

#[tokio::test]
async fn repeated_failures_slow_down() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let phone = anna.phone.as_str();
    for _ in 0..5 {
        log_in(&world, phone, "не тот пароль").await.is_refused(ErrorCode::WrongCredentials);
    }
    let refused = log_in(&world, phone, PASSWORD).await;
    assert_eq!(refused.headers()["retry-after"], "2");
    refused.is_refused(ErrorCode::RateLimited);
    world.clock.advance(Duration::from_secs(2));
    log_in(&world, phone, PASSWORD).await.ok();
    // The right password makes the failures forgotten.
    log_in(&world, phone, "не тот пароль").await.is_refused(ErrorCode::WrongCredentials);
    log_in(&world, phone, PASSWORD).await.ok();
}

#[tokio::test]
async fn guesses_made_at_once_are_held_up_too() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::start(engine).await;
        let anna = world.customer("Анна").await;
        let guesses = (0..12).map(|_| log_in(&world, anna.phone.as_str(), "не тот пароль"));
        let replies = futures::future::join_all(guesses).await;
        let codes = replies.into_iter().map(|reply| reply.problem().code);
        let checked = codes.filter(|code| *code == ErrorCode::WrongCredentials).count();
        assert_eq!(checked, 5, "{engine:?}");
    }
}
