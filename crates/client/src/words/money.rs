//! Sums as each language writes them.

use montaj_domain::money::Kopecks;

use crate::local::Language;

/// «5 000 ₽», “5,000 ₽”.
pub fn money(language: Language, amount: Kopecks) -> String {
    let russian = amount.to_string();
    match language {
        Language::Russian => russian,
        // The space before the sign stays: the sum is not torn from it.
        Language::English => match russian.rsplit_once('\u{a0}') {
            Some((number, sign)) => {
                let number = number.replace(',', ".").replace('\u{a0}', ",");
                format!("{number}\u{a0}{sign}")
            }
            None => russian,
        },
    }
}
