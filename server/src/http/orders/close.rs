//! `POST /api/orders/{id}/close`: «Закрыть заказ», once paid (PRODUCT 4.3).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
    user::Role,
};
use montaj_store::{settings, users};
use montaj_wire::{event::EventBody, order::OrderAnswer, problem::Problem};

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
    live::publish::append,
    notify::{OrderNote, notify},
    views,
};

/// The assigned executor closes the order: it counts for both, and contacts are masked again.
#[utoipa::path(
    post,
    path = "/api/orders/{id}/close",
    tag = "orders",
    operation_id = "orders_close",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
)]
pub async fn close(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Path(id): Path<OrderId>,
) -> Result<Answer, ApiError> {
    require_role(&caller, Role::Executor)?;
    let mut op = match Operation::begin(&app, &caller, key, "orders.close", &id).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let before = locked(&mut op.tx, &caller, id).await?.order;
    let from = before.state;
    let order = before.close(caller.user_id, now)?;
    let parties = [order.customer_id, caller.user_id];
    count(&mut op, parties).await?;
    let stored = step::moved(&mut op, from, &order).await?;
    chat::mark(&app, &mut op.tx, &order, MessageKind::Closed, Audience::Both, now).await?;
    let note = OrderNote(&order).closed();
    notify(&app, &mut op.tx, order.customer_id, Some(id), note, now).await?;
    step::answer(op, &caller, &stored, StatusCode::OK).await
}

/// One more completed order for both. The customer comes first, everywhere: two orders of the
/// same people never wait for each other crosswise.
async fn count(op: &mut Operation, parties: [UserId; 2]) -> Result<(), ApiError> {
    let settings = settings::load(&mut op.tx).await?;
    for id in parties {
        users::add_completed_order(&mut op.tx, id).await?;
    }
    for user in users::find_many(&mut op.tx, &parties).await? {
        let view = views::user::of(&user, op.now, &settings);
        append(&mut op.tx, user.id, user.id, &EventBody::ProfileUpdated(Box::new(view)))?;
    }
    Ok(())
}
