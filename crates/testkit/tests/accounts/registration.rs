use std::time::Duration;

use montaj_domain::{
    tariff::Tariff,
    user::{Rating, Role, UserStatus},
};
use montaj_testkit::world::{fresh_phone, registration};
use montaj_wire::{
    account::{Messengers, Register, UserAnswer},
    problem::ErrorCode,
};

use crate::{register, verify, world};

#[tokio::test]
async fn a_customer_registers_and_finishes_with_the_code() {
    let world = world().await;
    let phone = fresh_phone();
    let registered = register(&world, "Анна", Role::Customer, &phone).await.user;
    assert!(!registered.is_phone_verified);
    let code = world.sandbox.wait_for_code(&phone).await.unwrap();
    let signed_in = verify(&world, &phone, &code).await.ok();
    assert_eq!(signed_in.user.id, registered.id);
    assert!(signed_in.user.is_phone_verified);
    assert_eq!((signed_in.user.role, signed_in.user.status), (Role::Customer, UserStatus::Active));
    assert_eq!(signed_in.user.subscription, None);
    assert!(signed_in.tokens.refresh_token.is_some());
}

#[tokio::test]
async fn an_executor_begins_with_a_premium_month_and_awaits_a_moderator() {
    let world = world().await;
    let boris = register(&world, "Борис", Role::Executor, &fresh_phone()).await.user;
    assert_eq!((boris.status, boris.rating), (UserStatus::Pending, Rating::INITIAL));
    let subscription = boris.subscription.unwrap();
    assert_eq!(subscription.tariff_type, Tariff::Premium);
    assert_eq!(subscription.premium_until, Some(boris.created_at.plus_days(30)));
    assert_eq!(boris.executor_profile.unwrap().region, "Москва");
}

#[tokio::test]
async fn everything_wrong_with_the_form_is_told_at_once() {
    let world = world().await;
    let form = Register {
        role: Role::Admin,
        phone: "12345".into(),
        email: "anna".into(),
        password: "short".into(),
        full_name: " ".into(),
        city: "М".into(),
        agree_to_terms: false,
        agree_to_privacy: false,
        organization: Some("О".into()),
        address: None,
        messengers: Messengers { max: None, telegram: Some("x".into()) },
        inn: Some("7707083894".into()),
        ogrn: Some("123".into()),
    };
    let refused = world.visitor().post::<UserAnswer>("/api/auth/register", &form).await;
    let problem = refused.is_refused(ErrorCode::InvalidInput);
    let mut wrong: Vec<_> = problem.errors.iter().map(|e| (&*e.field, &*e.code)).collect();
    wrong.sort_unstable();
    assert_eq!(
        wrong,
        [
            ("agreeToPrivacy", "must_agree"),
            ("agreeToTerms", "must_agree"),
            ("city", "too_short"),
            ("email", "invalid_email"),
            ("fullName", "too_short"),
            ("inn", "invalid_number"),
            ("messengers.telegram", "too_short"),
            ("ogrn", "invalid_number"),
            ("organization", "too_short"),
            ("password", "too_short"),
            ("phone", "invalid_phone"),
            ("role", "not_allowed"),
        ]
    );
}

#[tokio::test]
async fn a_verified_number_is_taken() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let form = registration("Другая", Role::Customer, &anna.phone);
    let refused = world.visitor().post::<UserAnswer>("/api/auth/register", &form).await;
    refused.is_refused(ErrorCode::PhoneTaken);
}

#[tokio::test]
async fn an_unverified_number_registers_again() {
    let world = world().await;
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    register(&world, "Борис", Role::Executor, &phone).await;
    let code = world.sandbox.wait_for_code(&phone).await.unwrap();
    let user = verify(&world, &phone, &code).await.ok().user;
    assert_eq!((user.full_name.as_str(), user.role), ("Борис", Role::Executor));
    assert!(user.executor_profile.is_some());
}

#[tokio::test]
async fn a_code_never_finishes_what_somebody_else_began_with_the_number() {
    let world = world().await;
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    let code = world.sandbox.wait_for_code(&phone).await.unwrap();
    let theirs = Register {
        password: "чужой пароль 9".to_owned(),
        ..registration("Чужой", Role::Customer, &phone)
    };
    let begin = async || world.visitor().post::<UserAnswer>("/api/auth/register", &theirs).await;
    for secs in [0, 61, 530] {
        world.clock.advance(Duration::from_secs(secs));
        begin().await.is_refused(ErrorCode::RateLimited);
    }
    let user = verify(&world, &phone, &code).await.ok().user;
    assert!(user.full_name.starts_with("Анна"), "{}", user.full_name);
    begin().await.is_refused(ErrorCode::PhoneTaken);
}

#[tokio::test]
async fn a_number_whose_code_has_run_out_is_free_for_another_password() {
    let world = world().await;
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    world.clock.advance(Duration::from_secs(601));
    let other = Register {
        password: "другой пароль 9".to_owned(),
        ..registration("Борис", Role::Customer, &phone)
    };
    world.visitor().post::<UserAnswer>("/api/auth/register", &other).await.ok();
}
