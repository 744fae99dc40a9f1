//! The dictionary in use. Each language is a file of its own beside the program, loaded when it is
//! spoken: nobody loads words that they do not read. Native tests and development builds hold both.

use std::cell::Cell;

use montaj_client::words::{Args, Dictionary};

use super::Language;

#[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
pub(super) const RUSSIAN: &str = include_str!("../../i18n/ru.ftl");
#[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
pub(super) const ENGLISH: &str = include_str!("../../i18n/en.ftl");

thread_local! {
    static DICTIONARY: Cell<Option<&'static Dictionary>> = const { Cell::new(None) };
}

/// The dictionary in use; Russian before anything was chosen.
pub(super) fn spoken() -> &'static Dictionary {
    DICTIONARY.get().unwrap_or_else(|| {
        speak(Language::Russian, None);
        spoken()
    })
}

/// What stands in the program itself; nothing in a build for people.
const fn built_in(language: Language) -> &'static str {
    #[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
    {
        match language {
            Language::Russian => RUSSIAN,
            Language::English => ENGLISH,
        }
    }
    #[cfg(not(any(not(target_arch = "wasm32"), debug_assertions)))]
    {
        let _ = language;
        ""
    }
}

/// The language in use.
pub fn language() -> Language {
    spoken().language()
}

/// Speaks `language` from now on. Without words of its own, by those that stand in the program.
pub fn speak(language: Language, words: Option<String>) {
    // Kept for as long as the page lives: languages are changed a few times at most.
    let text = words.map_or(built_in(language), |words| Box::leak(words.into_boxed_str()));
    DICTIONARY.set(Some(Box::leak(Box::new(Dictionary::new(language, text)))));
}

/// The text under `key` with its arguments put in.
pub fn text(key: &str, args: Args<'_>) -> String {
    spoken().text(key, args)
}
