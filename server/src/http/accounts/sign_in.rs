//! Starting a device's session, and handing over its tokens in the body or as a cookie.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use montaj_domain::{
    ids::{SessionId, UserId},
    text,
    timestamp::Timestamp,
};
use montaj_store::{
    Tx,
    sessions::{self, Session},
    settings,
    users::User,
};
use montaj_wire::account::{Refreshed, SignedIn, TokenPair};
use serde::Serialize;

use crate::{
    app::App,
    http::{error::ApiError, json::Json},
    views,
};

const COOKIE: &str = "montaj_refresh";
const COOKIE_PATH: &str = "/api/auth";
const MAX_DEVICE_NAME_CHARS: usize = 100;

/// Signs the person in on a device: a new session with its first tokens.
pub async fn start(
    app: &App,
    tx: &mut Tx,
    user: &User,
    device_name: Option<&str>,
    now: Timestamp,
) -> Result<SignedIn, ApiError> {
    let id = SessionId::new(now, &*app.entropy);
    let session = Session {
        id,
        user_id: user.id,
        device_name: readable_name(device_name),
        generation: 1,
        confirmed_generation: 0,
        rotated_at: now,
        created_at: now,
        last_used_at: now,
        expires_at: now.plus_days(app.tokens.refresh_token_days),
        ended_at: None,
    };
    sessions::insert(tx, &session).await?;
    let settings = settings::load(tx).await?;
    let tokens = tokens(app, user.id, id, session.generation, now)?;
    Ok(SignedIn { user: views::user::of(user, now, &settings), tokens })
}

/// The pair of tokens of one generation; the same again for the same generation.
pub fn tokens(
    app: &App,
    user_id: UserId,
    session_id: SessionId,
    generation: i64,
    now: Timestamp,
) -> Result<TokenPair, ApiError> {
    Ok(TokenPair {
        access_token: app.tokens.access(user_id, session_id, generation, now)?,
        refresh_token: Some(app.tokens.refresh(session_id, generation)),
        expires_in: app.tokens.access_token_secs,
    })
}

/// The answer with the refresh token in the body or, for browsers, in a cookie no script can read.
pub fn respond(app: &App, mut signed_in: SignedIn, as_cookie: bool) -> Result<Response, ApiError> {
    let token = if as_cookie { signed_in.tokens.refresh_token.take() } else { None };
    with_cookie(app, &signed_in, token.as_deref())
}

/// As [`respond`], for the next pair of tokens.
pub fn respond_refreshed(
    app: &App,
    mut refreshed: Refreshed,
    as_cookie: bool,
) -> Result<Response, ApiError> {
    let token = if as_cookie { refreshed.tokens.refresh_token.take() } else { None };
    with_cookie(app, &refreshed, token.as_deref())
}

/// Makes the browser forget the refresh token.
pub fn forget_cookie(app: &App) -> Result<HeaderValue, ApiError> {
    set_cookie(app, "", 0)
}

/// The refresh token that a browser sent as a cookie.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

fn with_cookie(
    app: &App,
    body: &impl Serialize,
    token: Option<&str>,
) -> Result<Response, ApiError> {
    let mut response = Json(body).into_response();
    // Tokens stay out of every cache.
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(token) = token {
        let secs = app.tokens.refresh_token_days.saturating_mul(86_400);
        headers.append(header::SET_COOKIE, set_cookie(app, token, secs)?);
    }
    Ok(response)
}

fn set_cookie(app: &App, token: &str, max_age_secs: i64) -> Result<HeaderValue, ApiError> {
    let secure = if app.config.http.is_https() { "; Secure" } else { "" };
    let text = format!(
        "{COOKIE}={token}; Path={COOKIE_PATH}; Max-Age={max_age_secs}; HttpOnly; \
         SameSite=Strict{secure}"
    );
    HeaderValue::from_str(&text).map_err(ApiError::internal)
}

fn readable_name(given: Option<&str>) -> String {
    let name = text::clean_line(given.unwrap_or_default());
    let name: String = name.chars().take(MAX_DEVICE_NAME_CHARS).collect();
    if name.is_empty() { "Неизвестное устройство".to_owned() } else { name }
}
