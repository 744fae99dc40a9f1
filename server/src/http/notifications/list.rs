//! `GET /api/notifications`.

use axum::extract::State;
use montaj_domain::{ids::NotificationId, timestamp::Timestamp};
use montaj_store::notifications::{self, Notification};
use montaj_wire::{notification::NotificationView, page::Page, problem::Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Query},
        page,
    },
    notify,
};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    cursor: Option<String>,
    limit: Option<u32>,
}

/// The caller's notifications, the newest first.
#[utoipa::path(
    get,
    path = "/api/notifications",
    tag = "notifications",
    operation_id = "notifications_list",
    security(("bearer" = [])),
    params(ListQuery),
    responses(
        (status = 200, body = Page<NotificationView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<NotificationView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let before = query.cursor.as_deref().map(page::decode_cursor).transpose()?;
    let mut tx = app.db.read().await?;
    let found = notifications::list(&mut tx, caller.user_id, before, limit + 1).await?;
    let Page { items, next_cursor } = page::cut(found, limit, key)?;
    Ok(Json(Page { items: items.into_iter().map(notify::view).collect(), next_cursor }))
}

fn key(notification: &Notification) -> (Timestamp, NotificationId) {
    (notification.created_at, notification.id)
}
