//! `GET /api/chat/{orderId}/messages/{id}`: where a message stands that an answer quotes.

use axum::extract::State;
use montaj_domain::ids::{MessageId, OrderId};
use montaj_store::messages;
use montaj_wire::{chat::MessageAnswer, problem::Problem};

use crate::{
    app::App,
    chat::{ChatAccess, view},
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
    let mut tx = app.db.read().await?;
    let access = ChatAccess::of(&mut tx, order_id, &caller).await?;
    let found = messages::find(&mut tx, id).await?.filter(|message| access.sees(message));
    let message = found.ok_or_else(ApiError::not_found)?;
    Ok(Json(MessageAnswer { message: view(&message) }))
}
