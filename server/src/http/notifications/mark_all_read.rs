//! `POST /api/notifications/mark-all-read`.

use axum::{extract::State, http::StatusCode};
use montaj_store::notifications;
use montaj_wire::{
    event::{EventBody, NotificationsRead},
    notification::MarkAllRead,
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Query},
    live::publish::append,
};

/// Marks all as read that there are, or all that were made up to `upTo`, on all devices of the
/// person.
#[utoipa::path(
    post,
    path = "/api/notifications/mark-all-read",
    tag = "notifications",
    operation_id = "notifications_mark_all_read",
    security(("bearer" = [])),
    params(MarkAllRead),
    responses(
        (status = 204), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn mark_all_read(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<MarkAllRead>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    // The clock may have been put back since the newest was made.
    let newest = notifications::list(&mut tx, caller.user_id, None, 1).await?.pop();
    let latest = newest.map_or(now, |newest| newest.created_at.max(now));
    // The devices read all up to this, too.
    let at = query.up_to.map_or(latest, |seen| seen.min(latest));
    if notifications::mark_all_read(&mut tx, caller.user_id, at).await? > 0 {
        let body = EventBody::NotificationRead(NotificationsRead { ids: None, at });
        append(&mut tx, caller.user_id, caller.user_id, &body)?;
    }
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}
