//! Orders by whose they are, the newest first.

use montaj_domain::{
    ids::{OrderId, UserId},
    order::OrderStatus,
    timestamp::Timestamp,
};

use super::row::{OrderRow, StoredOrder, columns};
use crate::{StoreError, Tx, dialect::fetch_all};

/// Where a page ended: the creation and id of its last order.
pub type Before = (Timestamp, OrderId);

macro_rules! of_person {
    ($column:literal) => {
        concat!(
            "select ",
            columns!(),
            " from orders where ",
            $column,
            " = $1 and ($2 is null or status = $2) and (created_at, id) < ($3, $4)
              order by created_at desc, id desc limit $5"
        )
    };
}

/// At most `limit` orders that the customer posted, in `status` if one is given.
pub async fn of_customer(
    tx: &mut Tx,
    customer_id: UserId,
    status: Option<OrderStatus>,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<StoredOrder>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        OrderRow,
        of_person!("customer_id"),
        customer_id.to_string(),
        status.map(OrderStatus::as_str),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    stored(rows)
}

/// At most `limit` orders that the executor is assigned to, in `status` if one is given.
pub async fn of_executor(
    tx: &mut Tx,
    executor_id: UserId,
    status: Option<OrderStatus>,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<StoredOrder>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        OrderRow,
        of_person!("executor_id"),
        executor_id.to_string(),
        status.map(OrderStatus::as_str),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    stored(rows)
}

/// At most `limit` orders of everybody in `status`: a moderator's queue.
pub async fn in_status(
    tx: &mut Tx,
    status: OrderStatus,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<StoredOrder>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        OrderRow,
        concat!(
            "select ",
            columns!(),
            " from orders where status = $1 and (created_at, id) < ($2, $3)
              order by created_at desc, id desc limit $4"
        ),
        status.as_str(),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    stored(rows)
}

/// At most `limit` orders of everybody.
pub async fn newest(
    tx: &mut Tx,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<StoredOrder>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        OrderRow,
        concat!(
            "select ",
            columns!(),
            " from orders where (created_at, id) < ($1, $2)
              order by created_at desc, id desc limit $3"
        ),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    stored(rows)
}

/// At most `limit` orders that the person posted, is assigned to or responded to.
pub async fn involving(
    tx: &mut Tx,
    person: UserId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<StoredOrder>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        OrderRow,
        concat!(
            "select ",
            columns!(),
            " from orders where id in (
                 select id from orders where customer_id = $1
                 union select id from orders where executor_id = $1
                 union select order_id from responses where executor_id = $1
             ) and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4"
        ),
        person.to_string(),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    stored(rows)
}

/// The position as it is compared; the first page begins above every order.
fn position(before: Option<Before>) -> (i64, String) {
    before.map_or((i64::MAX, String::new()), |(at, id)| (at.as_millis(), id.to_string()))
}

fn stored(rows: Vec<OrderRow>) -> Result<Vec<StoredOrder>, StoreError> {
    rows.into_iter().map(OrderRow::into_stored).collect()
}
