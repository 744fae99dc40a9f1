//! `GET, PUT /api/notifications/settings`.

use axum::extract::State;
use montaj_store::users;
use montaj_wire::{
    notification::{EditNotificationSettings, NotificationSettings},
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Json},
    notify,
};

/// What the caller wants to be told of, how, and when not.
#[utoipa::path(
    get,
    path = "/api/notifications/settings",
    tag = "notifications",
    operation_id = "notifications_settings",
    security(("bearer" = [])),
    responses(
        (status = 200, body = NotificationSettings),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<NotificationSettings>, ApiError> {
    let mut tx = app.db.read().await?;
    let settings = notify::settings::load(&mut tx, caller.user_id, caller.role, app.now()).await?;
    Ok(Json(settings))
}

/// Changes the switches and hours that are named; what is absent stays. All devices of the caller
/// learn of it.
#[utoipa::path(
    put,
    path = "/api/notifications/settings",
    tag = "notifications",
    operation_id = "notifications_edit_settings",
    security(("bearer" = [])),
    request_body = EditNotificationSettings,
    responses(
        (status = 200, body = NotificationSettings),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<EditNotificationSettings>,
) -> Result<Json<NotificationSettings>, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    users::lock(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    let settings = notify::settings::edit(&mut tx, &caller, &form, now).await?;
    tx.commit(now).await?;
    Ok(Json(settings))
}
