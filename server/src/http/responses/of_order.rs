//! `GET /api/responses/order/{orderId}`: who responded, for the customer to compare (PRODUCT 3.2).

use axum::extract::State;
use montaj_domain::{ids::OrderId, user::Role};
use montaj_store::responses;
use montaj_wire::{page::Page, problem::Problem, response::ResponseView};

use super::{PageQuery, key};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path, Query},
        orders::visible,
        page,
    },
    views,
};

/// The responses to the caller's order, the newest first.
#[utoipa::path(
    get,
    path = "/api/responses/order/{orderId}",
    tag = "responses",
    operation_id = "responses_of_order",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path), PageQuery),
    responses(
        (status = 200, body = Page<ResponseView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
)]
pub async fn of_order(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<ResponseView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let before = query.cursor.as_deref().map(page::decode_cursor).transpose()?;
    let mut tx = app.db.read().await?;
    let order = visible(&mut tx, &caller, order_id).await?.order;
    if order.customer_id != caller.user_id && caller.role != Role::Admin {
        return Err(ApiError::forbidden());
    }
    let found = responses::page_of_order(&mut tx, order_id, before, limit + 1).await?;
    let found = page::cut(found, limit, key)?;
    let (id, role) = (caller.user_id, caller.role);
    let items = views::response::list(&mut tx, &found.items, id, role, app.now()).await?;
    Ok(Json(Page { items, next_cursor: found.next_cursor }))
}
