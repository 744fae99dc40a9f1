//! `POST /api/auth/refresh`: the next pair of tokens of a device (PRODUCT 1.4).
//!
//! A token is shown once. Shown again it is a theft and ends the session, unless nothing yet shows
//! that the device received its successor: then it gets that very successor once more. Two windows
//! of one browser that refresh at once are a retry too.

use axum::{extract::State, http::HeaderMap, response::Response};
use montaj_domain::{timestamp::Timestamp, user::may_sign_in};
use montaj_store::{
    Tx,
    sessions::{self, Session},
    users,
};
use montaj_wire::{
    account::{Refresh, Refreshed},
    problem::{ErrorCode, Problem},
};

use super::sign_in;
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
};

/// How far apart two windows of one device may ask with the same token.
const PARALLEL_SECS: i64 = 10;

/// What showing a refresh token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The current one: the next is due.
    Current,
    /// The one before, and the current one may have been lost on its way, or another window of
    /// the same device asked in the same moment.
    Retry,
    /// An old one: somebody else has the session.
    Reused,
}

/// Rotates the refresh token; without one in the body the cookie is taken.
#[utoipa::path(
    post, path = "/api/auth/refresh", tag = "accounts", request_body = Refresh,
    responses(
        (status = 200, body = Refreshed),
        (status = 400, body = Problem),
        (status = 401, body = Problem, description = "unauthenticated, session_ended"),
        (status = 403, body = Problem, description = "account_rejected, account_blocked"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn refresh(
    State(app): State<App>,
    headers: HeaderMap,
    Json(form): Json<Refresh>,
) -> Result<Response, ApiError> {
    let as_cookie = form.cookie || form.refresh_token.is_none();
    let token = form.refresh_token.or_else(|| sign_in::cookie(&headers));
    let token = token.ok_or_else(|| ApiError::new(ErrorCode::Unauthenticated))?;
    let (session_id, generation) = app.tokens.check_refresh(&token)?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    let session = sessions::lock(&mut tx, session_id).await?.filter(|s| is_open(s, now));
    let session = session.ok_or_else(|| ApiError::new(ErrorCode::SessionEnded))?;
    let user = users::find(&mut tx, session.user_id).await?;
    let user = user.ok_or_else(|| ApiError::new(ErrorCode::SessionEnded))?;
    may_sign_in(user.status, user.phone_verified_at.is_some())?;
    let Some(generation) = advance(&app, &mut tx, &session, generation, now).await? else {
        sessions::end(&mut tx, session.user_id, session.id, now).await?;
        tx.commit(now).await?;
        app.hub.disconnect_session(session.user_id, session.id);
        tracing::warn!(session = %session.id, "a refresh token was shown again; session ended");
        return Err(ApiError::new(ErrorCode::SessionEnded));
    };
    tx.commit(now).await?;
    let user_id = session.user_id;
    let tokens = sign_in::tokens(&app, user_id, session.id, generation, now)?;
    sign_in::respond_refreshed(&app, Refreshed { user_id, tokens }, as_cookie)
}

/// The generation to hand out for the one shown; none when it was shown before.
async fn advance(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    shown: i64,
    now: Timestamp,
) -> Result<Option<i64>, ApiError> {
    match judge(session, shown, now) {
        Shown::Reused => Ok(None),
        Shown::Retry => Ok(Some(session.generation)),
        Shown::Current => {
            let next = session.generation.saturating_add(1);
            let expires_at = now.plus_days(app.tokens.refresh_token_days);
            sessions::confirm(tx, session.id, session.generation, now).await?;
            sessions::rotate(tx, session.id, next, now, expires_at).await?;
            Ok(Some(next))
        }
    }
}

fn judge(session: &Session, shown: i64, now: Timestamp) -> Shown {
    let unconfirmed = session.confirmed_generation < session.generation;
    let in_parallel = now < session.rotated_at.plus_secs(PARALLEL_SECS);
    match session.generation.saturating_sub(shown) {
        0 => Shown::Current,
        1 if unconfirmed || in_parallel => Shown::Retry,
        _ => Shown::Reused,
    }
}

fn is_open(session: &Session, now: Timestamp) -> bool {
    session.ended_at.is_none() && now < session.expires_at
}
