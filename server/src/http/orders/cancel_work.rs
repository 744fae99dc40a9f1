//! `POST /api/orders/{id}/cancel-work`: «Отказаться от заказа» (PRODUCT 4.2).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
    response::ResponseStatus,
    text,
    user::Role,
};
use montaj_store::{
    Tx,
    responses::{self, Response},
};
use montaj_wire::{
    order::{CancelWork, OrderAnswer},
    problem::Problem,
};

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
        json::{Json, Path},
        operation::{Answer, Begun, Operation, OperationKey},
    },
    notify::{OrderNote, notify},
    views,
};

/// The assigned executor refuses, with a reason: the order is published again, and those who were
/// turned down are in the running again.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/cancel-work",
    tag = "orders",
    operation_id = "orders_cancel_work",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CancelWork,
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn cancel_work(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
    Json(input): Json<CancelWork>,
) -> Result<Answer, ApiError> {
    require_role(&caller, Role::Executor)?;
    let name = "orders.cancel-work";
    let mut op = match Operation::begin(&app, &caller, key, name, &(id, &input)).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let before = locked(&mut op.tx, &caller, id).await?.order;
    let from = before.state;
    let order = before.cancel_work(caller.user_id)?;
    let reason = text::REASON.check(&input.reason).map_err(|error| invalid_reason(&error))?;
    let reopened = responses::reopen_rejected(&mut op.tx, id).await?;
    let mut changed = vec![cancelled(&mut op.tx, id, caller.user_id).await?];
    changed.extend(reopened.clone());
    let stored = step::moved(&mut op, from, &order).await?;
    views::response::publish_updated(&mut op.tx, &changed, order.customer_id, now).await?;
    let audience = Audience::CustomerOnly;
    chat::mark(&app, &mut op.tx, &order, MessageKind::Refused, audience, now).await?;
    let executor = step::name_of(&mut op.tx, caller.user_id).await?;
    let note = OrderNote(&order).refused(&executor, &reason);
    notify(&app, &mut op.tx, order.customer_id, Some(id), note, now).await?;
    for response in reopened {
        let note = OrderNote(&order).reopened();
        notify(&app, &mut op.tx, response.executor_id, Some(id), note, now).await?;
    }
    step::answer(op, &caller, &stored, StatusCode::OK).await
}

/// The refusing executor's own response, which cannot be selected again.
async fn cancelled(
    tx: &mut Tx,
    order_id: OrderId,
    executor_id: UserId,
) -> Result<Response, ApiError> {
    let response = responses::of(tx, order_id, executor_id)
        .await?
        .ok_or_else(|| ApiError::internal("an assigned executor has no response"))?;
    responses::set_status(tx, response.id, ResponseStatus::Cancelled).await?;
    Ok(Response { status: ResponseStatus::Cancelled, ..response })
}

fn invalid_reason(error: &text::InvalidText) -> ApiError {
    match error {
        text::InvalidText::TooShort { .. } => ApiError::invalid_field(
            "reason",
            "too_short",
            "Напишите заказчику, почему вы отказываетесь",
        ),
        text::InvalidText::TooLong { max } => {
            let message = format!("Не больше {max} символов");
            ApiError::invalid_field("reason", "too_long", &message)
        }
    }
}
