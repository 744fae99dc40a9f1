use montaj_domain::user::Role;
use montaj_testkit::world::{Engine, World, fresh_phone};
use montaj_wire::problem::ErrorCode;

use crate::{MINUTE, ask, other_than, register, verify, world};

const SEND: &str = "/api/auth/send-sms";

#[tokio::test]
async fn another_code_can_be_had_once_a_minute() {
    let world = world().await;
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    let first = world.sandbox.wait_for_code(&phone).await.unwrap();
    let refused = ask(&world, SEND, &phone).await;
    assert_eq!(refused.headers()["retry-after"], "60");
    refused.is_refused(ErrorCode::RateLimited);
    world.clock.advance(MINUTE);
    ask(&world, SEND, &phone).await.ok();
    let second = world.sandbox.wait_for_code(&phone).await.unwrap();
    verify(&world, &phone, &second).await.ok();
    verify(&world, &phone, &first).await.is_refused(ErrorCode::CodeExpired);
}

#[tokio::test]
async fn an_unknown_number_is_told_the_same_and_sent_nothing() {
    let world = world().await;
    let known = world.customer("Анна").await.phone;
    let unknown = fresh_phone();
    world.clock.advance(MINUTE);
    let sent_to_known = world.sandbox.sent_to(&known).len();
    for path in [SEND, "/api/auth/request-reset"] {
        world.clock.advance(MINUTE);
        for phone in [&known, &unknown] {
            assert_eq!(ask(&world, path, phone).await.status(), 204, "{path}");
            ask(&world, path, phone).await.is_refused(ErrorCode::RateLimited);
        }
    }
    verify(&world, &unknown, "123456").await.is_refused(ErrorCode::WrongCode);
    verify(&world, &known, "123456").await.is_refused(ErrorCode::WrongCode);
    // The code for a new password, which alone the known number is due.
    world.sandbox.wait_for_code(&known).await.unwrap();
    assert_eq!(world.sandbox.sent_to(&known).len(), sent_to_known + 1);
    assert!(world.sandbox.sent_to(&unknown).is_empty());
}

#[tokio::test]
async fn the_fifth_wrong_try_burns_the_code() {
    let world = world().await;
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    let code = world.sandbox.wait_for_code(&phone).await.unwrap();
    let wrong = other_than(&code);
    for _ in 0..4 {
        verify(&world, &phone, &wrong).await.is_refused(ErrorCode::WrongCode);
    }
    verify(&world, &phone, &wrong).await.is_refused(ErrorCode::CodeBurned);
    verify(&world, &phone, &code).await.is_refused(ErrorCode::CodeBurned);
}

#[tokio::test]
async fn guesses_made_at_once_have_five_tries_together() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::start(engine).await;
        let phone = fresh_phone();
        register(&world, "Анна", Role::Customer, &phone).await;
        let code = world.sandbox.wait_for_code(&phone).await.unwrap();
        let wrong = other_than(&code);
        let guesses = (0..12).map(|_| verify(&world, &phone, &wrong));
        let replies = futures::future::join_all(guesses).await;
        let codes = replies.into_iter().map(|reply| reply.problem().code);
        let wrong = codes.filter(|code| *code == ErrorCode::WrongCode).count();
        assert_eq!(wrong, 4, "{engine:?}");
        verify(&world, &phone, &code).await.is_refused(ErrorCode::CodeBurned);
    }
}

#[tokio::test]
async fn a_code_lives_ten_minutes_and_serves_once() {
    let world = world().await;
    let (late, twice) = (fresh_phone(), fresh_phone());
    register(&world, "Анна", Role::Customer, &late).await;
    register(&world, "Борис", Role::Customer, &twice).await;
    let code = world.sandbox.wait_for_code(&twice).await.unwrap();
    verify(&world, &twice, &code).await.ok();
    verify(&world, &twice, &code).await.is_refused(ErrorCode::CodeExpired);
    let code = world.sandbox.wait_for_code(&late).await.unwrap();
    world.clock.advance(10 * MINUTE);
    verify(&world, &late, &code).await.is_refused(ErrorCode::CodeExpired);
}
