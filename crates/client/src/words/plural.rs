//! How languages count.

use crate::local::Language;

/// The plural form that a number takes: «1 заказ», «2 заказа», «5 заказов»; “1 order”, “2 orders”.
pub(super) const fn plural(language: Language, number: i64) -> &'static str {
    match language {
        Language::Russian => russian(number.unsigned_abs()),
        Language::English if number.unsigned_abs() == 1 => "one",
        Language::English => "other",
    }
}

const fn russian(number: u64) -> &'static str {
    match (number % 100 / 10, number % 10) {
        (1, _) => "many",
        (_, 1) => "one",
        (_, 2..=4) => "few",
        _ => "many",
    }
}
