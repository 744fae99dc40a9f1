//! A day as one types it, «24.11.2026», and as forms keep it, `2026-11-24`.

use montaj_domain::timestamp::{Date, day_text, parse_day};
use time::Month;

/// How long each part is.
const LENGTHS: [usize; 3] = [2, 2, 4];

/// Puts the digits into the places of day, month and year: «5.3.26» waits, «05.03.2026» is whole.
/// A pasted `2026-03-05` is understood.
pub fn typed_date(typed: &str) -> String {
    if let Some(day) = parse_day(typed.trim()) {
        return in_words(day);
    }
    let mut parts = [String::new(), String::new(), String::new()];
    let (mut at, mut ended) = (0, false);
    for c in typed.chars() {
        if !c.is_ascii_digit() {
            // A point ends a part that has begun: «5.» means «05.».
            if at < 2 && !parts[at].is_empty() {
                pad(&mut parts[at]);
                (at, ended) = (at + 1, true);
            }
            continue;
        }
        if parts[at].len() == LENGTHS[at] {
            if at == 2 {
                break;
            }
            at += 1;
        }
        parts[at].push(c);
        ended = false;
    }
    let mut text = parts[..=at].join(".");
    if !ended && text.ends_with('.') {
        text.pop();
    }
    text
}

fn pad(part: &mut String) {
    if part.len() == 1 {
        part.insert(0, '0');
    }
}

/// The day that a whole text names.
fn read(text: &str) -> Option<Date> {
    let (day, rest) = text.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    if (day.len(), month.len(), year.len()) != (2, 2, 4) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn in_words(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), u8::from(day.month()), day.year())
}

/// What the field shows of what the form keeps.
pub fn shown(value: &str) -> String {
    parse_day(value).map_or_else(|| value.to_owned(), in_words)
}

/// What the form keeps of what the field shows: a whole day, or the text as far as it has got.
pub fn kept(text: &str) -> String {
    read(text).map_or_else(|| text.to_owned(), day_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_fall_into_their_places() {
        let table = [
            ("2", "2"),
            ("24", "24"),
            ("241", "24.1"),
            ("24112026", "24.11.2026"),
            ("241120269", "24.11.2026"),
            ("5.", "05."),
            ("5.3.2026", "05.03.2026"),
            ("24/11/2026", "24.11.2026"),
            ("2026-03-05", "05.03.2026"),
            ("", ""),
            (".", ""),
        ];
        for (typed, expected) in table {
            assert_eq!(typed_date(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_day_is_kept_as_forms_send_it_and_shown_as_people_write_it() {
        assert_eq!(kept("24.11.2026"), "2026-11-24");
        assert_eq!(shown("2026-11-24"), "24.11.2026");
        for unfinished in ["24.11.20", "31.02.2026", "24", ""] {
            assert_eq!(kept(unfinished), unfinished);
            assert_eq!(shown(unfinished), unfinished);
        }
    }

    #[test]
    fn taking_letters_off_one_by_one_empties_the_field() {
        let mut text = "24.11.2026".to_owned();
        for _ in 0..10 {
            text.pop();
            text = typed_date(&text);
        }
        assert_eq!(text, "");
    }
}
