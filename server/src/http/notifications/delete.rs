//! `DELETE /api/notifications/{id}`.

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::NotificationId;
use montaj_store::notifications;
use montaj_wire::{
    event::{EventBody, NotificationsDeleted},
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Path},
    live::publish::append,
};

/// Deletes one for good, on all devices of the person.
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
    if !notifications::delete(&mut tx, caller.user_id, id).await? {
        return Err(ApiError::not_found());
    }
    let body = EventBody::NotificationDeleted(NotificationsDeleted { ids: vec![id] });
    append(&mut tx, caller.user_id, id, &body)?;
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}
