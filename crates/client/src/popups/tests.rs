//! The decision, as tables.

use montaj_domain::{chat::MessageKind, notification::NotificationKind, timestamp::Timestamp};
use montaj_wire::event::{Event, MessagesReached, NotificationsRead};
use uuid::Uuid;

use super::*;

const AT: Timestamp = Timestamp::from_millis(1_000);
const AWAY: Screen = Screen { chat: None, order: None, focused: false };

fn anna() -> UserId {
    UserId::from_uuid(Uuid::from_u128(1))
}

fn boris() -> UserId {
    UserId::from_uuid(Uuid::from_u128(2))
}

fn order() -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(9))
}

fn message(seq: i64, sender_id: Option<UserId>) -> EventBody {
    let kind = if sender_id.is_some() { MessageKind::Text } else { MessageKind::Started };
    EventBody::MessageCreated(MessageView {
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
    })
}

fn notification(kind: NotificationKind) -> EventBody {
    EventBody::NotificationCreated(NotificationView {
        id: NotificationId::from_uuid(Uuid::from_u128(200)),
        kind,
        title: "Вас выбрали".to_owned(),
        body: "Заказ № 7".to_owned(),
        order_id: Some(order()),
        created_at: AT,
        read_at: None,
    })
}

fn events(bodies: impl IntoIterator<Item = EventBody>) -> Vec<ArrivedEvent> {
    let known = |(seq, body)| ArrivedEvent::Known(Box::new(Event { seq, body, at: AT }));
    (1..).zip(bodies).map(known).collect()
}

#[test]
fn what_the_other_side_does_pops_up_and_what_one_looks_at_does_not() {
    let chat = Screen { chat: Some(order()), order: None, focused: true };
    let page = Screen { chat: None, order: Some(order()), focused: true };
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
        ("a new order in the feed", notification(NotificationKind::NewOrder), AWAY, false),
    ];
    for (case, body, screen, pops_up) in table {
        let found = worthy(&events([body]), anna(), &screen);
        assert_eq!(!found.is_empty(), pops_up, "{case}");
    }
}

#[test]
fn what_was_read_on_another_device_meanwhile_does_not_pop_up() {
    let read =
        MessagesReached { order_id: order(), person_id: anna(), from_seq: 0, up_to_seq: 2, at: AT };
    let all = NotificationsRead { ids: None, at: AT };
    let caught_up = events([
        message(2, Some(boris())),
        message(3, Some(boris())),
        notification(NotificationKind::Response),
        EventBody::MessageRead(read),
        EventBody::NotificationRead(all),
    ]);
    let found = worthy(&caught_up, anna(), &AWAY);
    assert!(matches!(&found[..], [Worthy::Message(message)] if message.seq == 3));
}

#[test]
fn after_an_absence_there_is_one_summary() {
    let many = worthy(
        &events([
            message(1, Some(boris())),
            message(2, Some(boris())),
            notification(NotificationKind::Selected),
        ]),
        anna(),
        &AWAY,
    );
    assert!(needs_summary(&many, true) && !needs_summary(&many, false));
    assert!(!needs_summary(&many[..1], true));
    let popup = summary(&many);
    assert_eq!(popup.body, "Новых сообщений: 2, уведомлений: 1");
    assert_eq!(summary(&many[..2]).route, "/chats");
}

#[test]
fn a_click_leads_to_the_page_of_what_happened() {
    let many = worthy(
        &events([message(1, Some(boris())), notification(NotificationKind::Done)]),
        anna(),
        &AWAY,
    );
    let [Worthy::Message(message), Worthy::Notification(notification)] = &many[..] else {
        panic!("{many:?}")
    };
    let popup = of_message(message, "Борис".to_owned());
    assert_eq!(popup.route, format!("/orders/{}/chat", order()));
    assert_eq!(of_notification(notification).route, format!("/orders/{}", order()));
    let long = MessageView { content: "я".repeat(500), ..message.clone() };
    assert_eq!(of_message(&long, String::new()).body.chars().count(), BODY_CHARS);
}
