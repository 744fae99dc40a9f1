//! `POST /api/orders/{id}/select-executor`: the customer chooses one (PRODUCT 3.3).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
    order::Order,
    response::ResponseStatus,
    user::UserStatus,
};
use montaj_store::{
    Tx, orders,
    responses::{self, Response},
    users,
};
use montaj_wire::{
    order::{OrderAnswer, SelectExecutor},
    problem::{ErrorCode, Problem},
};

use super::{access::locked, step};
use crate::{
    app::App,
    chat::{self, Audience},
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
        operation::{Answer, Begun, Operation, OperationKey},
    },
    notify::{OrderNote, notify},
    views,
};

/// Selects an executor who responded: the order is in progress, contacts and the chat open.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/select-executor",
    tag = "orders",
    operation_id = "orders_select_executor",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SelectExecutor,
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn select_executor(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
    Json(input): Json<SelectExecutor>,
) -> Result<Answer, ApiError> {
    let name = "orders.select-executor";
    let mut op = match Operation::begin(&app, &caller, key, name, &(id, input)).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let executor_id = input.executor_id;
    let before = locked(&mut op.tx, &caller, id).await?.order;
    let from = before.state;
    let order = before.select(caller.user_id, executor_id, now)?;
    let chosen = pending_response(&mut op.tx, id, executor_id).await?;
    responses::set_status(&mut op.tx, chosen.id, ResponseStatus::Accepted).await?;
    let rejected = responses::reject_pending_but(&mut op.tx, id, executor_id).await?;
    orders::open_chat_from_here(&mut op.tx, id).await?;
    let stored = step::moved(&mut op, from, &order).await?;
    let accepted = Response { status: ResponseStatus::Accepted, ..chosen };
    let changed: Vec<Response> = std::iter::once(accepted).chain(rejected.clone()).collect();
    views::response::publish_updated(&mut op.tx, &changed, order.customer_id, now).await?;
    chat::mark(&app, &mut op.tx, &order, MessageKind::Selected, Audience::Both, now).await?;
    tell(&app, &mut op, &order, executor_id, &rejected).await?;
    step::answer(op, &caller, &stored, StatusCode::OK).await
}

/// The response by which the executor can be selected.
async fn pending_response(
    tx: &mut Tx,
    order_id: OrderId,
    executor_id: UserId,
) -> Result<Response, ApiError> {
    let refused = || ApiError::new(ErrorCode::ResponseNotPending);
    let response = responses::of(tx, order_id, executor_id).await?.ok_or_else(refused)?;
    let executor = users::find(tx, executor_id).await?.ok_or_else(refused)?;
    let may_work = executor.status == UserStatus::Active;
    if response.status == ResponseStatus::Pending && may_work {
        Ok(response)
    } else {
        Err(refused())
    }
}

async fn tell(
    app: &App,
    op: &mut Operation,
    order: &Order,
    executor_id: UserId,
    rejected: &[Response],
) -> Result<(), ApiError> {
    let about = OrderNote(order);
    let customer = step::name_of(&mut op.tx, order.customer_id).await?;
    let note = about.selected(&customer);
    notify(app, &mut op.tx, executor_id, Some(order.id), note, op.now).await?;
    for response in rejected {
        let note = about.not_selected();
        notify(app, &mut op.tx, response.executor_id, Some(order.id), note, op.now).await?;
    }
    Ok(())
}
