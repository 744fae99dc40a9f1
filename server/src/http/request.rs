//! What every request gets: an id, a line in the log, a figure, and an answer even if it panics.

use std::any::Any;

use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use montaj_domain::{ambient::Entropy, ids::OperationId};
use montaj_wire::problem::{ErrorCode, Problem};
use tokio::time::Instant;
use tracing::Instrument;

use super::error::problem_response;
use crate::ambient::{SystemClock, SystemEntropy};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const MAX_PROBLEM_BYTES: usize = 64 * 1024;

/// Names the request, follows it, and puts its name into the answer.
///
/// The log holds the route's pattern, not the path with its ids, and nothing of headers or body.
pub async fn observe(request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id, %method, route);
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, took_ms = took.as_millis(), "answered"));
    metrics::histogram!(
        "http_request_seconds",
        "method" => method.to_string(), "route" => route, "status" => status.to_string(),
    )
    .record(took.as_secs_f64());
    with_id(response, &id).await
}

fn request_id(request: &Request) -> String {
    let plausible = |text: &&str| {
        (8..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let given = request.headers().get(&REQUEST_ID).and_then(|value| value.to_str().ok());
    given.filter(plausible).map_or_else(fresh_id, str::to_owned)
}

fn fresh_id() -> String {
    use montaj_domain::ambient::Clock;
    OperationId::new(SystemClock.now(), &SystemEntropy as &dyn Entropy).to_string()
}

async fn with_id(response: Response, id: &str) -> Response {
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value == "application/problem+json");
    let mut response = if is_problem { name_problem(response, id).await } else { response };
    if let Ok(value) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

async fn name_problem(response: Response, id: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, MAX_PROBLEM_BYTES).await.unwrap_or_default();
    let named = serde_json::from_slice::<Problem>(&bytes)
        .map(|problem| Problem { request_id: id.to_owned(), ..problem })
        .and_then(|problem| serde_json::to_vec(&problem));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(named.unwrap_or_else(|_| bytes.to_vec())))
}

/// The answer to a request whose handler panicked: a defect of ours.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(message, "a handler panicked");
    problem_response(&Problem::new(ErrorCode::Internal))
}
