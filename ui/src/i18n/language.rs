//! The languages of the interface and how each of them counts.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Russian,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    /// As in the page's `lang` and in the name of the dictionary.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    /// The one with that code; Russian comes first.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.code() == code).unwrap_or(Self::Russian)
    }

    /// As its speakers call it: whoever reads no other finds it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Russian => "Русский",
            Self::English => "English",
        }
    }

    /// The plural form that a number takes: «1 заказ», «2 заказа», «5 заказов»; “1 order”,
    /// “2 orders”.
    pub(super) const fn plural(self, number: i64) -> &'static str {
        match self {
            Self::Russian => russian(number.unsigned_abs()),
            Self::English if number.unsigned_abs() == 1 => "one",
            Self::English => "other",
        }
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
