//! The decision, as tables.

use montaj_domain::{chat::MessageKind, notification::QuietHours, user::Role};
use montaj_wire::{
    event::{Event, MessagesReached, NotificationsDeleted, NotificationsRead},
    notification::{EditNotificationSettings, KindSettings},
};
use uuid::Uuid;

use super::*;
use crate::views::{PopupAbout, Stretch};

const AT: Timestamp = Timestamp::from_millis(1_000);
const AWAY: Screen = Screen { chat: None, order: None, notifications: false, focused: false };

fn anna() -> UserId {
    UserId::from_uuid(Uuid::from_u128(1))
}

fn boris() -> UserId {
    UserId::from_uuid(Uuid::from_u128(2))
}

fn order() -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(9))
}

fn other_order() -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(10))
}

fn view(seq: i64, sender_id: Option<UserId>) -> MessageView {
    let kind = if sender_id.is_some() { MessageKind::Text } else { MessageKind::Started };
    MessageView {
        id: montaj_domain::ids::MessageId::from_uuid(Uuid::from_u128(100)),
        order_id: order(),
        seq,
        kind,
        sender_id,
        content: "Буду к десяти".to_owned(),
        created_at: AT,
        reply_to_id: None,
        delivered_at: None,
        read_at: None,
        edited_at: None,
        deleted_at: None,
    }
}

fn message(seq: i64, sender_id: Option<UserId>) -> EventBody {
    EventBody::MessageCreated(view(seq, sender_id))
}

fn in_other_chat(seq: i64) -> EventBody {
    EventBody::MessageCreated(MessageView { order_id: other_order(), ..view(seq, Some(boris())) })
}

fn told(kind: NotificationKind) -> NotificationView {
    NotificationView {
        id: NotificationId::from_uuid(Uuid::from_u128(200)),
        kind,
        title: "Вас выбрали".to_owned(),
        body: "Заказ № 7".to_owned(),
        facts: None,
        order_id: Some(order()),
        created_at: AT,
        read_at: None,
    }
}

fn notification(kind: NotificationKind) -> EventBody {
    EventBody::NotificationCreated(told(kind))
}

fn events(bodies: impl IntoIterator<Item = EventBody>) -> Vec<ArrivedEvent> {
    let known = |(seq, body)| ArrivedEvent::Known(Box::new(Event { seq, body, at: AT }));
    (1..).zip(bodies).map(known).collect()
}

/// Of an executor's kinds, whatever the test is about.
fn settings() -> NotificationSettings {
    NotificationSettings::of(Role::Executor)
}

fn rules<'a>(screen: &'a Screen, settings: &'a NotificationSettings) -> Rules<'a> {
    Rules { me: anna(), screen, settings, now: AT }
}

fn worthy(
    bodies: impl IntoIterator<Item = EventBody>,
    settings: &NotificationSettings,
) -> Vec<Worthy> {
    rules(&AWAY, settings).worthy(&events(bodies))
}

fn switched(kind: NotificationKind, channel: Channel, on: bool) -> NotificationSettings {
    let mut settings = settings();
    let kinds = vec![KindSettings::one(kind, channel, on)];
    settings.apply(&EditNotificationSettings { kinds, quiet_hours: None });
    settings
}

#[test]
fn what_the_other_side_does_pops_up_and_what_one_looks_at_does_not() {
    let chat = Screen { chat: Some(order()), focused: true, ..AWAY };
    let page = Screen { order: Some(order()), focused: true, ..AWAY };
    let list = Screen { notifications: true, focused: true, ..AWAY };
    let behind = Screen { focused: false, ..chat };
    let selected = || notification(NotificationKind::Selected);
    let table = [
        ("a message from the other side", message(1, Some(boris())), AWAY, true),
        ("one's own from another device", message(1, Some(anna())), AWAY, false),
        ("a mark of what happened", message(1, None), AWAY, false),
        ("with the chat on screen", message(1, Some(boris())), chat, false),
        ("with the chat behind other windows", message(1, Some(boris())), behind, true),
        ("with the order's page on screen", message(1, Some(boris())), page, true),
        ("a selection", selected(), AWAY, true),
        ("a selection on the order's page", selected(), page, false),
        ("a selection in the order's chat", selected(), chat, false),
        ("a selection in the list of notifications", selected(), list, false),
        ("a message while one reads that list", message(1, Some(boris())), list, true),
        ("a new order in the feed", notification(NotificationKind::NewOrder), AWAY, false),
    ];
    let settings = settings();
    for (case, body, screen, pops_up) in table {
        let found = rules(&screen, &settings).worthy(&events([body]));
        assert_eq!(!found.is_empty(), pops_up, "{case}");
    }
}

#[test]
fn what_is_switched_off_does_not_pop_up_and_what_is_switched_on_does() {
    use NotificationKind::{Message, NewOrder, Selected};
    let talk = || message(1, Some(boris()));
    let table = [
        (Selected, Channel::Push, false, notification(Selected), false),
        (Selected, Channel::Push, false, talk(), true),
        (Selected, Channel::Email, false, notification(Selected), true),
        (NewOrder, Channel::Push, true, notification(NewOrder), true),
        (Message, Channel::Push, false, talk(), false),
        (Message, Channel::Push, false, notification(Selected), true),
    ];
    for (kind, channel, on, body, pops_up) in table {
        let found = worthy([body], &switched(kind, channel, on));
        assert_eq!(!found.is_empty(), pops_up, "{kind} {channel} {on}");
    }
}

#[test]
fn a_kind_that_is_silent_in_the_app_may_still_pop_up() {
    let silent = |read_at| {
        let told = NotificationView { read_at, ..told(NotificationKind::Selected) };
        worthy([EventBody::NotificationCreated(told)], &settings()).len()
    };
    assert_eq!((silent(Some(AT)), silent(Some(AT.plus_secs(1)))), (1, 0));
}

#[test]
fn a_muted_chat_is_silent_until_its_time_and_others_are_not() {
    let both = || [message(1, Some(boris())), in_other_chat(1)];
    let mut settings = settings();
    settings.mute(order(), Some(AT.plus_secs(1)));
    assert_eq!(worthy(both(), &settings).len(), 1);
    // What happens to the order is told all the same.
    assert_eq!(worthy([notification(NotificationKind::Selected)], &settings).len(), 1);
    settings.mute(order(), Some(AT));
    assert_eq!(worthy(both(), &settings).len(), 2);
    settings.mute(order(), None);
    assert_eq!(worthy(both(), &settings).len(), 1);
}

#[test]
fn in_quiet_hours_it_is_quiet() {
    // AT is one second into 1970 in UTC.
    let hours = |from_minute, to_minute| {
        let mut settings = settings();
        settings.quiet_hours = QuietHours {
            on: true,
            from_minute,
            to_minute,
            zone: "UTC".to_owned(),
            offset_minutes: 0,
        };
        rules(&AWAY, &settings).is_quiet()
    };
    assert!(hours(22 * 60, 8 * 60) && !hours(1, 8 * 60) && !hours(13 * 60, 15 * 60));
}

#[test]
fn what_was_read_or_deleted_on_another_device_meanwhile_does_not_pop_up() {
    let read =
        MessagesReached { order_id: order(), person_id: anna(), from_seq: 0, up_to_seq: 2, at: AT };
    let caught_up = [
        message(2, Some(boris())),
        message(3, Some(boris())),
        notification(NotificationKind::Cancelled),
        EventBody::MessageRead(read),
    ];
    let gone = vec![told(NotificationKind::Cancelled).id];
    let ends = [
        EventBody::NotificationRead(NotificationsRead { ids: None, at: AT }),
        EventBody::NotificationDeleted(NotificationsDeleted { ids: gone }),
    ];
    for end in ends {
        let found = worthy(caught_up.iter().cloned().chain([end]), &settings());
        assert!(matches!(&found[..], [Worthy::Message(message)] if message.seq == 3));
    }
}

#[test]
fn messages_of_one_chat_are_one_pop_up() {
    let many = worthy(
        [
            message(1, Some(boris())),
            in_other_chat(1),
            message(2, Some(boris())),
            message(3, Some(boris())),
            notification(NotificationKind::Selected),
        ],
        &settings(),
    );
    let Plan::Each(groups) = plan(many.clone(), false) else { panic!("a summary of three") };
    let counts = groups.iter().map(|group| match group {
        Group::Chat { last, count } => (last.seq, *count),
        Group::Notification(_) => (0, 1),
    });
    assert_eq!(counts.collect::<Vec<_>>(), [(3, 3), (1, 1), (0, 1)]);
    let Group::Chat { last, count } = &groups[0] else { panic!("{groups:?}") };
    let sender = Some("Борис".to_owned());
    let popup = of_chat(last, *count, sender.clone());
    let last_text = "Буду к десяти".to_owned();
    assert_eq!(popup.about, PopupAbout::Chat { sender, last: last_text, count: 3 });
    assert_eq!(popup.tag, of_chat(last, 1, None).tag);
    assert!(matches!(plan(many, true), Plan::Summary(_)));
}

#[test]
fn after_an_absence_there_is_one_summary() {
    let night = worthy(
        (1..=11)
            .map(|seq| message(seq, Some(boris())))
            .chain([in_other_chat(1)])
            .chain([NotificationKind::Response, NotificationKind::Response].map(notification))
            .chain([notification(NotificationKind::Selected)]),
        &settings(),
    );
    let Plan::Summary(tally) = plan(night, true) else { panic!("no summary") };
    let popup = summary(Stretch::Absence, &tally);
    let missed = Missed { messages: 12, chats: 2, responses: 2, orders: 0, others: 1 };
    assert_eq!(popup.about, PopupAbout::Summary { of: Stretch::Absence, missed });
    assert_eq!(popup.route, "/notifications");
}

#[test]
fn a_summary_leads_to_where_all_of_it_is() {
    let route = |bodies: &[EventBody]| {
        let tally = Tally::of(&worthy(bodies.iter().cloned(), &settings()));
        summary(Stretch::QuietHours, &tally).route
    };
    let one_chat = [message(1, Some(boris())), message(2, Some(boris()))];
    assert_eq!(route(&one_chat), format!("/orders/{}/chat", order()));
    assert_eq!(route(&[message(1, Some(boris())), in_other_chat(1)]), "/chats");
    assert_eq!(
        route(&[message(1, Some(boris())), notification(NotificationKind::Selected)]),
        "/notifications"
    );
}

#[test]
fn one_thing_after_an_absence_is_told_itself() {
    let one = worthy([message(1, Some(boris()))], &settings());
    assert!(matches!(&plan(one, true), Plan::Each(groups) if groups.len() == 1));
    let two = worthy([message(1, Some(boris())), message(2, Some(boris()))], &settings());
    assert!(matches!(plan(two, true), Plan::Summary(_)));
}

#[test]
fn a_click_leads_to_the_page_of_what_happened() {
    let popup = of_chat(&view(1, Some(boris())), 1, Some("Борис".to_owned()));
    assert_eq!(popup.route, format!("/orders/{}/chat", order()));
    let done = told(NotificationKind::Done);
    assert_eq!(of_notification(&done).route, format!("/orders/{}", order()));
}
