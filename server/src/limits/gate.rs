//! Where limits are asked: before every call below `/api`, and whenever somebody signed in writes.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use montaj_domain::ids::UserId;

use super::{Client, Trusted, Visit, Writing};
use crate::{app::App, http::error::ApiError};

/// Finds out whose request it is, takes it from their bucket, and tells the handler.
pub async fn watch(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let config = &app.config;
    let trusted = Trusted { proxies: &config.http.trusted_proxies, exempt: &config.limits.exempt };
    let client =
        peer.map_or(Client::UNKNOWN, |peer| Client::find(peer, request.headers(), trusted));
    let visit = visit(request.extensions().get::<MatchedPath>());
    if let Err(refusal) = app.limits.admit_visit(client, visit, app.now()) {
        return refusal.into_response();
    }
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// Takes a change from the bucket of the person who asks for it; reading is free.
///
/// # Errors
/// `rate_limited`, with the seconds to wait.
pub fn admit_writing(app: &App, parts: &Parts, person: UserId) -> Result<(), ApiError> {
    let is_exempt = parts.extensions.get::<Client>().is_some_and(|client| client.is_exempt);
    if is_exempt || matches!(parts.method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let writing = match (&parts.method, path) {
        (&Method::POST, "/api/chat/{orderId}/messages") => Writing::Message,
        (&Method::POST, "/api/orders") => Writing::Order,
        (&Method::POST, "/api/responses") => Writing::Response,
        _ => Writing::Other,
    };
    app.limits.admit_writing(person, writing, app.now())
}

fn visit(path: Option<&MatchedPath>) -> Visit {
    match path.map_or("", MatchedPath::as_str) {
        "/api/auth/login" | "/api/auth/verify-sms" | "/api/auth/reset-password" => Visit::SignIn,
        "/api/auth/register" | "/api/auth/send-sms" | "/api/auth/request-reset" => Visit::Codes,
        "/api/ws" => Visit::Socket,
        _ => Visit::Request,
    }
}
