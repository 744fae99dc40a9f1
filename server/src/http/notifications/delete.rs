//! `DELETE /api/notifications/{id}`.

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::NotificationId;
use montaj_store::notifications;
use montaj_wire::{
    event::{EventBody, NotificationsRead},
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Path},
    live::publish::append,
};

/// Deletes one for good. The person's other devices count it as read.
#[utoipa::path(
    delete,
    path = "/api/notifications/{id}",
    tag = "notifications",
    operation_id = "notifications_delete",
    security(("bearer" = [])),
    params(("id" = NotificationId, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<NotificationId>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let found = notifications::find(&mut tx, caller.user_id, id).await?;
    let found = found.ok_or_else(ApiError::not_found)?;
    notifications::delete(&mut tx, caller.user_id, id).await?;
    if found.read_at.is_none() {
        let body = EventBody::NotificationRead(NotificationsRead { ids: Some(vec![id]), at: now });
        append(&mut tx, caller.user_id, id, &body)?;
    }
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}
