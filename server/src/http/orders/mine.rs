//! `GET /api/orders/my/list`: what a customer posted, what an executor is assigned to or, when
//! asked for, responded to.

use axum::extract::State;
use montaj_domain::{ids::OrderId, order::OrderStatus, timestamp::Timestamp, user::Role};
use montaj_store::orders::{self, StoredOrder};
use montaj_wire::{order::OrderView, page::Page, problem::Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Query},
        page,
    },
    views,
};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MineQuery {
    status: Option<OrderStatus>,
    /// For an executor, also the orders responded to; whatever their status.
    #[serde(default)]
    involved: bool,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// The caller's own orders, the newest first.
#[utoipa::path(
    get,
    path = "/api/orders/my/list",
    tag = "orders",
    operation_id = "orders_mine",
    security(("bearer" = [])),
    params(MineQuery),
    responses(
        (status = 200, body = Page<OrderView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ),
)]
pub async fn mine(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<MineQuery>,
) -> Result<Json<Page<OrderView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let before = query.cursor.as_deref().map(page::decode_cursor).transpose()?;
    let mut tx = app.db.read().await?;
    let (id, status) = (caller.user_id, query.status);
    let found = match caller.role {
        Role::Customer | Role::Executor if query.involved => {
            orders::involving(&mut tx, id, before, limit + 1).await?
        }
        Role::Customer => orders::of_customer(&mut tx, id, status, before, limit + 1).await?,
        Role::Executor => orders::of_executor(&mut tx, id, status, before, limit + 1).await?,
        Role::Admin => return Err(ApiError::forbidden()),
    };
    let found = page::cut(found, limit, key)?;
    let items = views::order::list(&mut tx, &found.items, id, caller.role, app.now()).await?;
    Ok(Json(Page { items, next_cursor: found.next_cursor }))
}

fn key(stored: &StoredOrder) -> (Timestamp, OrderId) {
    (stored.order.created_at, stored.order.id)
}
