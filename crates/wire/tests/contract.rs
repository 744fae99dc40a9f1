//! The wire format, held still by snapshots: a change here is a change of the public contract.

use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, NotificationId, OrderId, UserId},
    money::Kopecks,
    notification::{Channel, NotificationFacts, NotificationKind, Outcome},
    timestamp::Timestamp,
    user::{Role, Specialization},
};
use montaj_wire::{
    chat::MessageView,
    event::{ArrivedEvent, Event, EventBody},
    lean,
    notification::{
        EditNotificationSettings, KindSettings, NotificationSettings, NotificationView,
    },
    problem::{ErrorCode, Problem},
    socket::{ArrivedFrame, ClientFrame, ServerFrame},
    sync::ArrivedSyncPage,
};
use uuid::Uuid;

const AT: Timestamp = Timestamp::from_millis(1_764_000_000_042);

fn message() -> MessageView {
    MessageView {
        id: MessageId::from_uuid(Uuid::from_u128(1)),
        order_id: OrderId::from_uuid(Uuid::from_u128(2)),
        seq: 7,
        kind: MessageKind::Text,
        sender_id: Some(UserId::from_uuid(Uuid::from_u128(3))),
        content: "Добрый день".into(),
        reply_to_id: None,
        created_at: AT,
        delivered_at: None,
        read_at: None,
        edited_at: None,
        deleted_at: None,
    }
}

#[test]
fn an_event_frame_carries_seq_kind_payload_and_at() {
    let event = Event { seq: 12, body: EventBody::MessageCreated(message()), at: AT };
    insta::assert_json_snapshot!(ServerFrame::Event(event));
}

#[test]
fn client_frames_are_kebab_case_with_camel_case_fields() {
    let order_id = message().order_id;
    insta::assert_json_snapshot!([
        ClientFrame::Hello { token: "t".into(), since: 5 },
        ClientFrame::SendMessage {
            id: message().id,
            order_id,
            content: "Да".into(),
            reply_to_id: Some(message().id),
        },
        ClientFrame::MarkRead { order_id, up_to_seq: 7 },
        ClientFrame::Typing { order_id, on: true },
        ClientFrame::Ack { up_to: 12 },
        ClientFrame::Ping,
    ]);
}

#[test]
fn settings_of_notifications_name_each_kind_with_its_channels() {
    let mut settings = NotificationSettings::of(Role::Customer);
    settings.kinds.truncate(2);
    settings.kinds.push(KindSettings::at_first(NotificationKind::Message));
    settings.mute(message().order_id, Some(AT));
    let edit = EditNotificationSettings {
        kinds: vec![KindSettings::one(NotificationKind::Done, Channel::Push, false)],
        quiet_hours: None,
    };
    let updated = EventBody::SettingsUpdated(Box::new(settings));
    insta::assert_json_snapshot!((Event { seq: 12, body: updated, at: AT }, edit));
}

fn notification(facts: Option<NotificationFacts>) -> NotificationView {
    NotificationView {
        id: NotificationId::from_uuid(Uuid::from_u128(4)),
        kind: NotificationKind::Refused,
        title: "Исполнитель отказался от заказа".into(),
        body: "Исполнитель Борис Ким больше не занимается вашим заказом.".into(),
        facts,
        order_id: Some(message().order_id),
        created_at: AT,
        read_at: None,
    }
}

#[test]
fn a_notification_carries_what_its_sentence_names() {
    let facts = NotificationFacts {
        outcome: Some(Outcome::Reopened.to_string()),
        order_number: Some(1042),
        order_title: Some("Замена двух окон".into()),
        who: Some("Борис Ким".into()),
        said: Some("Заболел".into()),
        category: Some(Specialization::Windows.to_string()),
        region: Some("Москва".into()),
        budget_kopecks: Some(Kopecks::from_roubles(48_000)),
    };
    insta::assert_json_snapshot!((notification(Some(facts)), notification(None)));
}

#[test]
fn a_notification_with_facts_of_a_later_server_is_still_a_notification() {
    let mut later = serde_json::to_value(notification(None)).unwrap();
    assert_eq!(lean::from_value(later.clone()), Ok(notification(None)));
    later["facts"] = serde_json::json!({ "outcome": "LENT", "mood": { "of": "Борис" } });
    let outcome = Some("LENT".to_owned());
    let known = notification(Some(NotificationFacts { outcome, ..Default::default() }));
    assert_eq!(lean::from_value(later.clone()), Ok(known.clone()));
    assert_eq!(serde_json::from_value::<NotificationView>(later).unwrap(), known);
}

#[test]
fn a_problem_has_a_code_for_programs_and_a_title_for_people() {
    insta::assert_json_snapshot!(Problem::new(ErrorCode::AlreadySelected));
}

#[test]
fn an_event_of_a_kind_unknown_here_is_passed_over_not_refused() {
    let text = r#"{"events":[{"seq":4,"kind":"moon.risen","payload":{"phase":1},"at":"2026-01-01T00:00:00Z"}],
        "upTo":4,"more":false}"#;
    let page: ArrivedSyncPage = serde_json::from_str(text).unwrap();
    assert_eq!(page.events, [ArrivedEvent::Unknown { seq: 4 }]);
    let frame =
        r#"{"type":"event","seq":4,"kind":"moon.risen","payload":{},"at":"2026-01-01T00:00:00Z"}"#;
    let frame: ArrivedFrame = serde_json::from_str(frame).unwrap();
    assert_eq!(frame, ServerFrame::Event(ArrivedEvent::Unknown { seq: 4 }));
}

#[test]
fn a_known_event_survives_the_way_to_the_client() {
    let event = Event { seq: 12, body: EventBody::MessageCreated(message()), at: AT };
    let text = serde_json::to_string(&ServerFrame::Event(event.clone())).unwrap();
    let frame: ArrivedFrame = serde_json::from_str(&text).unwrap();
    assert_eq!(frame, ServerFrame::Event(ArrivedEvent::Known(Box::new(event))));
}
