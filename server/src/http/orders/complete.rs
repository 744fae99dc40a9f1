//! `POST /api/orders/{id}/complete`: «Заказ выполнен» (PRODUCT 4.3).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{chat::MessageKind, ids::OrderId, user::Role};
use montaj_wire::{order::OrderAnswer, problem::Problem};

use super::{
    access::{locked, require_role},
    step,
};
use crate::{
    app::App,
    chat::{self, Audience},
    http::{
        caller::Caller,
        error::ApiError,
        json::Path,
        operation::{Answer, Begun, Operation, OperationKey},
    },
    notify::{OrderNote, notify},
};

/// The assigned executor reports the work done; the customer is told.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/complete",
    tag = "orders",
    operation_id = "orders_complete",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
)]
pub async fn complete(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
) -> Result<Answer, ApiError> {
    require_role(&caller, Role::Executor)?;
    let mut op = match Operation::begin(&app, &caller, key, "orders.complete", &id).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let order = locked(&mut op.tx, &caller, id).await?.order.complete(caller.user_id, now)?;
    let stored = step::moved(&mut op, &order).await?;
    chat::mark(&app, &mut op.tx, &order, MessageKind::Done, Audience::Both, now).await?;
    let executor = step::name_of(&mut op.tx, caller.user_id).await?;
    let note = OrderNote(&order).done(&executor);
    notify(&app, &mut op.tx, order.customer_id, Some(id), note, now).await?;
    step::answer(op, &caller, &stored, StatusCode::OK).await
}
