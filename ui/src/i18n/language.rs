//! The languages of the interface.

pub use montaj_client::local::Language;

/// The one with that code; Russian comes first.
pub fn language_of(code: &str) -> Language {
    let known = Language::ALL.into_iter().find(|language| language.code() == code);
    known.unwrap_or(Language::Russian)
}

/// As its speakers call it: whoever reads no other finds it.
pub const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Russian => "Русский",
        Language::English => "English",
    }
}
