//! Text for people, by key, from the embedded dictionary `ui/i18n/ru.ftl`.
//!
//! `tr!("key")` and `tr!("key", name = value)` give the text. A test holds every key that the
//! sources use against the dictionary, and the dictionary against the sources.

/// The text under `key`; an unknown key is shown as it is, so that the page still works.
#[macro_export]
macro_rules! tr {
    ($key:expr) => { $crate::i18n::text($key, &[]) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::text($key, &[$((stringify!($name), $crate::i18n::Arg::from($value))),+])
    };
}

mod names;
mod pattern;
#[cfg(test)]
mod tests;

pub use names::*;
pub use pattern::Arg;
use pattern::{Args, entries, filled};

const RUSSIAN: &str = include_str!("../../i18n/ru.ftl");

thread_local! {
    static DICTIONARY: Vec<(&'static str, &'static str)> = entries(RUSSIAN);
}

/// The text under `key` with its arguments put in.
pub fn text(key: &str, args: Args<'_>) -> String {
    DICTIONARY.with(|dictionary| {
        let entry = dictionary.iter().find(|(known, _)| *known == key);
        entry.map_or_else(|| key.to_owned(), |(_, pattern)| filled(pattern, args))
    })
}
