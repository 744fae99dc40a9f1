//! JSON, path and query extractors whose refusals are problems.

use std::time::Duration;

use axum::{
    extract::{FromRequest, FromRequestParts, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use montaj_wire::problem::ErrorCode;
use percent_encoding::percent_decode_str;
use serde::{Serialize, de::DeserializeOwned};

use super::error::ApiError;
use crate::app::App;

/// A JSON body, in or out.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: axum::extract::Request, app: &App) -> Result<Self, ApiError> {
        // A body that comes byte by byte holds a connection only for so long.
        let within = Duration::from_secs(app.config.http.body_secs);
        match tokio::time::timeout(within, axum::Json::<T>::from_request(request, app)).await {
            Ok(Ok(axum::Json(value))) => Ok(Self(value)),
            Ok(Err(rejection)) => Err(refusal(&rejection)),
            Err(_) => Err(ApiError::new(ErrorCode::RequestTimeout)),
        }
    }
}

fn refusal(rejection: &JsonRejection) -> ApiError {
    let code = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::UnsupportedMediaType,
        StatusCode::UNPROCESSABLE_ENTITY => ErrorCode::InvalidInput,
        _ => ErrorCode::Malformed,
    };
    ApiError::with_detail(code, rejection.body_text())
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// Path parameters; one that is no id names nothing: «not found».
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        require_utf8(parts.uri.path())?;
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| ApiError::not_found())
    }
}

/// Query parameters.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        require_utf8(parts.uri.query().unwrap_or_default())?;
        axum::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection| ApiError::with_detail(ErrorCode::Malformed, rejection.body_text()))
    }
}

/// Percent-encoded bytes that are no text would be taken for other ones than were meant.
fn require_utf8(encoded: &str) -> Result<(), ApiError> {
    match percent_decode_str(encoded).decode_utf8() {
        Ok(_) => Ok(()),
        Err(_) => Err(ApiError::with_detail(ErrorCode::Malformed, "адрес — не UTF-8")),
    }
}
