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
    let is_own = told.kind == NotificationKind::System;
    let worded = if is_own { None } else { worded("note", told.kind.as_str(), &told.title) };
    worded.unwrap_or_else(|| told.title.clone())
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
