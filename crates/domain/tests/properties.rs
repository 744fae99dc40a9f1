//! What holds for every text that anybody may send: the same functions as in `fuzz/`, on random
//! input of a plain test run.

use montaj_domain::{
    code::{self, CodeError, IssuedCode},
    contacts::{self, ContactKind},
    phone::Phone,
    taxpayer::{Inn, Ogrn},
    text,
    timestamp::Timestamp,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// Texts of the kinds that break parsers: any characters, and the ones that matter here.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~а-яё0-9+()@./:\u{200b}-\u{206f}\u{300}-\u{36f}\n\t\u{0}]{0,80}",
        vec(any::<char>(), 0..60).prop_map(|chars| chars.iter().collect()),
    ]
}

const TRICKS: [char; 5] = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{200b}', '\u{feff}'];
const BREAKS: [char; 4] = ['\n', '\t', '\r', '\u{2028}'];

proptest! {
    #[test]
    fn a_phone_is_the_same_number_however_often_it_is_read(typed in any_text()) {
        if let Ok(phone) = Phone::parse(&typed) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            prop_assert!(phone.as_str().len() == 12 && phone.as_str().starts_with("+7"));
            prop_assert!(!phone.masked().contains(&phone.as_str()[5..10]));
        }
    }

    #[test]
    fn a_phone_is_found_however_it_is_written(
        number in "9[0-9]{9}",
        prefix in select(vec!["8", "+7", "7", ""]),
        gaps in vec(select(vec!["", " ", "-", ") ", "\u{a0}", "\u{20e3}"]), 10),
        before in "[а-я]{0,8} ",
        after in " [а-я]{0,8}",
    ) {
        let digits = number.chars().zip(&gaps);
        let spaced: String = digits.map(|(digit, gap)| format!("{gap}{digit}")).collect();
        let written = format!("{before}{prefix}{spaced}{after}");
        let found = contacts::find(&written);
        prop_assert_eq!(found.map(|found| found.kind), Some(ContactKind::Phone), "{}", written);
    }

    #[test]
    fn a_contact_stands_within_its_text(text in any_text()) {
        if let Some(found) = contacts::find(&text) {
            prop_assert!(found.at.start < found.at.end, "{:?}", found);
            prop_assert!(found.at.end <= text.chars().count(), "{:?}", found);
        }
    }

    #[test]
    fn numbers_of_taxpayers_have_the_right_count_of_digits(typed in "[0-9 ]{0,16}|\\PC{0,20}") {
        if let Ok(inn) = Inn::parse(&typed) {
            prop_assert!(matches!(inn.as_str().len(), 10 | 12));
            prop_assert_eq!(Inn::parse(inn.as_str()), Ok(inn.clone()));
        }
        if let Ok(ogrn) = Ogrn::parse(&typed) {
            prop_assert!(matches!(ogrn.as_str().len(), 13 | 15));
        }
    }

    #[test]
    fn exactly_one_last_digit_makes_a_number_right(nine in "[0-9]{9}", twelve in "[0-9]{12}") {
        let right = |head: &str, fits: fn(&str) -> bool| {
            (0..10).filter(|digit| fits(&format!("{head}{digit}"))).count()
        };
        prop_assert_eq!(right(&nine, |inn| Inn::parse(inn).is_ok()), 1);
        prop_assert_eq!(right(&twelve, |ogrn| Ogrn::parse(ogrn).is_ok()), 1);
    }

    #[test]
    fn a_cleaned_text_is_clean(typed in any_text()) {
        let cleaned = text::clean(&typed);
        prop_assert_eq!(text::clean(&cleaned), cleaned.clone());
        prop_assert!(!cleaned.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        prop_assert!(!cleaned.contains(TRICKS), "{:?}", cleaned);
        let line = text::clean_line(&typed);
        prop_assert_eq!(text::clean_line(&line), line.clone());
        prop_assert!(!line.contains(BREAKS) && !line.contains("  "), "{:?}", line);
    }

    #[test]
    fn a_checked_text_fits(typed in any_text()) {
        for bounds in [text::TITLE, text::PERSON_NAME, text::CHAT_MESSAGE, text::SHORT] {
            if let Ok(checked) = bounds.check(&typed) {
                prop_assert!((bounds.min..=bounds.max).contains(&checked.chars().count()));
                prop_assert_eq!(bounds.check(&checked), Ok(checked.clone()));
            }
        }
    }

    #[test]
    fn an_email_has_a_name_and_a_host(typed in any_text()) {
        if text::is_email(&typed) {
            let (local, host) = typed.rsplit_once('@').unwrap();
            prop_assert!(!local.is_empty() && host.contains('.'));
            prop_assert!(!typed.contains(['<', '>', '"', ' ', '\n', '\0']));
        }
    }

    #[test]
    fn the_search_form_of_a_search_form_is_itself(typed in any_text()) {
        let form = text::search_form(&typed);
        prop_assert_eq!(text::search_form(&form), form.clone());
        prop_assert!(!form.contains("  ") && !form.contains('ё'));
    }

    #[test]
    fn an_instant_that_is_read_is_written_the_same(typed in any_text(), millis in any::<i64>()) {
        let quoted = serde_json::to_string(&typed).unwrap();
        if let Ok(at) = serde_json::from_str::<Timestamp>(&quoted) {
            let written = serde_json::to_string(&at).unwrap();
            prop_assert_eq!(serde_json::from_str::<Timestamp>(&written).unwrap(), at);
        }
        // What no clock shows is written as some instant, never as an error.
        prop_assert!(serde_json::to_string(&Timestamp::from_millis(millis)).is_ok());
        let _day = Timestamp::from_millis(millis).moscow_day();
    }

    #[test]
    fn a_code_burns_after_five_wrong_tries(sent in any::<i64>(), passed in 0..700_000_i64) {
        let now = Timestamp::from_millis(sent.saturating_add(passed));
        let tried = |wrong_tries| {
            IssuedCode { sent_at: Timestamp::from_millis(sent), wrong_tries, used: false }
        };
        prop_assert_eq!(tried(5).check_open(now), Err(CodeError::Burned));
        prop_assert_eq!(tried(4).after_wrong_try(), CodeError::Burned);
        let is_open = tried(4).check_open(now).is_ok();
        prop_assert!(!is_open || passed < code::LIFETIME_SECS * 1000);
    }

    #[test]
    fn the_wait_for_the_next_code_is_a_time_to_come(
        sent in vec(any::<i64>(), 0..8),
        now in any::<i64>(),
    ) {
        let sent: Vec<_> = sent.into_iter().map(Timestamp::from_millis).collect();
        if let Some(secs) = code::wait_before_next_secs(&sent, Timestamp::from_millis(now)) {
            prop_assert!(secs > 0, "{}", secs);
        }
    }
}
