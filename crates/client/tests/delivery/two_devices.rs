//! One person on two devices: both show the same, and what both do happens once.

use montaj_client::views::Link;
use montaj_testkit::{
    Fault,
    house::{Device, Home},
};

use crate::scene::{Scene, Step, Way, marks, numbered, refs, take};

async fn with_another(home: Home, way: Way, of_boris: bool) -> (Scene, Device) {
    let scene = Scene::set(home, way).await;
    let owner = if of_boris { &scene.boris } else { &scene.anna };
    let another = scene.house.another_of(owner, "Второй экран").await;
    take(&another, way).await;
    another.until_chat(scene.order_id).await;
    (scene, another)
}

#[tokio::test]
async fn what_is_written_on_one_device_is_on_the_other() {
    let (scene, phone) = with_another(Home::File, Way::Socket, false).await;
    let Scene { house, anna, boris, order_id } = &scene;
    anna.say(*order_id, "С ноутбука").await;
    phone.until_texts(*order_id, &["С ноутбука"]).await;
    phone.say(*order_id, "С телефона").await;
    let agreement = house.agreement(*order_id).said(anna, &["С ноутбука"]);
    let agreement = agreement.and_on(&phone, &["С телефона"]);
    agreement.said(boris, &[""; 0]).check().await;
}

async fn both_write_offline(home: Home, way: Way) {
    let (scene, phone) = with_another(home, way, true).await;
    let Scene { house, anna, boris, order_id } = &scene;
    for device in [boris, &phone] {
        device.go_offline().await;
    }
    let (here, there) = (numbered("Ноутбук", 15), numbered("Телефон", 15));
    boris.say_all(*order_id, &here).await;
    phone.say_all(*order_id, &there).await;
    for device in [boris, &phone] {
        device.proxy.clear();
    }
    let agreement = house.agreement(*order_id).said(anna, &[""; 0]);
    agreement.said(boris, &here).and_on(&phone, &there).check().await;
}

#[tokio::test]
async fn both_devices_write_offline_and_both_queues_go_by_socket() {
    both_write_offline(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn both_devices_write_offline_and_both_queues_go_by_rest() {
    both_write_offline(Home::Memory, Way::Rest).await;
}

#[tokio::test]
async fn reading_on_one_device_clears_the_counters_of_the_other() {
    let (scene, phone) = with_another(Home::Memory, Way::Socket, false).await;
    let Scene { house, anna, boris, order_id } = &scene;
    for text in ["Раз", "Два"] {
        boris.say(*order_id, text).await;
    }
    phone.until_texts(*order_id, &["Раз", "Два"]).await;
    phone.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    phone.engine.mark_all_notifications_read().await.unwrap();
    let agreement = house.agreement(*order_id).said(anna, &[""; 0]).and_on(&phone, &[""; 0]);
    agreement.and_read_all().said(boris, &["Раз", "Два"]).check().await;
    assert_eq!(anna.engine.unread().await.unwrap().notifications, 0);
}

async fn the_same_step_on_both(home: Home, way: Way) {
    let (scene, phone) = with_another(home, way, true).await;
    let Scene { house, anna, boris, order_id } = &scene;
    for device in [boris, &phone] {
        device.go_offline().await;
        Step::Start.take(device, *order_id).await;
        Step::Complete.take(device, *order_id).await;
    }
    for device in [boris, &phone] {
        device.proxy.clear();
    }
    let agreement = house.agreement(*order_id).marks(&marks(Step::Complete.up_to()));
    let agreement = agreement.said(anna, &[""; 0]);
    agreement.said(boris, &[""; 0]).and_on(&phone, &[""; 0]).check().await;
    for device in [boris, &phone] {
        let pending = device.engine.pending().await.unwrap();
        assert!(pending.is_empty(), "{} was refused what is done: {pending:?}", device.name);
    }
}

#[tokio::test]
async fn the_same_steps_on_both_devices_happen_once_by_socket() {
    the_same_step_on_both(Home::Memory, Way::Socket).await;
}

#[tokio::test]
async fn the_same_steps_on_both_devices_happen_once_by_rest() {
    the_same_step_on_both(Home::File, Way::Rest).await;
}

#[tokio::test]
async fn a_device_that_slept_wakes_up_to_what_the_other_did() {
    let (scene, phone) = with_another(Home::File, Way::Socket, true).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.proxy.set(Fault::Cut);
    boris.until_link(Link::Offline).await;
    anna.say(*order_id, "Начинайте").await;
    phone.until_texts(*order_id, &["Начинайте"]).await;
    phone.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    Step::Start.take(&phone, *order_id).await;
    let texts = numbered("С телефона", 10);
    phone.say_all(*order_id, &texts).await;
    phone.until_sent().await;
    boris.proxy.clear();
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    let agreement = agreement.said(anna, &["Начинайте"]);
    let agreement = agreement.said(boris, &[""; 0]).and_on(&phone, &refs(&texts));
    agreement.and_read_all().check().await;
}
