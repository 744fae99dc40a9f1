//! How every step of an order ends: all whom it concerns are told, and the caller sees it.

use axum::http::StatusCode;
use montaj_domain::{
    ids::{OrderId, UserId},
    order::{Order, OrderState},
};
use montaj_store::{
    Tx,
    orders::{self, StoredOrder},
    users,
};
use montaj_wire::order::OrderAnswer;

use crate::{
    http::{
        caller::Caller,
        error::ApiError,
        operation::{Answer, Operation},
    },
    live::redact,
    views,
};

/// The order as the transaction has left it.
pub async fn reloaded(tx: &mut Tx, id: OrderId) -> Result<StoredOrder, ApiError> {
    orders::find(tx, id).await?.ok_or_else(|| ApiError::internal("an order went away"))
}

/// Writes the state the order moved to, `from` the one before, and tells all whom it concerns.
pub async fn moved(
    op: &mut Operation,
    from: OrderState,
    order: &Order,
) -> Result<StoredOrder, ApiError> {
    orders::save_state(&mut op.tx, order).await?;
    let stored = reloaded(&mut op.tx, order.id).await?;
    redact::order_moved(&mut op.tx, from, &stored, op.now).await?;
    views::order::publish(&mut op.tx, &stored, op.now).await?;
    Ok(stored)
}

/// Commits and answers the order as the caller sees it.
pub async fn answer(
    mut op: Operation,
    caller: &Caller,
    stored: &StoredOrder,
    status: StatusCode,
) -> Result<Answer, ApiError> {
    let now = op.now;
    let order =
        views::order::for_viewer(&mut op.tx, stored, caller.user_id, caller.role, now).await?;
    op.finish(status, &OrderAnswer { order }).await
}

/// How the person is called in a notification.
pub async fn name_of(tx: &mut Tx, id: UserId) -> Result<String, ApiError> {
    let user = users::find(tx, id).await?;
    user.map(|user| user.full_name).ok_or_else(|| ApiError::internal("a person went away"))
}
