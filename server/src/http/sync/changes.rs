//! `GET /api/sync`: what happened after a cursor.

use axum::extract::State;
use montaj_store::events;
use montaj_wire::{
    problem::{ErrorCode, Problem},
    sync::{DEFAULT_LIMIT, MAX_LIMIT, SyncPage, SyncQuery},
};
use serde::Serialize;

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Query},
    },
    live::{acknowledge, log::LogEntry},
};

/// A [`SyncPage`] whose payloads are passed on as they were stored.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredSyncPage {
    events: Vec<LogEntry>,
    up_to: i64,
    more: bool,
}

/// The caller's events after `since`. Asking says that all up to `since` is stored on the device.
#[utoipa::path(
    get,
    path = "/api/sync",
    tag = "live",
    operation_id = "sync",
    security(("bearer" = [])),
    params(SyncQuery),
    responses(
        (status = 200, body = SyncPage),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 410, body = Problem, description = "The log no longer reaches back to `since`"),
    ),
)]
pub async fn changes(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<SyncQuery>,
) -> Result<Json<StoredSyncPage>, ApiError> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        let detail = format!("limit: от 1 до {MAX_LIMIT}");
        return Err(ApiError::with_detail(ErrorCode::Malformed, detail));
    }
    let mut tx = app.db.read().await?;
    let head = events::head(&mut tx, caller.user_id).await?;
    if !head.reaches(query.since) {
        return Err(ApiError::new(ErrorCode::SyncReset));
    }
    let logged = events::after(&mut tx, caller.user_id, query.since, limit).await?;
    drop(tx);
    acknowledge::acknowledge(&app, caller.user_id, query.since, &head).await?;
    let up_to = logged.last().map_or(query.since, |event| event.seq);
    let events = logged.into_iter().map(LogEntry::try_from).collect::<Result<_, _>>()?;
    Ok(Json(StoredSyncPage { events, up_to, more: up_to < head.last_seq }))
}
