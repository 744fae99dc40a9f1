use std::time::Duration;

use montaj_domain::{phone::Phone, user::Role};
use montaj_sandbox::{DropMoment, Fault, FaultMode};
use montaj_store::jobs;
use montaj_testkit::{
    eventually,
    world::{World, fresh_phone},
};

use crate::{MINUTE, register, world};

/// Turns the clock until the message has come.
async fn wait_through_retries(world: &World, phone: &Phone) -> usize {
    eventually(Duration::from_secs(30), async || {
        world.clock.advance(Duration::from_secs(5));
        world.server().app().ring_jobs();
        let sent = world.sandbox.sent_to(phone).len();
        if sent > 0 { Ok(sent) } else { Err("nothing was sent") }
    })
    .await
}

#[tokio::test]
async fn a_code_goes_out_once_the_gateway_works_again() {
    let gone = FaultMode::Drop { moment: DropMoment::Before };
    for mode in [FaultMode::Error { code: 3 }, FaultMode::ServerError, gone] {
        let world = world().await;
        world.sandbox.set_fault(Fault::smsc(mode).times(2));
        let phone = fresh_phone();
        register(&world, "Анна", Role::Customer, &phone).await;
        assert_eq!(wait_through_retries(&world, &phone).await, 1, "{mode:?}");
    }
}

#[tokio::test]
async fn a_number_that_cannot_be_reached_is_given_up() {
    let world = world().await;
    world.sandbox.set_fault(Fault::smsc(FaultMode::Error { code: 8 }).times(1));
    let (refused, next) = (fresh_phone(), fresh_phone());
    register(&world, "Анна", Role::Customer, &refused).await;
    register(&world, "Борис", Role::Customer, &next).await;
    // One of the two was refused for good; the other's code went out.
    let sent = || world.sandbox.sent_to(&refused).len() + world.sandbox.sent_to(&next).len();
    eventually(Duration::from_secs(20), async || if sent() == 1 { Ok(()) } else { Err("none") })
        .await;
    // Whatever was to be tried again would be due by now, before a third person's code.
    world.clock.advance(5 * MINUTE);
    let third = fresh_phone();
    register(&world, "Вера", Role::Customer, &third).await;
    world.sandbox.wait_for_code(&third).await.unwrap();
    assert_eq!(sent(), 1);
}

/// What the jobs that were given up still hold, once there are that many.
async fn given_up(world: &World, number: usize) -> Vec<String> {
    eventually(Duration::from_secs(20), async || {
        let mut tx = world.server().app().db.read().await.unwrap();
        let parked = jobs::parked(&mut tx, 10).await.unwrap();
        let payloads: Vec<String> = parked.into_iter().map(|job| job.payload).collect();
        if payloads.len() == number { Ok(payloads) } else { Err(format!("{payloads:?}")) }
    })
    .await
}

#[tokio::test]
async fn a_message_that_was_given_up_keeps_no_code() {
    let world = world().await;
    let [refused, late] = [fresh_phone(), fresh_phone()];
    world.sandbox.set_fault(Fault::smsc(FaultMode::Error { code: 8 }).times(1));
    register(&world, "Анна", Role::Customer, &refused).await;
    given_up(&world, 1).await;
    // The gateway is down for as long as a code lives.
    world.sandbox.set_fault(Fault::smsc(FaultMode::ServerError));
    register(&world, "Борис", Role::Customer, &late).await;
    world.clock.advance(10 * MINUTE);
    world.server().app().ring_jobs();
    for (payload, phone) in given_up(&world, 2).await.iter().zip([late, refused]) {
        assert!(payload.contains(phone.as_str()), "whom it was to reach: {payload}");
        assert!(!payload.contains("код") && payload.contains(r#""text":"""#), "{payload}");
    }
}

#[tokio::test]
async fn a_message_keeps_its_id_when_its_answer_was_lost() {
    let world = world().await;
    let lost = FaultMode::Drop { moment: DropMoment::After };
    world.sandbox.set_fault(Fault::smsc(lost).times(1));
    let phone = fresh_phone();
    register(&world, "Анна", Role::Customer, &phone).await;
    let sent = eventually(Duration::from_secs(30), async || {
        world.clock.advance(Duration::from_secs(5));
        world.server().app().ring_jobs();
        let sent = world.sandbox.sent_to(&phone);
        if sent.len() == 2 { Ok(sent) } else { Err(format!("{} sent", sent.len())) }
    })
    .await;
    assert_eq!(sent[0].id, sent[1].id);
}
