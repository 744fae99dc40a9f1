//! `DELETE /api/chat/{orderId}/messages/{id}`.

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::{MessageId, OrderId};
use montaj_wire::problem::Problem;

use crate::{
    app::App,
    chat,
    http::{caller::Caller, error::ApiError, json::Path},
};

/// Takes one's own message back, within a day and while the order is in progress. Its place in the
/// chat stays, its text is gone for both sides; once more changes nothing.
#[utoipa::path(
    delete,
    path = "/api/chat/{orderId}/messages/{id}",
    tag = "chat",
    operation_id = "chat_delete",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path), ("id" = MessageId, Path)),
    responses(
        (status = 204),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
)]
pub async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path((order_id, id)): Path<(OrderId, MessageId)>,
) -> Result<StatusCode, ApiError> {
    chat::delete(&app, &caller, order_id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
