//! Codes reach people through the real SMSC client, whatever the gateway does (PRODUCT 1.2).

use std::time::Duration;

use futures::future::join_all;
use montaj_domain::{phone::Phone, user::Role};
use montaj_sandbox::{DropMoment, Fault, FaultMode};
use montaj_testkit::{
    eventually,
    world::{Engine, World, fresh_phone, registration},
};
use montaj_wire::{
    account::{PhoneOnly, SignedIn, UserAnswer, VerifySms},
    problem::ErrorCode,
};

const SOON: Duration = Duration::from_secs(20);

/// Registers a newcomer and tells the number.
async fn register(world: &World) -> Phone {
    let phone = fresh_phone();
    let form = registration("Дарья", Role::Customer, &phone);
    world.visitor().post::<UserAnswer>("/api/auth/register", &form).await.ok();
    phone
}

/// Turns the clock until the number has got a message: retries wait by that clock.
async fn wait_for_code(world: &World, phone: &Phone) -> String {
    eventually(SOON, async || {
        let sent = world.sandbox.sent_to(phone);
        sent.last().and_then(|sent| sent.code.clone()).ok_or_else(|| {
            world.clock.advance(Duration::from_secs(1));
            "no code was sent"
        })
    })
    .await
}

fn verify(phone: &Phone, code: &str) -> VerifySms {
    let (phone, code) = (phone.to_string(), code.to_owned());
    VerifySms { phone, code, device_name: None, cookie: false }
}

#[tokio::test]
async fn a_code_comes_in_spite_of_every_passing_fault_of_the_gateway() {
    let drop = |moment| FaultMode::Drop { moment };
    let errors = [2, 3, 4, 9].map(|code| FaultMode::Error { code });
    let others = [
        drop(DropMoment::Before),
        drop(DropMoment::After),
        FaultMode::ServerError,
        FaultMode::Garbage,
    ];
    // Side by side: each waits for a retry.
    join_all(errors.into_iter().chain(others).map(a_code_comes_in_spite_of)).await;
}

async fn a_code_comes_in_spite_of(mode: FaultMode) {
    let world = World::start(Engine::Sqlite).await;
    world.sandbox.set_fault(Fault::smsc(mode).times(1));
    let phone = register(&world).await;
    let code = wait_for_code(&world, &phone).await;
    let form = verify(&phone, &code);
    let signed_in = world.visitor().post::<SignedIn>("/api/auth/verify-sms", &form).await;
    assert!(signed_in.ok().user.is_phone_verified, "{mode:?}");
    world.shutdown().await;
}

#[tokio::test]
async fn a_message_the_gateway_will_never_take_is_given_up_and_another_can_be_asked_for() {
    let world = World::start(Engine::Sqlite).await;
    for code in [1, 5, 6, 7, 8] {
        world.sandbox.set_fault(Fault::smsc(FaultMode::Error { code }).times(1));
        let phone = register(&world).await;
        eventually(SOON, async || {
            let left = world.sandbox.faults();
            left.is_empty().then_some(()).ok_or_else(|| format!("not struck yet: {left:?}"))
        })
        .await;
        assert!(world.sandbox.sent_to(&phone).is_empty(), "error {code}");

        let again = PhoneOnly { phone: phone.to_string() };
        let too_soon = world.visitor().post::<()>("/api/auth/send-sms", &again).await;
        too_soon.is_refused(ErrorCode::RateLimited);
        world.clock.advance(Duration::from_secs(61));
        world.visitor().post::<()>("/api/auth/send-sms", &again).await.ok();
        let code = world.sandbox.wait_for_code(&phone).await.unwrap();
        let form = verify(&phone, &code);
        world.visitor().post::<SignedIn>("/api/auth/verify-sms", &form).await.ok();
    }
    world.shutdown().await;
}
