//! `POST /api/orders/{id}/start-work`: «Приступить к работе» (PRODUCT 4.1).

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

/// The assigned executor starts, once; the customer is told.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/start-work",
    tag = "orders",
    operation_id = "orders_start_work",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
)]
pub async fn start_work(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
) -> Result<Answer, ApiError> {
    let started = Report {
        operation: "orders.start-work",
        line: MessageKind::Started,
        step: Order::start_work,
        note: |about, executor| about.started(executor),
    };
    report(&app, &caller, key, id, started).await
}
