//! Money, ratings and phone numbers.

use montaj_domain::{money::Kopecks, user::Rating};
use montaj_wire::order::{BudgetType, OrderView};

use crate::i18n::{Language, language};

/// «5 000 ₽», with kopecks only where there are any: «150,05 ₽». In English “5,000 ₽”.
pub fn money(amount: Kopecks) -> String {
    montaj_client::words::money(language(), amount)
}

/// «5 000 ₽», or that the price is negotiable.
pub fn budget(order: &OrderView) -> String {
    fixed_budget(order).unwrap_or_else(|| tr!("budget-negotiable"))
}

/// «5 000 ₽», if the order names a sum.
pub fn fixed_budget(order: &OrderView) -> Option<String> {
    order.budget_kopecks.filter(|_| order.budget_type == BudgetType::Fixed).map(money)
}

/// A sum of roubles as people type it: «12 000», «12000,50». `None` for anything else.
pub fn roubles(typed: &str) -> Option<Kopecks> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '₽').collect();
    let (whole, part) = bare.split_once([',', '.']).unwrap_or((&bare, ""));
    if part.len() > 2 || !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| *whole >= 0)?;
    let part: i64 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().ok()? };
    whole.checked_mul(100)?.checked_add(part).map(Kopecks::new)
}

/// The digits of a sum with thousands apart, as one types it into a field.
pub fn grouped_roubles(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).take(9).collect();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A Russian number in its form as one types it: «+7 (916) 123». Eight, seven, plus seven and none
/// of them before it all mean the same.
pub fn typed_phone(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return if typed.trim().starts_with('+') { "+".to_owned() } else { String::new() };
    }
    let national = digits.strip_prefix(['7', '8']).unwrap_or(&digits);
    let mut phone = "+7".to_owned();
    for (at, digit) in national.chars().take(10).enumerate() {
        phone.push_str(match at {
            0 => " (",
            3 => ") ",
            6 | 8 => "-",
            _ => "",
        });
        phone.push(digit);
    }
    phone
}

/// «4,7», “4.7”.
pub fn rating(rating: Rating) -> String {
    let tenths = (rating.as_hundredths() + 5) / 10;
    let point = match language() {
        Language::Russian => ',',
        Language::English => '.',
    };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

/// `+79161234567` as «+7 916 123-45-67»; anything else as it is.
pub fn phone(number: &str) -> String {
    let digits = number
        .strip_prefix("+7")
        .filter(|rest| rest.len() == 10 && rest.chars().all(|c| c.is_ascii_digit()));
    match digits {
        Some(d) => {
            format!("+7\u{a0}{}\u{a0}{}-{}-{}", &d[..3], &d[3..6], &d[6..8], &d[8..])
        }
        None => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::speak;

    fn spaced(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn money_reads_as_each_language_writes_it() {
        let sums =
            [(500_000, "5 000 ₽", "5,000 ₽"), (123_456_789, "1 234 567,89 ₽", "1,234,567.89 ₽")];
        for (kopecks, russian, english) in sums {
            speak(Language::Russian, None);
            assert_eq!(spaced(&money(Kopecks::new(kopecks))), russian);
            speak(Language::English, None);
            assert_eq!(spaced(&money(Kopecks::new(kopecks))), english);
            assert!(money(Kopecks::new(kopecks)).ends_with("\u{a0}₽"), "torn from its sign");
        }
        assert_eq!(rating(Rating::from_hundredths(467)), "4.7");
    }

    #[test]
    fn typed_sums_are_read_however_they_are_written() {
        assert_eq!(roubles("12 000"), Some(Kopecks::from_roubles(12_000)));
        assert_eq!(roubles("3000,5 ₽"), Some(Kopecks::new(300_050)));
        for wrong in ["", "-5", "1,234", "много", "1e9"] {
            assert_eq!(roubles(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sum_is_grouped_while_it_is_typed() {
        assert_eq!(grouped_roubles("1500000").replace('\u{a0}', " "), "1 500 000");
        assert_eq!(grouped_roubles("3 00").replace('\u{a0}', " "), "300");
    }

    #[test]
    fn a_phone_number_takes_its_form_however_it_is_written() {
        for typed in [
            "+79161234567",
            "89161234567",
            "9161234567",
            "8 (916) 123-45-67",
            "+7\u{a0}916\u{a0}123-45-67 ",
            "tel:+7-916-123-45-67",
        ] {
            assert_eq!(typed_phone(typed), "+7 (916) 123-45-67", "{typed}");
        }
        assert_eq!(typed_phone("9"), "+7 (9");
        assert_eq!(typed_phone("+7"), "+7");
        assert_eq!(typed_phone("+"), "+");
        assert_eq!(typed_phone(""), "");
    }

    #[test]
    fn what_is_in_its_form_stays_as_it_is() {
        for length in 0..=10 {
            let typed = typed_phone(&format!("+7{}", &"9161234567"[..length]));
            assert_eq!(typed_phone(&typed), typed);
        }
    }

    #[test]
    fn a_rating_has_one_decimal() {
        assert_eq!(rating(Rating::from_hundredths(467)), "4,7");
        assert_eq!(rating(Rating::INITIAL), "3,0");
    }

    #[test]
    fn a_phone_number_is_easy_to_read_out() {
        assert_eq!(phone("+79161234567").replace('\u{a0}', " "), "+7 916 123-45-67");
        assert_eq!(phone("112"), "112");
    }
}
