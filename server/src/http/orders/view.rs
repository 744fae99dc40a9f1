//! `POST /api/orders/{id}/view`: an executor opened the order; each counts once (PRODUCT 2.3).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{ids::OrderId, user::Role};
use montaj_store::order_views;
use montaj_wire::problem::Problem;

use super::{access::locked, step};
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, json::Path},
    views,
};

/// Counts the caller's view. Naturally the same however often it comes: it needs no key.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/view",
    tag = "orders",
    operation_id = "orders_view",
    security(("bearer" = [])),
    params(("id" = OrderId, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn view(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<OrderId>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let customer_id = locked(&mut tx, &caller, id).await?.order.customer_id;
    let counts = caller.role == Role::Executor;
    if counts && order_views::record(&mut tx, id, caller.user_id, now).await? {
        let stored = step::reloaded(&mut tx, id).await?;
        views::order::publish_to(&mut tx, &stored, |person| person == customer_id, now).await?;
    }
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}
