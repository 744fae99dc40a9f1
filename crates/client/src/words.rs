//! What people read: texts by key, out of the dictionaries of `ui/i18n`. The hosts bring those:
//! the window loads the one that it speaks, the shell has both. So each says the same by the same
//! words, and the engine has none.

mod money;
mod pattern;
mod plural;
mod popup;
mod served;

pub use money::money;
pub use pattern::{Arg, Args, entries};
pub use popup::Told;

use crate::local::Language;

/// The texts of one language.
#[derive(Debug)]
pub struct Dictionary {
    language: Language,
    /// Sorted by their keys.
    entries: Vec<(&'static str, &'static str)>,
}

impl Dictionary {
    /// Of a file in the manner of Fluent.
    pub fn new(language: Language, text: &'static str) -> Self {
        let mut entries = entries(text);
        entries.sort_unstable_by_key(|(key, _)| *key);
        Self { language, entries }
    }

    /// The language of its texts.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text under `key` with its arguments put in; an unknown key is shown as it is, so that
    /// the page still works.
    pub fn text(&self, key: &str, args: Args<'_>) -> String {
        self.known_text(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Self::text`]; `None` for a key that this language does not have.
    pub fn known_text(&self, key: &str, args: Args<'_>) -> Option<String> {
        let at = self.entries.binary_search_by_key(&key, |(known, _)| *known).ok()?;
        Some(pattern::filled(self.entries[at].1, args, self.language))
    }
}
