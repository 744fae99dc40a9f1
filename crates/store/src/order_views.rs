//! Which executors opened an order: each counts once (PRODUCT 2.3).

use std::collections::HashSet;

use montaj_domain::{
    ids::{OrderId, UserId},
    timestamp::Timestamp,
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_among},
    row::RowName,
};

/// Notes that the executor opened the order. Answers whether it was the first time.
pub async fn record(
    tx: &mut Tx,
    order_id: OrderId,
    executor_id: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let added = execute!(
        tx,
        "insert into order_views (order_id, executor_id, viewed_at) values ($1, $2, $3)
         on conflict (order_id, executor_id) do nothing",
        order_id.to_string(),
        executor_id.to_string(),
        now.as_millis(),
    )?;
    if added == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "update orders set views_count = views_count + 1 where id = $1",
        order_id.to_string(),
    )?;
    Ok(true)
}

/// Those of the orders that the executor has opened.
pub async fn viewed_by(
    tx: &mut Tx,
    executor_id: UserId,
    orders: &[OrderId],
) -> Result<HashSet<OrderId>, StoreError> {
    let rows = fetch_among!(
        tx,
        (String,),
        "select order_id from order_views where executor_id = $2 and order_id",
        orders,
        executor_id.to_string(),
    )?;
    rows.iter().map(|(id,)| RowName { table: "order_views", id }.parse("order_id", id)).collect()
}

/// Everybody who has opened the order.
pub async fn viewers_of(tx: &mut Tx, order_id: OrderId) -> Result<HashSet<UserId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select executor_id from order_views where order_id = $1",
        order_id.to_string(),
    )?;
    rows.iter().map(|(id,)| RowName { table: "order_views", id }.parse("executor_id", id)).collect()
}
