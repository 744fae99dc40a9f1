//! What a person wants to be told of (PRODUCT 8): on all devices, without a network, in pop-ups.

use std::time::Duration;

use montaj_client::{
    error::ClientError,
    host::SystemClock,
    local::{Language, LocalSettings},
    views::{Link, Popup},
};
use montaj_domain::{
    ambient::Clock as _,
    notification::{Channel, NotificationKind, QuietHours},
};
use montaj_testkit::{Fault, eventually};
use montaj_wire::notification::{EditNotificationSettings, KindSettings, NotificationSettings};

use crate::house::{Device, House, PATIENCE};

const MINUTES_OF_DAY: i64 = 24 * 60;

async fn next(device: &mut Device) -> Popup {
    tokio::time::timeout(PATIENCE, device.popups.next()).await.expect("a pop-up").unwrap()
}

fn switch(kind: NotificationKind, on: bool) -> EditNotificationSettings {
    EditNotificationSettings {
        kinds: vec![KindSettings::one(kind, Channel::Push, on)],
        ..EditNotificationSettings::default()
    }
}

/// Quiet hours in UTC from some minutes from now to others.
fn hours(from_now: i64, to_now: i64) -> EditNotificationSettings {
    let minute = |from_now: i64| {
        let minute = SystemClock.now().as_millis() / 60_000 + from_now;
        u16::try_from(minute.rem_euclid(MINUTES_OF_DAY)).unwrap()
    };
    let (from_minute, to_minute) = (minute(from_now), minute(to_now));
    let (zone, offset_minutes) = ("UTC".to_owned(), 0);
    let hours = QuietHours { on: true, from_minute, to_minute, zone, offset_minutes };
    EditNotificationSettings { quiet_hours: Some(hours), ..EditNotificationSettings::default() }
}

async fn until_settings(device: &Device, right: impl Fn(&NotificationSettings) -> bool) {
    eventually(PATIENCE, async || {
        let settings = device.engine.notification_settings().await.unwrap();
        if right(&settings) { Ok(()) } else { Err(format!("{}: {settings:?}", device.name)) }
    })
    .await;
}

#[tokio::test]
async fn edits_of_two_devices_meet_and_each_keeps_what_it_named() {
    let house = House::open().await;
    let laptop = house.anna().await;
    let mut phone = house.device("Телефон Анны").await;
    phone.log_in_as(&laptop).await;
    laptop.until_link(Link::Live).await;
    laptop.proxy.set(Fault::Cut);
    let (response, done) = (NotificationKind::Response, NotificationKind::Done);
    laptop.engine.save_notification_settings(switch(response, false)).await.unwrap();
    let here = laptop.engine.notification_settings().await.unwrap();
    assert!(!here.wants(response, Channel::Push), "in force at once");
    phone.engine.save_notification_settings(switch(done, false)).await.unwrap();
    phone.until_sent().await;
    // The one without a network keeps its edit over a restart.
    let laptop = laptop.restart().await;
    laptop.proxy.clear();
    for device in [&laptop, &phone] {
        until_settings(device, |settings| {
            !settings.wants(response, Channel::Push) && !settings.wants(done, Channel::Push)
        })
        .await;
    }
}

#[tokio::test]
async fn of_two_edits_of_one_switch_the_later_stays_everywhere() {
    let house = House::open().await;
    let laptop = house.anna().await;
    let mut phone = house.device("Телефон Анны").await;
    phone.log_in_as(&laptop).await;
    let kind = NotificationKind::Response;
    for (device, on) in [(&laptop, false), (&phone, true), (&laptop, false)] {
        device.engine.save_notification_settings(switch(kind, on)).await.unwrap();
        device.until_sent().await;
    }
    for device in [&laptop, &phone] {
        until_settings(device, |settings| !settings.wants(kind, Channel::Push)).await;
    }
}

#[tokio::test]
async fn hours_that_are_none_are_refused_before_they_leave() {
    let house = House::open().await;
    let anna = house.anna().await;
    let refused = anna.engine.save_notification_settings(hours(0, 0)).await;
    assert!(
        matches!(refused, Err(ClientError::Rejected(problem)) if problem.errors[0].field == "quietHours")
    );
}

#[tokio::test]
async fn what_is_off_or_muted_does_not_pop_up_and_comes_back_when_asked_for() {
    let house = House::open().await;
    let (anna, mut boris, order_id) = house.at_work().await;
    boris.until_link(Link::Live).await;
    next(&mut boris).await;
    boris.engine.mute_chat(order_id, None).await.unwrap();
    anna.say(order_id, "В тишине").await;
    boris.until_texts(order_id, &["В тишине"]).await;
    assert_eq!(boris.engine.unread().await.unwrap().messages, 1, "it is counted all the same");
    boris.engine.unmute_chat(order_id).await.unwrap();
    boris
        .engine
        .save_notification_settings(switch(NotificationKind::Message, false))
        .await
        .unwrap();
    anna.say(order_id, "Выключено").await;
    boris.until_texts(order_id, &["В тишине", "Выключено"]).await;
    boris.engine.save_notification_settings(switch(NotificationKind::Message, true)).await.unwrap();
    boris.until_sent().await;
    anna.say(order_id, "Снова слышно").await;
    // The first that pops up: neither of the two before did.
    let popup = next(&mut boris).await;
    assert_eq!(boris.worded(&popup).await.body, "Снова слышно");
}

#[tokio::test]
async fn what_came_in_quiet_hours_is_summed_up_at_their_end() {
    let house = House::open().await;
    let (anna, mut boris, order_id) = house.at_work().await;
    boris.until_link(Link::Live).await;
    next(&mut boris).await;
    boris.engine.save_notification_settings(hours(-60, 60)).await.unwrap();
    let english = LocalSettings { language: Language::English, ..LocalSettings::default() };
    boris.engine.save_local_settings(english).await.unwrap();
    anna.say(order_id, "Вы спите?").await;
    anna.say(order_id, "Тогда утром").await;
    boris.until_texts(order_id, &["Вы спите?", "Тогда утром"]).await;
    boris.clock.set_ahead(2 * 3600);
    let popup = next(&mut boris).await;
    let said = boris.worded(&popup).await;
    assert_eq!(said.title, "During your quiet hours");
    assert_eq!(said.body, "2 messages in 1 chat");
    assert_eq!(popup.route, format!("/orders/{order_id}/chat"));
}

#[tokio::test]
async fn what_was_read_in_quiet_hours_needs_no_summary() {
    let house = House::open().await;
    let (anna, mut boris, order_id) = house.at_work().await;
    boris.until_link(Link::Live).await;
    next(&mut boris).await;
    boris.engine.save_notification_settings(hours(-60, 60)).await.unwrap();
    anna.say(order_id, "Не спится").await;
    boris.until_texts(order_id, &["Не спится"]).await;
    boris.engine.mark_read(order_id, i64::MAX).await.unwrap();
    boris.clock.set_ahead(2 * 3600);
    until_settings(&boris, |settings| {
        settings.quiet_hours.quiet_since(boris.clock.now()).is_none()
    })
    .await;
    let nothing = tokio::time::timeout(Duration::from_secs(2), boris.popups.next()).await;
    assert!(nothing.is_err(), "{nothing:?}");
}
