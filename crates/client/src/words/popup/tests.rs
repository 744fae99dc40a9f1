//! Pop-ups in both languages, by the interface's own dictionaries.

use montaj_domain::{
    ids::{NotificationId, OrderId},
    notification::{NotificationFacts, NotificationKind},
    timestamp::Timestamp,
};
use montaj_wire::{
    notification::NotificationView,
    problem::{ErrorCode, Problem},
};
use uuid::Uuid;

use super::*;
use crate::local::Language;

/// Title and body in Russian, then in English.
fn said(about: PopupAbout) -> [(String, String); 2] {
    let popup = Popup { about, route: String::new(), tag: String::new() };
    let dictionaries = [
        (Language::Russian, include_str!("../../../../../ui/i18n/ru.ftl")),
        (Language::English, include_str!("../../../../../ui/i18n/en.ftl")),
    ];
    dictionaries.map(|(language, text)| {
        let Told { title, body } = Dictionary::new(language, text).popup(&popup);
        (title, body)
    })
}

fn is_said(about: PopupAbout, russian: (&str, &str), english: (&str, &str)) {
    let [told, in_english] = said(about);
    assert_eq!((told.0.as_str(), told.1.as_str()), russian);
    assert_eq!((in_english.0.as_str(), in_english.1.as_str()), english);
}

fn chat(sender: Option<&str>, last: &str, count: u32) -> PopupAbout {
    PopupAbout::Chat { sender: sender.map(str::to_owned), last: last.to_owned(), count }
}

fn started(facts: Option<NotificationFacts>) -> PopupAbout {
    PopupAbout::Notification(Box::new(NotificationView {
        id: NotificationId::from_uuid(Uuid::from_u128(1)),
        kind: NotificationKind::Started,
        title: "Исполнитель приступил к работе".to_owned(),
        body: "Борис Ким: работа началась. Заказ № 7 «Окна».".to_owned(),
        facts,
        order_id: Some(OrderId::from_uuid(Uuid::from_u128(2))),
        created_at: Timestamp::default(),
        read_at: None,
    }))
}

#[test]
fn messages_are_told_by_who_wrote_them_and_how_many_they_are() {
    let one = chat(Some("Борис"), "Буду к десяти", 1);
    is_said(one, ("Борис", "Буду к десяти"), ("Борис", "Буду к десяти"));
    is_said(
        chat(None, "Буду к десяти", 3),
        ("Новое сообщение", "3 новых сообщения\nБуду к десяти"),
        ("New message", "3 new messages\nБуду к десяти"),
    );
    let [(_, long), _] = said(chat(None, &"я".repeat(500), 1));
    assert_eq!(long.chars().count(), BODY_CHARS);
}

#[test]
fn a_notification_is_told_in_the_language_of_the_device() {
    let russian =
        ("Исполнитель приступил к работе", "Борис Ким: работа началась. Заказ № 7 «Окна».");
    let facts = NotificationFacts {
        order_number: Some(7),
        order_title: Some("Окна".to_owned()),
        who: Some("Борис Ким".to_owned()),
        ..Default::default()
    };
    let english = "Борис Ким has started work on order No. 7 “Окна”.";
    is_said(started(Some(facts)), russian, ("The installer has started work", english));
    is_said(started(None), russian, ("The installer has started work", russian.1));
}

#[test]
fn a_summary_counts_as_its_language_does() {
    let missed = Missed { messages: 12, chats: 2, responses: 2, orders: 0, others: 1 };
    is_said(
        PopupAbout::Summary { of: Stretch::Absence, missed },
        ("Пока вас не было", "12 сообщений в 2 чатах, 2 отклика, 1 уведомление"),
        ("While you were away", "12 messages in 2 chats, 2 responses, 1 notification"),
    );
    let missed = Missed { messages: 21, chats: 1, responses: 0, orders: 5, others: 0 };
    is_said(
        PopupAbout::Summary { of: Stretch::QuietHours, missed },
        ("За тихие часы", "21 сообщение в 1 чате, 5 новых заказов"),
        ("During your quiet hours", "21 messages in 1 chat, 5 new orders"),
    );
}

#[test]
fn a_refused_step_is_told_with_its_reason() {
    let problem = Box::new(Problem::new(ErrorCode::AlreadyStarted));
    let reason = problem.title.clone();
    is_said(
        PopupAbout::Refusal { step: WorkStep::Start, problem },
        ("Не получилось: «Приступить к работе»", &reason),
        ("Not done: “Start work”", "Work has already started"),
    );
}
