//! Text that people write: cleaned of invisible tricks and held to a length.

mod case;
mod find;
mod hidden;

use serde::{Deserialize, Serialize};

pub use case::{lower, lowered};
pub use find::{Needle, SEARCHED};
pub(crate) use hidden::is_mark;
pub use hidden::{clean, clean_line};

/// Why a text was refused; `min` and `max` are counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    #[error("shorter than {min} characters")]
    TooShort { min: usize },
    #[error("longer than {max} characters")]
    TooLong { max: usize },
}

/// The inclusive bounds of a text's length, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    pub min: usize,
    pub max: usize,
    is_line: bool,
}

impl Length {
    /// Of a text that may have several lines.
    pub const fn new(min: usize, max: usize) -> Self {
        Self { min, max, is_line: false }
    }

    /// Of a text on one line: line breaks in it become spaces.
    pub const fn line(min: usize, max: usize) -> Self {
        Self { min, max, is_line: true }
    }

    /// Cleans `text` and holds it to these bounds.
    pub fn check(self, text: &str) -> Result<String, InvalidText> {
        let cleaned = if self.is_line { clean_line(text) } else { clean(text) };
        match cleaned.chars().count() {
            count if count < self.min => Err(InvalidText::TooShort { min: self.min }),
            count if count > self.max => Err(InvalidText::TooLong { max: self.max }),
            _ => Ok(cleaned),
        }
    }
}

/// PRODUCT 2.1.
pub const TITLE: Length = Length::line(10, 200);
/// PRODUCT 2.1; the upper bound keeps a page readable.
pub const DESCRIPTION: Length = Length::new(20, 5000);
pub const ADDRESS: Length = Length::line(3, 300);
pub const REGION: Length = Length::line(2, 100);
pub const PERSON_NAME: Length = Length::line(2, 120);
pub const EMAIL: Length = Length::line(3, 254);
/// A covering message, a messenger handle, a short description.
pub const SHORT: Length = Length::new(0, 500);
pub const COVER_MESSAGE: Length = Length::new(0, 2000);
/// PRODUCT 4.2: a refusal is given with a reason.
pub const REASON: Length = Length::new(3, 500);
/// PRODUCT 5.2.
pub const CHAT_MESSAGE: Length = Length::new(1, 4000);

/// An e-mail address by its shape only: whether it receives mail, a letter to it tells.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let no_spaces = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let labels_fit = host.split('.').count() >= 2
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    let local_fits =
        !local.is_empty() && local.len() <= 64 && !local.contains(['@', '<', '>', '"']);
    no_spaces && local_fits && labels_fit && EMAIL.check(text).is_ok()
}

/// The form in which texts are searched: lower case, ё as е, runs of white space as one space.
pub fn search_form(text: &str) -> String {
    let lowered = lowered(text).replace('ё', "е");
    lowered.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_hidden_characters_is_empty() {
        assert_eq!(CHAT_MESSAGE.check("\u{200b} \u{7}"), Err(InvalidText::TooShort { min: 1 }));
        assert_eq!(PERSON_NAME.check("\u{3164}\u{202e}"), Err(InvalidText::TooShort { min: 2 }));
    }

    #[test]
    fn a_name_stands_on_one_line() {
        let name = PERSON_NAME.check("Анна\n\n\u{202e}Поддержка сайта").unwrap();
        assert_eq!(name, "Анна Поддержка сайта");
        assert!(DESCRIPTION.check("Первая строка\nи вторая строка").unwrap().contains('\n'));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(TITLE.check("Окно в кух").is_ok());
        assert_eq!(TITLE.check("Окно"), Err(InvalidText::TooShort { min: 10 }));
        assert_eq!(TITLE.check(&"я".repeat(201)), Err(InvalidText::TooLong { max: 200 }));
    }

    #[test]
    fn emails_are_known_by_their_shape() {
        for good in ["anna@example.ru", "a.b+c@пример.рф"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["anna", "@example.ru", "a@b", "a b@c.ru", "a@b..ru", "a@@b.ru"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
