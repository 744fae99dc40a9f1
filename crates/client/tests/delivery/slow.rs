//! Links and readers that are slow: they get everything, and hold up nobody else.

use std::time::Duration;

use montaj_testkit::{
    Fault,
    house::{Home, unhurried},
};

use crate::scene::{Scene, Step, Way, marks, numbered, refs};

/// Both sides on such a link talk and work.
async fn a_conversation(home: Home, way: Way, fault: Fault) {
    let scene = Scene::timed(home, way, unhurried()).await;
    let Scene { house, anna, boris, order_id } = &scene;
    for device in [anna, boris] {
        device.proxy.set(fault.clone());
    }
    let (by_anna, by_boris) = (numbered("Анна", 4), numbered("Борис", 4));
    anna.say_all(*order_id, &by_anna).await;
    boris.say_all(*order_id, &by_boris).await;
    Step::Start.take(boris, *order_id).await;
    let seen = async |order: &montaj_wire::order::OrderView| Step::Start.is_taken(order);
    anna.until("started", async |engine| {
        seen(&engine.order(*order_id).await.ok()?).await.then_some(())
    })
    .await;
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    agreement.said(anna, &by_anna).said(boris, &by_boris).check().await;
    for device in [anna, boris] {
        assert_eq!(device.proxy.fault(), fault, "it was slow to the end");
    }
}

#[tokio::test]
async fn over_16_kbit_a_second_everything_arrives_by_socket() {
    a_conversation(Home::File, Way::Socket, Fault::SLOW_LINK).await;
}

#[tokio::test]
async fn over_16_kbit_a_second_everything_arrives_by_rest() {
    a_conversation(Home::Memory, Way::Rest, Fault::SLOW_LINK).await;
}

#[tokio::test]
async fn over_a_long_way_everything_arrives() {
    a_conversation(Home::Memory, Way::Socket, Fault::Delay(Duration::from_millis(150))).await;
}

#[tokio::test]
async fn a_device_that_does_not_read_holds_up_nobody() {
    let scene = Scene::timed(Home::File, Way::Socket, unhurried()).await;
    let Scene { house, anna, boris, order_id } = &scene;
    let phone = house.another_of(boris, "Телефон Бориса").await;
    phone.until_chat(*order_id).await;
    boris.proxy.set(Fault::Stall);
    // More than sockets and the proxy hold between them.
    let long = "ы".repeat(3_900);
    let texts: Vec<String> = (1..=250).map(|number| format!("{number} {long}")).collect();
    anna.say_all(*order_id, &texts).await;
    anna.until_sent().await;
    phone
        .until("the phone has them", async |_| {
            (phone.texts(*order_id).await.len() == texts.len()).then_some(())
        })
        .await;
    assert!(boris.texts(*order_id).await.is_empty(), "nothing has moved on the slow link");
    boris.proxy.clear();
    let agreement = house.agreement(*order_id).said(anna, &refs(&texts));
    agreement.said(boris, &[""; 0]).and_on(&phone, &[""; 0]).check().await;
}
