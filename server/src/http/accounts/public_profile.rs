//! `GET /api/users/{id}/public`: an executor as others see them (PRODUCT 1.8).

use axum::extract::State;
use montaj_domain::{
    ids::UserId,
    user::{Role, UserStatus},
};
use montaj_store::{
    settings,
    users::{self, User},
};
use montaj_wire::{account::PublicProfile, problem::Problem};

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
    views,
};

/// An executor's public profile: no contacts.
#[utoipa::path(
    get, path = "/api/users/{id}/public", tag = "accounts", security(("bearer" = [])),
    operation_id = "show_public_profile",
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = PublicProfile),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<Json<PublicProfile>, ApiError> {
    let mut tx = app.db.read().await?;
    let settings = settings::load(&mut tx).await?;
    let user = users::find(&mut tx, id).await?;
    user.filter(|user| is_shown(user, &caller))
        .and_then(|user| views::user::public_profile(&user, app.now(), &settings))
        .map(Json)
        .ok_or_else(ApiError::not_found)
}

/// Whom a moderator has not let in yet, only they themselves and administrators see.
fn is_shown(user: &User, caller: &Caller) -> bool {
    let let_in = matches!(user.status, UserStatus::Active | UserStatus::Blocked);
    let public = let_in && user.phone_verified_at.is_some();
    public || user.id == caller.user_id || caller.role == Role::Admin
}
