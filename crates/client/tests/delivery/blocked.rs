//! A network that lets no socket through, for good: REST carries everything, ticks included.

use montaj_client::views::{DeliveryMark, Link};
use montaj_testkit::house::{Home, House, timings};

use crate::scene::{Scene, Step, Way, marks, numbered, take};

/// Who is behind such a network.
async fn everything(home: Home, anna_goes: Way, boris_goes: Way) {
    let house = House::furnished(home, timings(), |_| ()).await;
    let (anna, boris, order_id) = house.at_work().await;
    take(&anna, anna_goes).await;
    take(&boris, boris_goes).await;
    anna.say(order_id, "Когда приедете?").await;
    boris.until_texts(order_id, &["Когда приедете?"]).await;
    anna.until_tick(order_id, DeliveryMark::Delivered).await;
    boris.engine.mark_read(order_id, i64::MAX).await.unwrap();
    anna.until_tick(order_id, DeliveryMark::Read).await;
    for step in Step::Close.up_to() {
        step.take(&boris, order_id).await;
        anna.until_order(order_id, "taken", |order| step.is_taken(order)).await;
        if *step == Step::Start {
            boris.say(order_id, "Начал").await;
        }
    }
    anna.engine.mark_read(order_id, i64::MAX).await.unwrap();
    let agreement = house.agreement(order_id).marks(&marks(Step::Close.up_to()));
    let agreement = agreement.said(&anna, &["Когда приедете?"]).and_read_all();
    agreement.said(&boris, &["Начал"]).and_read_all().check().await;
    for (device, way) in [(&anna, anna_goes), (&boris, boris_goes)] {
        let link = if way == Way::Rest { Link::Polling } else { Link::Live };
        assert_eq!(device.engine.connection().await.unwrap().link, link, "{}", device.name);
    }
}

#[tokio::test]
async fn both_sides_without_sockets_do_everything_by_rest() {
    everything(Home::File, Way::Rest, Way::Rest).await;
}

#[tokio::test]
async fn both_browsers_without_sockets_do_everything_by_rest() {
    everything(Home::Memory, Way::Rest, Way::Rest).await;
}

#[tokio::test]
async fn a_customer_without_socket_meets_an_executor_with_one() {
    everything(Home::File, Way::Rest, Way::Socket).await;
}

#[tokio::test]
async fn an_executor_without_socket_meets_a_customer_with_one() {
    everything(Home::Memory, Way::Socket, Way::Rest).await;
}

#[tokio::test]
async fn a_socket_that_is_blocked_and_let_through_by_turns_loses_nothing() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let texts = numbered("По-разному", 12);
    for (round, text) in texts.iter().enumerate() {
        let way = if round % 3 == 0 { Way::Rest } else { Way::Socket };
        scene.anna.proxy.block_sockets(way == Way::Rest);
        scene.anna.say(scene.order_id, text).await;
        if round % 3 != 1 {
            take(&scene.anna, way).await;
        }
    }
    scene.anna.proxy.block_sockets(false);
    scene.agree(&crate::scene::refs(&texts), &[]).await;
}
