//! Finds contacts hidden in a text (PRODUCT 2.2): phones, e-mails, links, messenger handles.
//!
//! Contacts are exchanged only through selection. The check is deliberately eager about phones
//! (digits with anything between them) and careful about prices, sizes and dates.

use std::ops::Range;

use crate::text::{is_mark, lower};

/// What kind of contact was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    Phone,
    Email,
    Link,
    Handle,
}

/// A contact and where it stands, in characters from the beginning of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundContact {
    pub kind: ContactKind,
    pub at: Range<usize>,
}

/// The first contact in the text, if there is one.
pub fn find(text: &str) -> Option<FoundContact> {
    let chars: Vec<char> = text.chars().map(plain).collect();
    find_in_words(&chars).or_else(|| find_phone(&chars))
}

/// One character for each, so that places stay: in lower case, wide and ornate forms as usual ones.
fn plain(c: char) -> char {
    let code = u32::from(c);
    let usual = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0),
        '\u{660}'..='\u{669}' => char::from_digit(code - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(code - 0x6f0, 10),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((code - 0x1d7ce) % 10, 10),
        _ => None,
    };
    lower(usual.unwrap_or(c))
}

fn find_in_words(chars: &[char]) -> Option<FoundContact> {
    let mut start = 0;
    while start < chars.len() {
        if chars[start].is_whitespace() {
            start += 1;
            continue;
        }
        let length = chars[start..].iter().take_while(|c| !c.is_whitespace()).count();
        let word: String = chars[start..start + length].iter().collect();
        if let Some(kind) = contact_word(&word) {
            return Some(FoundContact { kind, at: start..start + length });
        }
        start += length;
    }
    None
}

fn contact_word(word: &str) -> Option<ContactKind> {
    const MESSENGERS: [&str; 6] = ["t.me/", "wa.me/", "viber:", "tg://", "vk.com/", "max.ru/"];
    const ENDINGS: [&str; 10] =
        [".ru", ".com", ".рф", ".org", ".net", ".su", ".info", ".online", ".site", ".me"];
    let bare = word.trim_matches(|c: char| ",.;:!?()«»\"'".contains(c));
    if let Some((local, host)) = bare.split_once('@') {
        return match (local.is_empty(), host.contains('.')) {
            (false, true) => Some(ContactKind::Email),
            (true, _) if is_handle(host) => Some(ContactKind::Handle),
            _ => None,
        };
    }
    if MESSENGERS.iter().any(|m| bare.contains(m)) {
        return Some(ContactKind::Handle);
    }
    let host = bare.split('/').next().unwrap_or(bare);
    let is_site = ENDINGS.iter().any(|e| host.len() > e.len() && host.ends_with(e));
    (bare.contains("://") || bare.starts_with("www.") || is_site).then_some(ContactKind::Link)
}

fn is_handle(name: &str) -> bool {
    name.chars().count() >= 4 && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// Ten or eleven digits in one run, where signs and single spaces may stand between them and the
/// run looks like a Russian number.
fn find_phone(chars: &[char]) -> Option<FoundContact> {
    let mut start = 0;
    while start < chars.len() {
        if !starts_number(chars, start) {
            start += 1;
            continue;
        }
        let (digits, end) = digit_run(&chars[start..]);
        if is_phone(&digits) {
            return Some(FoundContact { kind: ContactKind::Phone, at: start..start + end });
        }
        start += end.max(1);
    }
    None
}

fn starts_number(chars: &[char], at: usize) -> bool {
    chars[at].is_ascii_digit()
        || (chars[at] == '+' && chars.get(at + 1).is_some_and(char::is_ascii_digit))
}

fn digit_run(chars: &[char]) -> (String, usize) {
    let mut digits = String::new();
    let mut end = 0;
    let mut gap = 0;
    for (index, &c) in chars.iter().enumerate() {
        if c.is_ascii_digit() {
            digits.push(c);
            end = index + 1;
            gap = 0;
        } else if is_mark(c) {
            // 8⃣9⃣1⃣6⃣: digits dressed up as emoji.
        } else if " -+().\u{a0}\u{2011}–_*".contains(c) && gap < 3 {
            gap += 1;
        } else {
            break;
        }
    }
    (digits, end)
}

fn is_phone(digits: &str) -> bool {
    match digits.len() {
        10 => digits.starts_with('9'),
        11 => digits.starts_with("79") || digits.starts_with('8') || digits.starts_with("74"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_found_where_they_stand() {
        let cases = [
            ("Звоните 8 (916) 123-45-67 вечером", ContactKind::Phone),
            ("пишите +79161234567", ContactKind::Phone),
            ("9 1 6 1 2 3 4 5 6 7", ContactKind::Phone),
            ("８９１６ 123 𝟜𝟝 67", ContactKind::Phone),
            ("8\u{20e3}9\u{20e3}1\u{20e3}6\u{20e3}1234567", ContactKind::Phone),
            ("anna＠mail．ru", ContactKind::Email),
            ("почта anna@mail.ru.", ContactKind::Email),
            ("наш сайт okna-plus.ru", ContactKind::Link),
            ("смотрите https://example.org/x", ContactKind::Link),
            ("телеграм @master_okon", ContactKind::Handle),
            ("t.me/master", ContactKind::Handle),
        ];
        for (text, kind) in cases {
            assert_eq!(find(text).map(|found| found.kind), Some(kind), "{text}");
        }
        let found = find("Звоните 8 (916) 123-45-67 вечером").unwrap();
        assert_eq!(found.at, 8..25);
        // A letter that is two in lower case moves nothing.
        assert_eq!(find("İ 8 (916) 123-45-67").map(|found| found.at), Some(2..19));
    }

    #[test]
    fn prices_sizes_and_dates_are_no_contacts() {
        for text in [
            "Окно 1200х1400, бюджет 25 000 ₽, до 15.12.2026",
            "Три двери 2000x800x40 мм, 3 этаж, кв. 45",
            "Потолок 18,5 кв.м., монтаж 10.01.2026-15.01.2026",
            "Работа с 9:00 до 18:00, 2 комнаты и т.д.",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
