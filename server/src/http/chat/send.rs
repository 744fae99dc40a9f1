//! `POST /api/chat/{orderId}/messages`: the way a message takes where sockets are blocked.

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::OrderId;
use montaj_wire::{
    chat::{MessageAnswer, SendMessage},
    problem::Problem,
};

use crate::{
    app::App,
    chat,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
};

/// Sends a message. The id is made by the client: a retry with the same id is the same message.
#[utoipa::path(
    post,
    path = "/api/chat/{orderId}/messages",
    tag = "chat",
    operation_id = "chat_send",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path)),
    request_body = SendMessage,
    responses(
        (status = 201, body = MessageAnswer),
        (status = 200, body = MessageAnswer, description = "A retry: the message was there already"),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Json(input): Json<SendMessage>,
) -> Result<(StatusCode, Json<MessageAnswer>), ApiError> {
    let sent = chat::send(&app, &caller, order_id, &input).await?;
    let status = if sent.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(MessageAnswer { message: sent.message })))
}
