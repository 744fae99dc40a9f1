//! `POST /api/orders/{id}/complete`: «Заказ выполнен» (PRODUCT 4.3).

use axum::extract::State;
use montaj_domain::{chat::MessageKind, ids::OrderId, order::Order};
use montaj_wire::{order::OrderAnswer, problem::Problem};

use super::report::{Report, report};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::Path,
        operation::{Answer, OperationKey},
    },
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
    let done = Report {
        operation: "orders.complete",
        line: MessageKind::Done,
        step: Order::complete,
        note: |about, executor| about.done(executor),
    };
    report(&app, &caller, key, id, done).await
}
