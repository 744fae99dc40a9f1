//! What the server answered, to be taken as success or as a certain refusal.

use std::marker::PhantomData;

use montaj_wire::problem::{ErrorCode, Problem};
use reqwest::{Response, StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;

/// An answer that a successful call gives as `T`.
#[derive(Debug)]
#[must_use = "say what the call should have come to: ok() or is_refused()"]
pub struct Reply<T> {
    /// `POST /api/orders`, for messages.
    call: String,
    status: StatusCode,
    headers: HeaderMap,
    body: String,
    expected: PhantomData<T>,
}

impl<T> Reply<T> {
    pub(super) async fn read(call: String, response: Response) -> reqwest::Result<Self> {
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.text().await?;
        Ok(Self { call, status, headers, body, expected: PhantomData })
    }

    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub fn body(&self) -> &str {
        &self.body
    }

    /// The error answer.
    ///
    /// # Panics
    /// It is a success, or an error that is no proper problem+json.
    #[track_caller]
    pub fn problem(self) -> Problem {
        let Self { call, status, headers, body, .. } = self;
        assert!(!status.is_success(), "{call} was not refused: {status} {body}");
        let kind = headers.get("content-type").and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default();
        assert!(kind.starts_with("application/problem+json"), "{call}: {status} {kind:?} {body}");
        let problem: Problem = serde_json::from_str(&body)
            .unwrap_or_else(|error| panic!("{call}: {status} {error}: {body}"));
        assert_eq!(problem.status, status.as_u16(), "{call}: {body}");
        problem
    }

    /// Asserts that the call was refused with this code and the code's own status.
    ///
    /// # Panics
    /// It was not.
    #[track_caller]
    pub fn is_refused(self, code: ErrorCode) -> Problem {
        let call = self.call.clone();
        let problem = self.problem();
        assert_eq!((problem.code, problem.status), (code, code.status()), "{call}: {problem:?}");
        problem
    }
}

impl<T: DeserializeOwned> Reply<T> {
    /// What the successful call answered; nothing reads as `()`.
    ///
    /// # Panics
    /// It was refused, or the answer is not a `T`.
    #[track_caller]
    pub fn ok(self) -> T {
        let Self { call, status, body, .. } = self;
        assert!(status.is_success(), "{call} was refused: {status} {body}");
        let text = if body.is_empty() { "null" } else { &body };
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{call}: {error}: {body}"))
    }
}
