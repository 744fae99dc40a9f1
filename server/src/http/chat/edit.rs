//! `PATCH /api/chat/{orderId}/messages/{id}`.

use axum::extract::State;
use montaj_domain::ids::{MessageId, OrderId};
use montaj_wire::{
    chat::{EditMessage, MessageAnswer},
    problem::Problem,
};

use crate::{
    app::App,
    chat,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
        operation::OperationKey,
    },
};

/// Gives one's own message another text, within a day and while the order is in progress. The same
/// text again changes nothing. Under one Idempotency-Key it happens once: a repetition answers with
/// the message as it is by then, and does not take back a later edit.
#[utoipa::path(
    patch,
    path = "/api/chat/{orderId}/messages/{id}",
    tag = "chat",
    operation_id = "chat_edit",
    security(("bearer" = [])),
    params(
        ("orderId" = OrderId, Path),
        ("id" = MessageId, Path),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = EditMessage,
    responses(
        (status = 200, body = MessageAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path((order_id, id)): Path<(OrderId, MessageId)>,
    Json(input): Json<EditMessage>,
) -> Result<Json<MessageAnswer>, ApiError> {
    let message = chat::edit(&app, &caller, key, order_id, id, &input).await?;
    Ok(Json(MessageAnswer { message }))
}
