//! Taxpayer (INN) and registration (OGRN) numbers with their checksums (PRODUCT 1.1).

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidNumber {
    #[error("wrong number of digits")]
    Length,
    #[error("something other than digits")]
    NotDigits,
    #[error("the checksum does not match")]
    Checksum,
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $valid:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn parse(text: &str) -> Result<Self, InvalidNumber> {
                let digits = digits(text.trim())?;
                $valid(&digits)?;
                Ok(Self(text.trim().to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidNumber;

            fn try_from(text: String) -> Result<Self, InvalidNumber> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    };
}

number!(
    /// INN: 10 digits for a company, 12 for a person.
    Inn, check_inn
);
number!(
    /// OGRN: 13 digits for a company, 15 for a sole trader (OGRNIP).
    Ogrn, check_ogrn
);

fn digits(text: &str) -> Result<Vec<u64>, InvalidNumber> {
    text.chars().map(|c| c.to_digit(10).map(u64::from).ok_or(InvalidNumber::NotDigits)).collect()
}

fn check_inn(digits: &[u64]) -> Result<(), InvalidNumber> {
    const WEIGHTS: [u64; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let control = |count: usize| {
        let weights = &WEIGHTS[WEIGHTS.len() - count..];
        digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u64>() % 11 % 10
    };
    let matches = match digits.len() {
        10 => control(9) == digits[9],
        12 => control(10) == digits[10] && control(11) == digits[11],
        _ => return Err(InvalidNumber::Length),
    };
    if matches { Ok(()) } else { Err(InvalidNumber::Checksum) }
}

fn check_ogrn(digits: &[u64]) -> Result<(), InvalidNumber> {
    let modulus = match digits.len() {
        13 => 11,
        15 => 13,
        _ => return Err(InvalidNumber::Length),
    };
    let (control, body) = digits.split_last().ok_or(InvalidNumber::Length)?;
    let number = body.iter().fold(0, |number, digit| number * 10 + digit);
    if number % modulus % 10 == *control { Ok(()) } else { Err(InvalidNumber::Checksum) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_numbers_pass() {
        for inn in ["7707083893", "500100732259"] {
            assert!(Inn::parse(inn).is_ok(), "{inn}");
        }
        for ogrn in ["1027700132195", "304500116000157"] {
            assert!(Ogrn::parse(ogrn).is_ok(), "{ogrn}");
        }
    }

    #[test]
    fn a_wrong_digit_length_or_sign_is_named() {
        assert_eq!(Inn::parse("7707083894"), Err(InvalidNumber::Checksum));
        assert_eq!(Inn::parse("77070838"), Err(InvalidNumber::Length));
        assert_eq!(Inn::parse("770708389x"), Err(InvalidNumber::NotDigits));
        assert_eq!(Ogrn::parse("1027700132196"), Err(InvalidNumber::Checksum));
        assert_eq!(Ogrn::parse(""), Err(InvalidNumber::Length));
    }
}
