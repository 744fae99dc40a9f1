//! Notifications in the app (PRODUCT 8): the same on all devices, whatever overtakes what.

use montaj_client::host::{OsEntropy, SystemClock};
use montaj_domain::{
    ambient::Clock as _,
    ids::{NotificationId, UserId},
    notification::NotificationKind,
    timestamp::Timestamp,
};
use montaj_store::notifications::{self, Notification};
use montaj_testkit::{Fault, eventually, proxy::Toward};
use montaj_wire::notification::NotificationView;

use crate::house::{Device, House, PASSWORD, PATIENCE, draft};

async fn all(device: &Device) -> Vec<NotificationView> {
    device.engine.notifications(u32::MAX).await.unwrap()
}

async fn ids(device: &Device) -> Vec<NotificationId> {
    all(device).await.into_iter().map(|told| told.id).collect()
}

async fn until_here(device: &Device, right: impl Fn(&[NotificationView]) -> bool) {
    eventually(PATIENCE, async || {
        let all = all(device).await;
        if right(&all) { Ok(()) } else { Err(format!("{} has {}", device.name, all.len())) }
    })
    .await;
}

/// So many on the server, a second apart, of which every other is read.
async fn tell(house: &House, user_id: UserId, count: usize) {
    let newest = SystemClock.now();
    house
        .on_server(async |app| {
            let mut tx = app.db.write().await.unwrap();
            for age in 0..i64::try_from(count).unwrap() {
                let at = Timestamp::from_millis(newest.as_millis() - age * 1000);
                let told = Notification {
                    id: NotificationId::new(at, &OsEntropy),
                    user_id,
                    kind: NotificationKind::System,
                    title: "Новость".to_owned(),
                    body: age.to_string(),
                    facts: None,
                    order_id: None,
                    created_at: at,
                    read_at: (age % 2 == 0).then_some(at.plus_secs(1)),
                };
                notifications::insert(&mut tx, &told).await.unwrap();
            }
            tx.commit(newest).await.unwrap();
        })
        .await;
}

#[tokio::test]
async fn a_deleted_notification_goes_from_all_devices() {
    let house = House::open().await;
    let (laptop, _boris, _) = house.at_work().await;
    let mut phone = house.device("Телефон Анны").await;
    phone.log_in_as(&laptop).await;
    eventually(PATIENCE, async || {
        let (here, there) = (ids(&laptop).await, ids(&phone).await);
        if !here.is_empty() && here == there { Ok(()) } else { Err("not yet the same") }
    })
    .await;
    let gone = ids(&laptop).await[0];
    phone.proxy.set(Fault::Cut);
    phone.engine.delete_notification(gone).await.unwrap();
    assert!(!ids(&phone).await.contains(&gone), "gone at once");
    phone.proxy.clear();
    until_here(&laptop, |all| all.iter().all(|told| told.id != gone)).await;
    phone.until_sent().await;
}

#[tokio::test]
async fn older_notifications_come_when_one_scrolls_to_them() {
    const ALL: usize = 250;
    let house = House::open().await;
    let anna = house.anna().await;
    let me = anna.me().await;
    anna.engine.log_out().await.unwrap();
    tell(&house, me, ALL).await;
    anna.engine.log_in(anna.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    until_here(&anna, |all| all.len() == 100).await;
    let gone = ids(&anna).await[0];
    anna.engine.delete_notification(gone).await.unwrap();
    while anna.engine.load_older_notifications().await.unwrap() {}
    assert_eq!(all(&anna).await.len(), ALL - 1, "all but the deleted one");
    assert!(!anna.engine.load_older_notifications().await.unwrap());
    let unread = anna.engine.unread_notifications(7).await.unwrap();
    assert_eq!(unread.len(), 7);
    assert!(unread.iter().all(|one| one.read_at.is_none()));
}

/// The page was answered before; it comes after.
#[tokio::test]
async fn what_happens_elsewhere_while_an_older_page_travels_stays_as_it_is() {
    let house = House::open().await;
    let laptop = house.anna().await;
    tell(&house, laptop.me().await, 150).await;
    laptop.engine.log_out().await.unwrap();
    laptop.engine.log_in(laptop.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    let mut phone = house.device("Телефон Анны").await;
    phone.log_in_as(&laptop).await;
    for device in [&laptop, &phone] {
        until_here(device, |all| all.len() == 100).await;
    }
    while laptop.engine.load_older_notifications().await.unwrap() {}
    let far = all(&laptop).await.split_off(120);
    let (gone, read) = (far[0].id, far.iter().find(|told| told.read_at.is_none()).unwrap().id);
    let newest = ids(&laptop).await[0];

    let request = "GET /api/notifications".to_owned();
    phone.proxy.set(Fault::Overtaken { request, toward: Toward::Client, by: 1_000 });
    let meanwhile = async {
        eventually(PATIENCE, async || {
            if phone.proxy.fault() == Fault::Pass { Ok(()) } else { Err("not asked for yet") }
        })
        .await;
        laptop.engine.mark_notification_read(read).await.unwrap();
        laptop.engine.delete_notification(gone).await.unwrap();
        laptop.engine.delete_notification(newest).await.unwrap();
        until_here(&phone, |all| all.iter().all(|told| told.id != newest)).await;
        phone.proxy.clear();
    };
    let (loaded, ()) = tokio::join!(phone.engine.load_older_notifications(), meanwhile);
    assert!(loaded.unwrap());
    while phone.engine.load_older_notifications().await.unwrap() {}
    assert_eq!(ids(&phone).await, ids(&laptop).await);
    let told = all(&phone).await.into_iter().find(|told| told.id == read).unwrap();
    assert!(told.read_at.is_some());
}

#[tokio::test]
async fn reading_all_without_a_network_reads_what_one_has_seen_and_no_more() {
    let house = House::open().await;
    let (anna, boris) = (house.anna().await, house.boris().await);
    tell(&house, anna.me().await, 4).await;
    anna.engine.log_out().await.unwrap();
    anna.engine.log_in(anna.phone.clone(), PASSWORD.to_owned()).await.unwrap();
    let order = anna.engine.post_order(draft()).await.unwrap().id;
    until_here(&anna, |all| all.len() == 4).await;
    anna.proxy.set(Fault::Cut);
    anna.engine.mark_all_notifications_read().await.unwrap();
    assert_eq!(anna.engine.unread().await.unwrap().notifications, 0, "read at once");
    // Not seen: it comes with the network, before the server hears that all was read.
    boris.respond(order).await;
    anna.proxy.clear();
    anna.until_sent().await;
    let unread = async || anna.engine.unread_notifications(9).await.unwrap();
    eventually(PATIENCE, async || {
        let unread: Vec<_> = unread().await.into_iter().map(|told| told.order_id).collect();
        if unread == [Some(order)] { Ok(()) } else { Err(format!("{unread:?}")) }
    })
    .await;
}
