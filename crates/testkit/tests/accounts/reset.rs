use montaj_testkit::world::{Actor, Reply, World};
use montaj_wire::{
    account::{Login, ResetPassword, SignedIn, UserAnswer},
    problem::ErrorCode,
};

use crate::{MINUTE, ask, other_than, world};

const NEW_PASSWORD: &str = "совсем новый пароль";

async fn reset(world: &World, person: &Actor, code: &str, password: &str) -> Reply<()> {
    let form = ResetPassword {
        phone: person.phone.to_string(),
        code: code.to_owned(),
        password: password.to_owned(),
    };
    world.visitor().post("/api/auth/reset-password", &form).await
}

/// The code for a new password, from the phone.
async fn code(world: &World, person: &Actor) -> String {
    world.clock.advance(MINUTE);
    ask(world, "/api/auth/request-reset", &person.phone).await.ok();
    world.sandbox.wait_for_code(&person.phone).await.unwrap()
}

#[tokio::test]
async fn a_code_sets_a_new_password_and_ends_every_session() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let mut live = anna.go_live(0).await;
    let code = code(&world, &anna).await;
    assert_eq!(reset(&world, &anna, &code, NEW_PASSWORD).await.status(), 204);
    anna.get::<UserAnswer>("/api/auth/me").await.is_refused(ErrorCode::SessionEnded);
    assert!(live.wait_for_close().await.is_some());
    let old = world.visitor().post::<SignedIn>("/api/auth/login", &anna.login()).await;
    old.is_refused(ErrorCode::WrongCredentials);
    let login = Login { password: NEW_PASSWORD.to_owned(), ..anna.login() };
    world.visitor().post::<SignedIn>("/api/auth/login", &login).await.ok();
    reset(&world, &anna, &code, NEW_PASSWORD).await.is_refused(ErrorCode::CodeExpired);
}

#[tokio::test]
async fn a_wrong_code_or_a_short_password_changes_nothing() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let code = code(&world, &anna).await;
    let wrong = other_than(&code);
    reset(&world, &anna, &wrong, NEW_PASSWORD).await.is_refused(ErrorCode::WrongCode);
    let problem = reset(&world, &anna, &code, "short").await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(problem.errors[0].field, "password");
    anna.log_in().await;
}

#[tokio::test]
async fn a_code_for_one_purpose_does_not_serve_another() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let code = code(&world, &anna).await;
    crate::verify(&world, &anna.phone, &code).await.is_refused(ErrorCode::CodeExpired);
    reset(&world, &anna, &code, NEW_PASSWORD).await.ok();
}
