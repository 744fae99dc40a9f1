use montaj_domain::{
    notification::{Channel, NotificationKind, QuietHours},
    timestamp::Timestamp,
};
use montaj_testkit::world::Actor;
use montaj_wire::{
    event::EventBody,
    notification::{EditNotificationSettings, KindSettings, NotificationSettings},
    page::Count,
    problem::ErrorCode,
};
use serde_json::json;

use crate::stage::{Stage, log_end};

const PATH: &str = "/api/notifications/settings";

async fn settings(person: &Actor) -> NotificationSettings {
    person.get::<NotificationSettings>(PATH).await.ok()
}

/// The settings as the person's log tells them after `since`.
async fn told(person: &Actor, since: i64) -> Vec<NotificationSettings> {
    let of_settings = |body| match body {
        EventBody::SettingsUpdated(settings) => Some(*settings),
        _ => None,
    };
    person.events(since).await.into_iter().filter_map(|event| of_settings(event.body)).collect()
}

fn switch(kind: NotificationKind, channel: Channel, on: bool) -> EditNotificationSettings {
    EditNotificationSettings {
        kinds: vec![KindSettings::one(kind, channel, on)],
        ..EditNotificationSettings::default()
    }
}

#[tokio::test]
async fn switches_are_kept_and_told_to_all_devices_once() {
    let stage = Stage::set().await;
    let anna = &stage.anna;
    let first = settings(anna).await;
    assert_eq!(first.channels, [Channel::InApp, Channel::Push]);
    assert!(first.wants(NotificationKind::Response, Channel::Push));
    assert!(!first.kinds.iter().any(|kind| kind.kind == NotificationKind::NewOrder));
    let since = log_end(anna).await;
    let edit = switch(NotificationKind::Response, Channel::Push, false);
    let mut expected = first.clone();
    expected.apply(&edit);
    for _ in 0..2 {
        let answer = anna.put::<NotificationSettings>(PATH, &edit).await.ok();
        assert_eq!(answer, expected);
    }
    assert_eq!(settings(anna).await, expected);
    assert_eq!(told(anna, since).await, [expected.clone()]);
    let snapshot = anna.get::<serde_json::Value>("/api/sync/snapshot").await.ok();
    assert_eq!(snapshot["notificationSettings"], json!(expected));
    assert!(settings(&stage.boris).await.wants(NotificationKind::Selected, Channel::Push));
}

#[tokio::test]
async fn of_two_devices_that_name_different_things_both_have_their_way() {
    let stage = Stage::set().await;
    let hours = QuietHours { on: true, from_minute: 60, ..QuietHours::default() };
    let quiet = EditNotificationSettings {
        quiet_hours: Some(hours.clone()),
        ..EditNotificationSettings::default()
    };
    let edits = [
        switch(NotificationKind::Done, Channel::Push, false),
        quiet,
        switch(NotificationKind::Done, Channel::Email, false),
    ];
    for edit in edits {
        assert_eq!(stage.anna.put::<()>(PATH, &edit).await.status(), 200);
    }
    let settings = settings(&stage.anna).await;
    assert!(!settings.wants(NotificationKind::Done, Channel::Push));
    assert!(!settings.wants(NotificationKind::Done, Channel::Email));
    assert!(settings.wants(NotificationKind::Done, Channel::InApp));
    assert_eq!(settings.quiet_hours, hours);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_whole() {
    let stage = Stage::set().await;
    let before = settings(&stage.anna).await;
    let table = [
        (json!({ "kinds": [{ "kind": "NEW_ORDER", "push": true }] }), "not_applicable"),
        (json!({ "kinds": [{ "kind": "MESSAGE", "inApp": true }] }), "no_such_channel"),
        (json!({ "kinds": [{ "kind": "SYSTEM", "inApp": false }] }), "always_on"),
        (
            json!({ "quietHours": { "on": true, "fromMinute": 9, "toMinute": 9, "zone": "UTC",
                "offsetMinutes": 0 } }),
            "empty",
        ),
    ];
    for (mut body, code) in table {
        // What would be right by itself is not kept either.
        if let Some(kinds) = body.get_mut("kinds").and_then(|kinds| kinds.as_array_mut()) {
            kinds.insert(0, json!({ "kind": "DONE", "push": false }));
        }
        let problem = stage.anna.put::<()>(PATH, &body).await.problem();
        let codes: Vec<_> = problem.errors.iter().map(|error| error.code.as_ref()).collect();
        assert_eq!(codes, [code], "{body}");
    }
    let unknown = json!({ "kinds": [{ "kind": "GOSSIP", "push": false }] });
    stage.anna.put::<()>(PATH, &unknown).await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(settings(&stage.anna).await, before);
}

#[tokio::test]
async fn a_kind_that_is_off_in_the_app_comes_silently() {
    let stage = Stage::set().await;
    let off = switch(NotificationKind::Response, Channel::InApp, false);
    assert_eq!(stage.anna.put::<()>(PATH, &off).await.status(), 200);
    stage.answered().await;
    let list = stage.anna.notifications().await;
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|one| one.read_at == Some(one.created_at)), "{list:?}");
    let unread = stage.anna.get::<Count>("/api/notifications/unread-count").await.ok();
    assert_eq!(unread.count, 0);
}

#[tokio::test]
async fn a_chat_is_muted_by_who_has_it_and_by_nobody_else() {
    let stage = Stage::set().await;
    let order = stage.selected().await;
    let path = format!("/api/notifications/muted-chats/{order}");
    let until = Timestamp::parse("2099-01-01T00:00:00Z").unwrap();
    let since = log_end(&stage.anna).await;
    for body in [json!({ "until": until }), json!({})] {
        assert_eq!(stage.anna.put::<()>(&path, &body).await.status(), 204);
    }
    let told = told(&stage.anna, since).await;
    let mutes: Vec<_> = told.iter().map(|settings| settings.muted_chats.clone()).collect();
    assert_eq!(mutes.len(), 2);
    assert_eq!((mutes[0][0].order_id, mutes[0][0].until), (order, Some(until)));
    assert_eq!((mutes[1].len(), mutes[1][0].until), (1, None));
    stage.vera.put::<()>(&path, &json!({})).await.is_refused(ErrorCode::NotFound);
    assert!(settings(&stage.vera).await.muted_chats.is_empty());
    for person in [&stage.anna, &stage.anna, &stage.vera] {
        assert_eq!(person.delete::<()>(&path).await.status(), 204);
    }
    assert!(settings(&stage.anna).await.muted_chats.is_empty());
}
