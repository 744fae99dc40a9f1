//! What SMSC answers: an id for an accepted message, or an error with its number. (`fuzz/` includes
//! this very file.)

use serde::Deserialize;

/// A refusal by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("1, wrong parameters")]
    Parameters,
    #[error("2, wrong login or password")]
    Credentials,
    #[error("3, no money on the account")]
    NoMoney,
    #[error("4, our address is blocked for its errors")]
    AddressBlocked,
    #[error("5, wrong date")]
    Date,
    #[error("6, the text is forbidden")]
    ForbiddenText,
    #[error("7, not a phone number")]
    PhoneFormat,
    #[error("8, the phone cannot be reached")]
    Undeliverable,
    #[error("9, too many of the same")]
    TooManyOfTheSame,
    #[error("{0}, not documented")]
    Other(i64),
}

impl Refusal {
    const fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Parameters,
            2 => Self::Credentials,
            3 => Self::NoMoney,
            4 => Self::AddressBlocked,
            5 => Self::Date,
            6 => Self::ForbiddenText,
            7 => Self::PhoneFormat,
            8 => Self::Undeliverable,
            9 => Self::TooManyOfTheSame,
            other => Self::Other(other),
        }
    }

    /// Whether the same message may go out later: what is wrong lies with the account, which an
    /// operator mends, or passes by itself.
    pub const fn is_passing(self) -> bool {
        match self {
            Self::Credentials
            | Self::NoMoney
            | Self::AddressBlocked
            | Self::TooManyOfTheSame
            | Self::Other(_) => true,
            Self::Parameters
            | Self::Date
            | Self::ForbiddenText
            | Self::PhoneFormat
            | Self::Undeliverable => false,
        }
    }
}

/// An answer that does not say «accepted».
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAccepted {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("unreadable: {0}")]
    Unreadable(String),
}

#[derive(Debug, Deserialize)]
struct Body {
    /// A number or a text, as the id was given.
    id: Option<serde_json::Value>,
    error_code: Option<i64>,
}

/// The verdict in the body of an answer.
pub fn read(body: &[u8]) -> Result<(), NotAccepted> {
    let body: Body =
        serde_json::from_slice(body).map_err(|error| NotAccepted::Unreadable(error.to_string()))?;
    match (body.error_code, body.id) {
        (Some(code), _) => Err(Refusal::from_code(code).into()),
        (None, Some(_)) => Ok(()),
        (None, None) => Err(NotAccepted::Unreadable("neither id nor error".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_means_accepted_and_an_error_code_refused() {
        assert_eq!(read(br#"{"id":12,"cnt":1}"#), Ok(()));
        assert_eq!(read(br#"{"id":"0197-a","cnt":1}"#), Ok(()));
        let no_money = read(br#"{"error":"no money","error_code":3,"id":12}"#).unwrap_err();
        assert_eq!(no_money, NotAccepted::Refused(Refusal::NoMoney));
        assert!(Refusal::NoMoney.is_passing());
    }

    #[test]
    fn what_cannot_be_read_is_no_answer() {
        for body in ["", "<html>", "{}", "OK - 1 SMS, ID - 5"] {
            let error = read(body.as_bytes()).unwrap_err();
            assert!(matches!(error, NotAccepted::Unreadable(_)), "{body}");
        }
    }

    #[test]
    fn a_message_that_can_never_go_out_is_given_up() {
        let passing = |code| Refusal::from_code(code).is_passing();
        assert_eq!((1..=9).filter(|code| passing(*code)).collect::<Vec<_>>(), [2, 3, 4, 9]);
    }
}
