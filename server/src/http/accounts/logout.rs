//! `POST /api/auth/logout`: ends this device's session.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use montaj_store::sessions;
use montaj_wire::{account::Refresh, problem::Problem};

use super::sign_in;
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
};

/// Ends the session of the refresh token. One that ended already is no error.
#[utoipa::path(
    post, path = "/api/auth/logout", tag = "accounts", request_body = Refresh,
    responses(
        (status = 204, description = "The device is signed out"),
        (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn logout(
    State(app): State<App>,
    headers: HeaderMap,
    Json(form): Json<Refresh>,
) -> Result<Response, ApiError> {
    let token = form.refresh_token.or_else(|| sign_in::cookie(&headers));
    // A token that is none of ours, or too old, signs nobody in: that person is out already.
    let shown = token.and_then(|token| app.tokens.check_refresh(&token).ok());
    if let Some((session_id, _)) = shown {
        let now = app.now();
        let mut tx = app.db.write().await?;
        if let Some(session) = sessions::lock(&mut tx, session_id).await? {
            sessions::end(&mut tx, session.user_id, session.id, now).await?;
            tx.commit(now).await?;
            app.hub.disconnect_session(session.user_id, session.id);
        }
    }
    let forget = [(header::SET_COOKIE, sign_in::forget_cookie(&app)?)];
    Ok((StatusCode::NO_CONTENT, forget).into_response())
}
