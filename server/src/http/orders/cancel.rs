//! `DELETE /api/orders/{id}`: the customer takes the order back (PRODUCT 2.4, 3.5).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{ids::OrderId, response::ResponseStatus};
use montaj_store::responses;
use montaj_wire::{order::OrderAnswer, problem::Problem};

use super::{access::locked, step};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::Path,
        operation::{Answer, Begun, Operation, OperationKey},
    },
    notify::{OrderNote, notify},
};

/// Cancels an order that nobody was selected for; responders are told.
#[utoipa::path(
    delete,
    path = "/api/orders/{id}",
    tag = "orders",
    operation_id = "orders_cancel",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
)]
pub async fn cancel(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
) -> Result<Answer, ApiError> {
    let mut op = match Operation::begin(&app, &caller, key, "orders.cancel", &id).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let before = locked(&mut op.tx, &caller, id).await?.order;
    let from = before.state;
    let order = before.cancel(caller.user_id, now)?;
    let stored = step::moved(&mut op, from, &order).await?;
    for response in responses::of_order(&mut op.tx, id).await? {
        if response.status == ResponseStatus::Pending {
            let note = OrderNote(&order).cancelled();
            notify(&app, &mut op.tx, response.executor_id, Some(id), note, now).await?;
        }
    }
    step::answer(op, &caller, &stored, StatusCode::OK).await
}
