//! The two ways SMSC answers: JSON (`fmt=3`) and the plain line a client gets that forgot to ask.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// SMSC's error numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Parameters = 1,
    Credentials,
    NoMoney,
    AddressBlocked,
    Date,
    ForbiddenText,
    PhoneFormat,
    Undeliverable,
    TooManyOfTheSame,
}

impl Refusal {
    const ALL: [Self; 9] = [
        Self::Parameters,
        Self::Credentials,
        Self::NoMoney,
        Self::AddressBlocked,
        Self::Date,
        Self::ForbiddenText,
        Self::PhoneFormat,
        Self::Undeliverable,
        Self::TooManyOfTheSame,
    ];

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| *refusal as u8 == code)
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Parameters => "parameters error",
            Self::Credentials => "authorise error",
            Self::NoMoney => "no money",
            Self::AddressBlocked => "IP is blocked",
            Self::Date => "invalid date",
            Self::ForbiddenText => "message is denied",
            Self::PhoneFormat => "invalid number",
            Self::Undeliverable => "message to this phone can't be delivered",
            Self::TooManyOfTheSame => "duplicate request, wait a minute",
        }
    }
}

/// What the caller asked for with `fmt`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    json: bool,
}

impl Format {
    pub(super) const JSON: Self = Self { json: true };

    pub(super) fn of(fmt: Option<&str>) -> Self {
        Self { json: fmt == Some("3") }
    }

    pub(super) fn refuse(self, refusal: Refusal, id: Option<&str>) -> Response {
        if !self.json {
            return format!("ERROR = {} ({})", refusal as u8, refusal.text()).into_response();
        }
        let mut body = Map::new();
        body.insert("error".to_owned(), json!(refusal.text()));
        body.insert("error_code".to_owned(), json!(refusal as u8));
        if let Some(id) = id {
            body.insert("id".to_owned(), id_value(id));
        }
        Json(body).into_response()
    }

    pub(super) fn answer(
        self,
        fields: Map<String, Value>,
        line: impl FnOnce() -> String,
    ) -> Response {
        if self.json { Json(fields).into_response() } else { line().into_response() }
    }
}

/// A numeric id travels as a number, any other as text.
pub(super) fn id_value(id: &str) -> Value {
    id.parse::<u64>().map_or_else(|_| json!(id), |number| json!(number))
}
