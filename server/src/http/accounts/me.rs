//! `GET /api/auth/me`: who one is.

use axum::extract::State;
use montaj_domain::{ids::UserId, timestamp::Timestamp};
use montaj_store::{Tx, users};
use montaj_wire::{
    account::{UserAnswer, UserView},
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Json},
    views,
};

/// The caller's account.
#[utoipa::path(
    get, path = "/api/auth/me", tag = "accounts", security(("bearer" = [])),
    responses(
        (status = 200, body = UserAnswer),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn me(State(app): State<App>, caller: Caller) -> Result<Json<UserAnswer>, ApiError> {
    let mut tx = app.db.read().await?;
    let user = view(&mut tx, caller.user_id, app.now()).await?;
    Ok(Json(UserAnswer { user }))
}

/// A person as they see themselves.
pub async fn view(tx: &mut Tx, id: UserId, now: Timestamp) -> Result<UserView, ApiError> {
    let found = users::find_with_settings(tx, id).await?;
    let (user, settings) = found.ok_or_else(ApiError::not_found)?;
    Ok(views::user::of(&user, now, &settings))
}
