//! One error for all handlers; it travels as `application/problem+json`.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use montaj_domain::{
    code::CodeError, order::OrderError, response::ResponseError, user::SignInRefusal,
};
use montaj_store::StoreError;
use montaj_wire::problem::{ErrorCode, FieldError, Problem};

use crate::{passwords::PasswordError, tokens::TokenError};

/// When to try again after the storage failed: soon, for it may be a lock that is gone by then.
const STORAGE_RETRY_SECS: i64 = 2;

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The client's doing, or the state of things: told in full.
    #[error("{}", .0.code)]
    Problem(Box<Problem>),
    /// As above, with the seconds after which another try makes sense.
    #[error("{}", .0.code)]
    RetryAfter(Box<Problem>, i64),
    /// Ours: logged here, told as «internal» only.
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Internal(String),
}

impl ApiError {
    pub fn new(code: ErrorCode) -> Self {
        Self::Problem(Box::new(Problem::new(code)))
    }

    /// With a Russian sentence that says more than the title.
    pub fn with_detail(code: ErrorCode, detail: impl Into<String>) -> Self {
        let detail = Some(detail.into());
        Self::Problem(Box::new(Problem { detail, ..Problem::new(code) }))
    }

    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self::Problem(Box::new(Problem { errors, ..Problem::new(ErrorCode::InvalidInput) }))
    }

    pub fn invalid_field(field: &'static str, code: &'static str, message: &str) -> Self {
        let message = message.to_owned();
        Self::invalid(vec![FieldError { field: field.into(), code: code.into(), message }])
    }

    pub fn retry_after(secs: i64) -> Self {
        let detail = Some(format!("Повторите через {secs} с"));
        let problem = Problem { detail, ..Problem::new(ErrorCode::RateLimited) };
        Self::RetryAfter(Box::new(problem), secs)
    }

    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }

    pub fn not_found() -> Self {
        Self::new(ErrorCode::NotFound)
    }

    pub fn forbidden() -> Self {
        Self::new(ErrorCode::Forbidden)
    }

    /// The code that a program gets.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Problem(problem) | Self::RetryAfter(problem, _) => problem.code,
            Self::Store(StoreError::Unavailable(_)) => ErrorCode::StorageUnavailable,
            Self::Store(_) | Self::Internal(_) => ErrorCode::Internal,
        }
    }

    fn into_problem(self) -> (Problem, Option<i64>) {
        match self {
            Self::Problem(problem) => (*problem, None),
            Self::RetryAfter(problem, secs) => (*problem, Some(secs)),
            Self::Store(error @ StoreError::Unavailable(_)) => {
                tracing::error!(%error, "request not done");
                (Problem::new(ErrorCode::StorageUnavailable), Some(STORAGE_RETRY_SECS))
            }
            Self::Store(error) => {
                tracing::error!(%error, "request failed");
                (Problem::new(ErrorCode::Internal), None)
            }
            Self::Internal(error) => {
                tracing::error!(%error, "request failed");
                (Problem::new(ErrorCode::Internal), None)
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (problem, retry_after_secs) = self.into_problem();
        let mut response = problem_response(&problem);
        if let Some(secs) = retry_after_secs {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs.max(1)));
        }
        response
    }
}

/// The answer for a problem; the request id is put in by [`super::request_id`].
pub fn problem_response(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let content_type = HeaderValue::from_static("application/problem+json");
    (status, [(header::CONTENT_TYPE, content_type)], body).into_response()
}

impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> Self {
        Self::new(error.into())
    }
}

impl From<ResponseError> for ApiError {
    fn from(error: ResponseError) -> Self {
        Self::new(match error {
            ResponseError::NotAnExecutor => ErrorCode::Forbidden,
            ResponseError::NotActive => ErrorCode::AccountPending,
            ResponseError::OrderNotPublished => ErrorCode::OrderNotPublished,
            ResponseError::OtherSpecialization => ErrorCode::OtherSpecialization,
            ResponseError::AlreadyResponded => ErrorCode::AlreadyResponded,
        })
    }
}

impl From<SignInRefusal> for ApiError {
    fn from(refusal: SignInRefusal) -> Self {
        Self::new(refusal.into())
    }
}

impl From<PasswordError> for ApiError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::retry_after(1),
            PasswordError::Hash(_) | PasswordError::Interrupted => Self::internal(error),
        }
    }
}

impl From<CodeError> for ApiError {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Expired => Self::new(ErrorCode::CodeExpired),
            CodeError::Burned => Self::new(ErrorCode::CodeBurned),
            CodeError::Wrong { tries_left } => {
                Self::with_detail(ErrorCode::WrongCode, format!("Осталось попыток: {tries_left}"))
            }
        }
    }
}

impl From<TokenError> for ApiError {
    fn from(error: TokenError) -> Self {
        Self::new(match error {
            TokenError::Invalid => ErrorCode::Unauthenticated,
            TokenError::Expired => ErrorCode::TokenExpired,
        })
    }
}
