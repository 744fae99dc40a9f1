//! `PATCH /api/notifications/{id}/read`.

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

/// Marks one as read, on all devices of the person. A repeat changes nothing.
#[utoipa::path(
    patch,
    path = "/api/notifications/{id}/read",
    tag = "notifications",
    operation_id = "notifications_read",
    security(("bearer" = [])),
    params(("id" = NotificationId, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<NotificationId>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    if notifications::mark_read(&mut tx, caller.user_id, id, now).await? {
        let body = EventBody::NotificationRead(NotificationsRead { ids: Some(vec![id]), at: now });
        append(&mut tx, caller.user_id, id, &body)?;
    } else if notifications::find(&mut tx, caller.user_id, id).await?.is_none() {
        return Err(ApiError::not_found());
    }
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}
