//! Text for people, by key, from the dictionaries `ui/i18n/ru.ftl` and `en.ftl`.
//!
//! `tr!("key")` and `tr!("key", name = value)` give the text in the language in use. Tests hold
//! every key that the sources use against both dictionaries, and the dictionaries against the
//! sources and each other.

/// The text under `key`; an unknown key is shown as it is, so that the page still works.
#[macro_export]
macro_rules! tr {
    ($key:expr) => { $crate::i18n::text($key, &[]) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::text($key, &[$((stringify!($name), $crate::i18n::Arg::from($value))),+])
    };
}

mod dictionary;
mod failures;
mod language;
mod names;
mod served;
#[cfg(test)]
mod tests;

pub use dictionary::{language, speak, text};
pub use failures::{
    contact_text, error_text, field_error_text, length_text, order_issue_text, problem_text,
};
pub use language::{Language, language_of, own_name};
pub use montaj_client::words::Arg;
pub use names::*;
pub use served::{notification_body, notification_title};
