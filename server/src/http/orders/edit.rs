//! `PUT /api/orders/{id}`: the customer changes what is asked for (PRODUCT 2.4).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{ids::OrderId, order::Order, response::ResponseStatus};
use montaj_store::{orders, responses, settings};
use montaj_wire::{
    order::{OrderAnswer, OrderDraft},
    problem::Problem,
};

use super::{access::locked, draft, step};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
        operation::{Answer, Begun, Operation, OperationKey},
    },
    jobs::announce_order,
    notify::{OrderNote, notify},
    views,
};

/// Edits an order until somebody is selected; responders are told.
#[utoipa::path(
    put,
    path = "/api/orders/{id}",
    tag = "orders",
    operation_id = "orders_edit",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = OrderDraft,
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
    Json(input): Json<OrderDraft>,
) -> Result<Answer, ApiError> {
    let mut op = match Operation::begin(&app, &caller, key, "orders.edit", &(id, &input)).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let before = locked(&mut op.tx, &caller, id).await?.order;
    // Who may edit, and when, comes before what is wrong with the edit.
    before.clone().edit(caller.user_id, before.details.clone())?;
    let settings = settings::load(&mut op.tx).await?;
    let kept_start = Some(before.details.start_date);
    let details = draft::checked(input, op.now.moscow_day(), kept_start, &settings)?;
    let order = before.clone().edit(caller.user_id, details)?;
    if order == before {
        let stored = step::reloaded(&mut op.tx, id).await?;
        return step::answer(op, &caller, &stored, StatusCode::OK).await;
    }
    orders::save_details(&mut op.tx, &order).await?;
    let stored = step::reloaded(&mut op.tx, id).await?;
    views::order::publish(&mut op.tx, &stored, op.now).await?;
    tell(&app, &mut op, &before, &order).await?;
    step::answer(op, &caller, &stored, StatusCode::OK).await
}

/// Those who responded hear of the change; those whom the order only now concerns hear of it.
async fn tell(
    app: &App,
    op: &mut Operation,
    before: &Order,
    order: &Order,
) -> Result<(), ApiError> {
    for response in responses::of_order(&mut op.tx, order.id).await? {
        if response.status == ResponseStatus::Pending {
            let note = OrderNote(order).changed();
            notify(app, &mut op.tx, response.executor_id, Some(order.id), note, op.now).await?;
        }
    }
    let place = |order: &Order| (order.details.category, order.details.region.clone());
    if order.state.published_at().is_some() && place(before) != place(order) {
        announce_order::add(app, &mut op.tx, order.id, op.now).await?;
    }
    Ok(())
}
