//! `GET /api/chat/{orderId}/messages/{id}`: where a message stands that an answer quotes.

use axum::extract::State;
use montaj_domain::ids::{MessageId, OrderId};
use montaj_wire::{chat::MessageAnswer, problem::Problem};

use crate::{
    app::App,
    chat,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
};

/// One message of the chat.
#[utoipa::path(
    get,
    path = "/api/chat/{orderId}/messages/{id}",
    tag = "chat",
    operation_id = "chat_message",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path), ("id" = MessageId, Path)),
    responses(
        (status = 200, body = MessageAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((order_id, id)): Path<(OrderId, MessageId)>,
) -> Result<Json<MessageAnswer>, ApiError> {
    let message = chat::show(&app, &caller, order_id, id).await?;
    Ok(Json(MessageAnswer { message }))
}
