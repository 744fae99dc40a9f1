//! What the server says in Russian. Whoever reads another language gets words of this dictionary by
//! the stable code, with the figures of the server's text; without such words, the text itself.

use montaj_domain::notification::NotificationKind;
use montaj_wire::{
    notification::NotificationView,
    problem::{FieldError, Problem},
};

use super::{Arg, Language, dictionary::known_text, language};

/// Title and detail of a problem.
pub fn problem(problem: &Problem) -> (String, Option<String>) {
    let title = worded("problem", problem.code.as_str(), "");
    let Some(title) = title else { return (problem.title.clone(), problem.detail.clone()) };
    let detail = problem.detail.as_deref();
    (title, detail.and_then(|detail| worded("detail", problem.code.as_str(), detail)))
}

/// What is wrong with a field.
pub fn field(error: &FieldError) -> String {
    worded("field", &error.code, &error.message)
        .or_else(|| worded("field", "other", ""))
        .unwrap_or_else(|| error.message.clone())
}

pub fn notification_title(told: &NotificationView) -> String {
    // An administrator's message has no other words than its own.
    if told.kind == NotificationKind::System {
        return told.title.clone();
    }
    let kind = told.kind.as_str();
    verdict(&told.title)
        .and_then(|verdict| worded("note", &format!("{kind}-{verdict}"), ""))
        .or_else(|| worded("note", kind, ""))
        .unwrap_or_else(|| told.title.clone())
}

/// Who, which order, and what was said, in the language's own sentence.
pub fn notification_body(told: &NotificationView) -> String {
    if told.kind == NotificationKind::System || language() == Language::Russian {
        return told.body.clone();
    }
    let found = Found::in_body(told.kind, &told.body);
    let sentence = |parts: &str| {
        let key = format!("served-told-{}{parts}", told.kind.as_str());
        let part = |part: Option<&str>| Arg::from(part.unwrap_or_default());
        known_text(
            &key,
            &[
                ("who", part(found.who)),
                ("number", part(found.number)),
                ("title", part(found.title)),
            ],
        )
    };
    let sentence = match (found.number, found.who) {
        (Some(_), Some(_)) => sentence("-by").or_else(|| sentence("")),
        (Some(_), None) => sentence(""),
        (None, _) => None,
    };
    let said = found.said.and_then(|said| known_text("served-said", &[("said", Arg::from(said))]));
    match (sentence, said) {
        (Some(sentence), Some(said)) => format!("{sentence} {said}"),
        (Some(only), None) | (None, Some(only)) => only,
        // The title has said it: «Your account was approved».
        (None, None) if told.kind == NotificationKind::AccountModerated => String::new(),
        (None, None) => told.body.clone(),
    }
}

/// What the server decided, by the title it gave: the kind alone does not tell.
const VERDICTS: [(&str, &str); 9] = [
    ("Заказ опубликован", "PUBLISHED"),
    ("Заказ не прошёл проверку", "REFUSED"),
    ("Заказ убран в архив", "ARCHIVED"),
    ("Заказ отменён модератором", "CANCELLED"),
    ("Аккаунт проверен", "APPROVED"),
    ("Аккаунт отклонён", "REJECTED"),
    ("Аккаунт заблокирован", "BLOCKED"),
    ("Аккаунт разблокирован", "UNBLOCKED"),
    ("Ваш отклик снова в силе", "REOPENED"),
];

fn verdict(title: &str) -> Option<&'static str> {
    VERDICTS.iter().find(|(said, _)| *said == title).map(|(_, verdict)| *verdict)
}

// The words of the server's sentences around what they name.
const NUMBER: &str = "№ ";
const EXECUTOR: &str = "Исполнитель ";
const RESPONDED: &str = " откликнулся";
const NO_LONGER: &str = " больше";
const CUSTOMER: &str = "Заказчик: ";
const WORK: &str = ": работа";
const REASON: &str = "Причина: «";

/// What a notification's text names: the server has no other field for it.
#[derive(Debug, Default, PartialEq)]
struct Found<'a> {
    who: Option<&'a str>,
    number: Option<&'a str>,
    title: Option<&'a str>,
    /// The message or the reason.
    said: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn in_body(kind: NotificationKind, body: &'a str) -> Self {
        let between = |from: &str, to: &str| {
            let rest = &body[body.find(from)? + from.len()..];
            Some(&rest[..rest.find(to)?])
        };
        let number = between(NUMBER, " «");
        let title = number.and_then(|number| between(&format!("№ {number} «"), "»"));
        let who = match kind {
            NotificationKind::Response => between(EXECUTOR, RESPONDED),
            NotificationKind::Refused => between(EXECUTOR, NO_LONGER),
            NotificationKind::Selected => between(CUSTOMER, ". "),
            NotificationKind::Started | NotificationKind::Done => {
                body.split_once(WORK).map(|(who, _)| who)
            }
            _ => None,
        };
        let end = body.trim_end_matches('.').strip_suffix('»');
        let said = match kind {
            NotificationKind::Response => end.and_then(|body| Some(body.split_once("». «")?.1)),
            NotificationKind::Refused => between(REASON, "». Заказ №"),
            _ => end.and_then(|body| Some(body.split_once(REASON)?.1)),
        };
        Self { who, number, title, said }
    }
}

/// The dictionary's words for what the server called `code` and said as `said`.
fn worded(family: &str, code: &str, said: &str) -> Option<String> {
    if language() == Language::Russian {
        return None;
    }
    let limit = figures(said).unwrap_or_default();
    known_text(&format!("served-{family}-{code}"), &[("limit", Arg::from(limit))])
}

/// The first number of a text, with its unit if that is roubles: «от 3 000 ₽», «Не короче 8 …».
fn figures(said: &str) -> Option<&str> {
    let start = said.find(|c: char| c.is_ascii_digit())?;
    let rest = &said[start..];
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '\u{a0}' | ',' | '₽');
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['\u{a0}', ',']))
}

#[cfg(test)]
mod tests {
    use montaj_wire::problem::ErrorCode;

    use super::*;
    use crate::i18n::{error_text, field_error_text, speak};

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in ErrorCode::ALL.iter().copied() {
            let told = Problem::new(code);
            speak(Language::Russian, None);
            assert_eq!(problem(&told), (told.title.clone(), None));
            assert!(told.title.chars().any(|c| c.is_alphabetic()), "{code}");
            speak(Language::English, None);
            let (title, _) = problem(&told);
            assert_ne!(title, told.title, "{code}");
            assert!(title.is_ascii(), "{title}");
        }
    }

    #[test]
    fn every_kind_of_notification_has_words_in_both_languages() {
        speak(Language::English, None);
        for kind in NotificationKind::ALL.iter().filter(|kind| **kind != NotificationKind::System) {
            assert!(worded("note", kind.as_str(), "").is_some(), "{kind:?}");
        }
    }

    fn told(kind: NotificationKind, title: &str, body: &str) -> NotificationView {
        NotificationView {
            id: montaj_domain::ids::NotificationId::from_uuid(uuid::Uuid::from_u128(1)),
            kind,
            title: title.to_owned(),
            body: body.to_owned(),
            facts: None,
            order_id: None,
            created_at: montaj_domain::timestamp::Timestamp::from_millis(0),
            read_at: None,
        }
    }

    /// The sentences of `server/src/notify/wording.rs`.
    #[test]
    fn a_notification_names_people_orders_and_words_in_english() {
        use NotificationKind as Kind;
        const ORDER: &str = "аказ № 1042 «Замена двух окон»";
        let body = |kind, said: &str| {
            notification_body(&told(kind, "", &said.replace("{}", &format!("З{ORDER}"))))
        };
        let name = "order No. 1042 “Замена двух окон”";
        speak(Language::English, None);
        let response = format!("Исполнитель Борис Ким откликнулся на з{ORDER}. «За «день». Да»");
        assert_eq!(
            notification_body(&told(Kind::Response, "", &response)),
            format!("Борис Ким responded to {name}. “За «день». Да”")
        );
        let refused = "Исполнитель Борис Ким больше не занимается вашим заказом. Причина: «Заболел». {} снова опубликован — выберите другого исполнителя.";
        assert_eq!(
            body(Kind::Refused, refused),
            format!(
                "Борис Ким no longer works on {name}, which is open to others again. “Заболел”"
            )
        );
        for (kind, said, worded) in [
            (Kind::NewOrder, "{}. Москва, бюджет 48 000 ₽.", "New: {}."),
            (
                Kind::Selected,
                "{} — ваш! Заказчик: Анна Белова. Контакты и чат открыты.",
                "Анна Белова chose you for {}. Contacts and the chat are open.",
            ),
            (Kind::Started, "Борис Ким: работа началась. {}.", "Борис Ким has started work on {}."),
            (
                Kind::Done,
                "Борис Ким: работа выполнена. {}. Проверьте результат.",
                "Борис Ким has finished {}. Check the result and settle up.",
            ),
            (
                Kind::Closed,
                "{} завершён. Спасибо!",
                "It is about {}. Thank you for choosing Montaj!",
            ),
            (Kind::Cancelled, "{} снят с публикации администратором.", "It was {}."),
            (
                Kind::OrderModerated,
                "{} не опубликован. Причина: «Повтор».",
                "It is about {}. “Повтор”",
            ),
        ] {
            assert_eq!(body(kind, said), worded.replace("{}", name), "{kind:?}");
        }
        let unknown = "Совсем другие слова.";
        assert_eq!(body(Kind::Started, unknown), unknown);
    }

    #[test]
    fn the_server_says_what_is_looked_for_here() {
        let sentences = include_str!("../../../server/src/notify/wording.rs");
        let titles = VERDICTS.map(|(title, _)| title);
        let around = [NUMBER, EXECUTOR, RESPONDED, NO_LONGER, CUSTOMER, WORK, REASON];
        for words in titles.into_iter().chain(around) {
            assert!(sentences.contains(words), "{words}");
        }
    }

    #[test]
    fn what_a_moderator_decided_is_told_in_english() {
        use NotificationKind as Kind;
        speak(Language::English, None);
        let blocked = told(
            Kind::AccountModerated,
            "Аккаунт заблокирован",
            "Модератор заблокировал ваш аккаунт. Причина: «Спам».",
        );
        assert_eq!(notification_title(&blocked), "Your account is blocked");
        assert_eq!(notification_body(&blocked), "“Спам”");
        let approved =
            told(Kind::AccountModerated, "Аккаунт проверен", "Теперь вы можете откликаться.");
        assert_eq!(notification_title(&approved), "Your account is approved");
        assert_eq!(notification_body(&approved), "");
        let other = told(Kind::OrderModerated, "Новые слова", "Заказ № 7 «Окна» иначе.");
        assert_eq!(notification_title(&other), "Your order was reviewed");
        speak(Language::Russian, None);
        assert_eq!(notification_body(&blocked), blocked.body);
    }

    #[test]
    fn figures_of_the_server_stay() {
        speak(Language::English, None);
        let field = |code: &'static str, message: &str| FieldError {
            field: "title".into(),
            code: code.into(),
            message: message.to_owned(),
        };
        let short = field("too_short", "Напишите подробнее: не меньше 10 символов");
        assert_eq!(field_error_text(&short), "Too short: at least 10 characters");
        let cheap = field("too_small", "Бюджет — от 3\u{a0}000\u{a0}₽");
        assert_eq!(field_error_text(&cheap), "Too little: at least 3\u{a0}000\u{a0}₽");
        assert_eq!(field_error_text(&field("new_code", "Новое")), "Check this field");
        let detail = Some("Осталось попыток: 3".to_owned());
        let wrong = Problem { detail, ..Problem::new(ErrorCode::WrongCode) };
        let wrong = montaj_client::error::ClientError::Rejected(Box::new(wrong));
        assert_eq!(error_text(&wrong), "Wrong code. Attempts left: 3");
    }
}
