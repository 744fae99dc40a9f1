//! `POST /api/orders`: a customer posts an order (PRODUCT 2.1, 2.2).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    ambient::Entropy,
    ids::OrderId,
    order::{Order, OrderState},
    user::Role,
};
use montaj_store::{orders, settings};
use montaj_wire::{
    order::{OrderAnswer, OrderDraft},
    problem::Problem,
};

use super::{access::require_role, draft, step};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::Json,
        operation::{Answer, Begun, Operation, OperationKey},
    },
    jobs::announce_order,
    views,
};

/// Posts an order: published at once, or kept for a moderator if the platform says so.
#[utoipa::path(
    post,
    path = "/api/orders",
    tag = "orders",
    operation_id = "orders_create",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = OrderDraft,
    responses(
        (status = 201, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Json(input): Json<OrderDraft>,
) -> Result<Answer, ApiError> {
    require_role(&caller, Role::Customer)?;
    let mut op = match Operation::begin(&app, &caller, key, "orders.create", &input).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let settings = settings::load(&mut op.tx).await?;
    let details = draft::checked(input, now.moscow_day(), None, &settings)?;
    let state = if settings.auto_approve_orders {
        OrderState::Published { published_at: now }
    } else {
        OrderState::Pending
    };
    let order = Order {
        id: OrderId::new(now, &*app.entropy as &dyn Entropy),
        number: orders::next_number(&mut op.tx).await?,
        customer_id: caller.user_id,
        details,
        state,
        created_at: now,
    };
    orders::insert(&mut op.tx, &order).await?;
    if settings.auto_approve_orders {
        announce_order::add(&app, &mut op.tx, order.id, now).await?;
    }
    let stored = step::reloaded(&mut op.tx, order.id).await?;
    views::order::publish(&mut op.tx, &stored, now).await?;
    step::answer(op, &caller, &stored, StatusCode::CREATED).await
}
