//! `GET /api/chat/{orderId}/messages`: history by pages, the newest first.

use axum::extract::State;
use montaj_domain::ids::OrderId;
use montaj_store::messages;
use montaj_wire::{
    chat::{MessageView, MessagesQuery},
    page::Page,
    problem::Problem,
};

use crate::{
    app::App,
    chat::{ChatAccess, view},
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path, Query},
        page,
    },
};

/// A page of the chat's messages before `before`, the newest first.
#[utoipa::path(
    get,
    path = "/api/chat/{orderId}/messages",
    tag = "chat",
    operation_id = "chat_messages",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path), MessagesQuery),
    responses(
        (status = 200, body = Page<MessageView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Query(query): Query<MessagesQuery>,
) -> Result<Json<Page<MessageView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let before = query.before.unwrap_or(i64::MAX);
    // First what there is, then the right to it: whoever loses the chat in between sees nothing, and
    // no transaction has to hold the two together.
    let mut tx = app.db.look().await?;
    let mut found = messages::page(&mut tx, order_id, 0, before, limit).await?;
    let access = ChatAccess::of(&mut tx, order_id, &caller).await?;
    found.retain(|message| message.seq > access.sees_after_seq);
    let next_cursor = found
        .last()
        .filter(|oldest| oldest.seq > access.sees_after_seq + 1)
        .map(|oldest| oldest.seq.to_string());
    Ok(Json(Page { items: found.iter().map(view).collect(), next_cursor }))
}
