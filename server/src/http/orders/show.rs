//! `GET /api/orders/{id}`.

use axum::extract::State;
use montaj_domain::ids::OrderId;
use montaj_wire::{order::OrderAnswer, problem::Problem};

use super::access::seen;
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
    views,
};

/// One order, as the caller may see it.
#[utoipa::path(
    get,
    path = "/api/orders/{id}",
    tag = "orders",
    operation_id = "orders_show",
    security(("bearer" = [])),
    params(("id" = OrderId, Path)),
    responses(
        (status = 200, body = OrderAnswer),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<OrderId>,
) -> Result<Json<OrderAnswer>, ApiError> {
    // The order by one statement, then its people: who may see their contacts is the order's state.
    let mut tx = app.db.look().await?;
    let seen = seen(&mut tx, &caller, id).await?;
    let now = app.now();
    let order = views::order::seen_one(&mut tx, &seen, caller.user_id, caller.role, now).await?;
    Ok(Json(OrderAnswer { order }))
}
