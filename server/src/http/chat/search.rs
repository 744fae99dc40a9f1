//! `GET /api/chat/{orderId}/messages/search`.

use axum::extract::State;
use montaj_domain::{
    ids::OrderId,
    text::{Needle, SEARCHED},
};
use montaj_wire::{
    chat::{MessageView, SearchQuery},
    page::Page,
    problem::{ErrorCode, Problem},
};

use crate::{
    app::App,
    chat::{self, ChatAccess, view},
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path, Query},
        page,
    },
};

/// The messages of the chat that hold the words, the newest first: in any case, ё as е. A page may
/// be short, or empty, and still name where to go on.
#[utoipa::path(
    get,
    path = "/api/chat/{orderId}/messages/search",
    tag = "chat",
    operation_id = "chat_search",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path), SearchQuery),
    responses(
        (status = 200, body = Page<MessageView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn search(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Query(query): Query<SearchQuery>,
) -> Result<Json<Page<MessageView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let sought = SEARCHED.check(&query.q).ok();
    let needle = sought.as_deref().and_then(Needle::new).ok_or_else(|| {
        let message = format!("От {} до {} символов", SEARCHED.min, SEARCHED.max);
        ApiError::invalid_field("q", "length", &message)
    })?;
    let before = query.cursor.map(|cursor| cursor.parse::<i64>());
    let before = before.transpose().map_err(|_| {
        ApiError::with_detail(ErrorCode::Malformed, "cursor: такого курсора не было".to_owned())
    })?;
    let mut tx = app.db.read().await?;
    let access = ChatAccess::of(&mut tx, order_id, &caller).await?;
    let hits = chat::search(&mut tx, &access, &needle, before.unwrap_or(i64::MAX), limit).await?;
    Ok(Json(Page {
        items: hits.messages.iter().map(view).collect(),
        next_cursor: hits.next_before.map(|before| before.to_string()),
    }))
}
