//! `GET /api/notifications/unread-count`.

use axum::extract::State;
use montaj_store::notifications;
use montaj_wire::{page::Count, problem::Problem};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Json},
};

/// How many notifications the caller has not read; counted up to 1000.
#[utoipa::path(
    get,
    path = "/api/notifications/unread-count",
    tag = "notifications",
    operation_id = "notifications_unread_count",
    security(("bearer" = [])),
    responses(
        (status = 200, body = Count),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn unread_count(State(app): State<App>, caller: Caller) -> Result<Json<Count>, ApiError> {
    let mut tx = app.db.read().await?;
    let count = notifications::unread_count(&mut tx, caller.user_id).await?;
    Ok(Json(Count { count }))
}
