//! `GET /api/chat/unread-count` and `GET /api/chat/{orderId}/unread-count`.

use axum::extract::State;
use montaj_domain::ids::OrderId;
use montaj_store::messages;
use montaj_wire::{page::Count, problem::Problem};

use crate::{
    app::App,
    chat::ChatAccess,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
};

/// Unread messages over all chats of the caller.
#[utoipa::path(
    get,
    path = "/api/chat/unread-count",
    tag = "chat",
    operation_id = "chat_unread_in_all",
    security(("bearer" = [])),
    responses(
        (status = 200, body = Count),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn in_all(State(app): State<App>, caller: Caller) -> Result<Json<Count>, ApiError> {
    let mut tx = app.db.read().await?;
    let count = messages::unread_count_in_all(&mut tx, caller.user_id).await?;
    Ok(Json(Count { count }))
}

/// Unread messages in one chat.
#[utoipa::path(
    get,
    path = "/api/chat/{orderId}/unread-count",
    tag = "chat",
    operation_id = "chat_unread_in_order",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path)),
    responses(
        (status = 200, body = Count),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn in_order(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
) -> Result<Json<Count>, ApiError> {
    let mut tx = app.db.read().await?;
    let access = ChatAccess::of(&mut tx, order_id, &caller).await?;
    let count =
        messages::unread_count(&mut tx, order_id, caller.user_id, access.sees_after_seq).await?;
    Ok(Json(Count { count }))
}
