//! A link that goes down and comes up all the time.

use std::time::Duration;

use montaj_testkit::{
    Fault, eventually,
    house::{Device, Home, PATIENCE},
};

use crate::scene::{Scene, Step, Way, marks, numbered, refs};

const FLAPPING: Fault =
    Fault::Flapping { up: Duration::from_millis(160), down: Duration::from_millis(40) };
const FLAPS: u64 = 6;

async fn until_flapped(devices: [&Device; 2]) {
    eventually(PATIENCE, async || {
        let flaps = devices.map(|device| device.proxy.flaps());
        if flaps.iter().all(|flaps| *flaps >= FLAPS) { Ok(()) } else { Err(format!("{flaps:?}")) }
    })
    .await;
    for device in devices {
        device.proxy.clear();
    }
}

async fn both_write(home: Home, way: Way) {
    let scene = Scene::set(home, way).await;
    let Scene { anna, boris, order_id, .. } = &scene;
    for device in [anna, boris] {
        device.proxy.set(FLAPPING);
    }
    let (by_anna, by_boris) = (numbered("Анна", 20), numbered("Борис", 20));
    tokio::join!(anna.say_all(*order_id, &by_anna), boris.say_all(*order_id, &by_boris));
    until_flapped([anna, boris]).await;
    scene.agree(&refs(&by_anna), &refs(&by_boris)).await;
}

#[tokio::test]
async fn both_write_over_flapping_links_by_socket() {
    both_write(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn both_write_over_flapping_links_by_rest() {
    both_write(Home::Memory, Way::Rest).await;
}

#[tokio::test]
async fn the_work_is_done_over_a_flapping_link() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let Scene { house, anna, boris, order_id } = &scene;
    for device in [anna, boris] {
        device.proxy.set(FLAPPING);
    }
    anna.say(*order_id, "Начинайте").await;
    for step in [Step::Start, Step::Complete] {
        step.take(boris, *order_id).await;
    }
    boris.until_texts(*order_id, &["Начинайте"]).await;
    boris.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    until_flapped([anna, boris]).await;
    let agreement = house.agreement(*order_id).marks(&marks(Step::Complete.up_to()));
    let agreement = agreement.said(anna, &["Начинайте"]).said(boris, &[""; 0]);
    agreement.and_read_all().check().await;
}
