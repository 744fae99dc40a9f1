//! Russian phone numbers, however they are written.

use serde::{Deserialize, Serialize};

/// A Russian number as `+7XXXXXXXXXX`. Parsed once at the edge (PRODUCT 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "+79161234567"))]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a Russian phone number")]
pub struct InvalidPhone;

impl Phone {
    /// Takes `+7 (916) 123-45-67`, `8 916 123 45 67`, `9161234567` and the like.
    pub fn parse(text: &str) -> Result<Self, InvalidPhone> {
        let written = text.trim();
        let plausible = |c: char| c.is_ascii_digit() || " +-()\u{a0}\u{2011}.".contains(c);
        if written.chars().count() > 32 || !written.chars().all(plausible) {
            return Err(InvalidPhone);
        }
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let national = match (digits.len(), digits.as_bytes().first()) {
            (11, Some(b'7')) => &digits[1..],
            (11, Some(b'8')) if !written.starts_with('+') => &digits[1..],
            (10, _) if !written.starts_with('+') => &digits[..],
            _ => return Err(InvalidPhone),
        };
        // Area and mobile codes begin with 3, 4, 8 or 9.
        if !national.starts_with(['3', '4', '8', '9']) {
            return Err(InvalidPhone);
        }
        Ok(Self(format!("+7{national}")))
    }

    /// `+7XXXXXXXXXX`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `+7916*****67`, for logs.
    pub fn masked(&self) -> String {
        let (head, tail) = (&self.0[..5], &self.0[self.0.len() - 2..]);
        format!("{head}*****{tail}")
    }
}

impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidPhone;

    fn try_from(text: String) -> Result<Self, InvalidPhone> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_way_of_writing_it_is_the_same_number() {
        for text in [
            "+79161234567",
            "8 916 123 45 67",
            "+7 (916) 123-45-67",
            "9161234567",
            " 7.916.123.45.67 ",
            "8(916)123‑45‑67",
        ] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+79161234567", "{text}");
        }
    }

    #[test]
    fn what_is_not_a_russian_number_is_refused() {
        for text in ["", "123", "+1 916 123 45 67", "+89161234567", "8916123456a", "0161234567"] {
            assert_eq!(Phone::parse(text), Err(InvalidPhone), "{text}");
        }
    }
}
