//! `POST /api/chat/{orderId}/mark-read`.

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::OrderId;
use montaj_wire::{chat::MarkRead, problem::Problem};

use crate::{
    app::App,
    chat,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
};

/// Marks the other side's messages as read, up to a seq or all.
#[utoipa::path(
    post,
    path = "/api/chat/{orderId}/mark-read",
    tag = "chat",
    operation_id = "chat_mark_read",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path)),
    request_body = MarkRead,
    responses(
        (status = 204),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn mark_read(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Json(input): Json<MarkRead>,
) -> Result<StatusCode, ApiError> {
    chat::mark_read(&app, &caller, order_id, input.up_to_seq).await?;
    Ok(StatusCode::NO_CONTENT)
}
