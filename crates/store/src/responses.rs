//! Responses of executors to orders (PRODUCT 3).
//!
//! Whoever writes here has locked the order first (see [`crate::orders::lock`]).

use montaj_domain::{
    ids::{OrderId, ResponseId, UserId},
    money::Kopecks,
    response::ResponseStatus,
    tariff::Tariff,
    timestamp::Timestamp,
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_among, fetch_optional},
    row::{RowName, instant},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub id: ResponseId,
    pub order_id: OrderId,
    pub executor_id: UserId,
    /// The tariff in force when it was written.
    pub tariff: Tariff,
    /// What it cost at once.
    pub commission: Kopecks,
    pub message: Option<String>,
    pub price: Option<Kopecks>,
    pub status: ResponseStatus,
    /// The message carries a contact: moderators look at it (PRODUCT 2.2).
    pub flagged: bool,
    pub created_at: Timestamp,
}

/// Where a page ended: the creation and id of its last response.
pub type Before = (Timestamp, ResponseId);

macro_rules! columns {
    () => {
        "id, order_id, executor_id, tariff, commission_kopecks, message, price_kopecks, status,
         flagged, created_at"
    };
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    id: String,
    order_id: String,
    executor_id: String,
    tariff: String,
    commission_kopecks: i64,
    message: Option<String>,
    price_kopecks: Option<i64>,
    status: String,
    flagged: i64,
    created_at: i64,
}

/// Writes a new response and counts it. `false`: this executor has responded before, and nothing
/// is written.
pub async fn insert(tx: &mut Tx, response: &Response) -> Result<bool, StoreError> {
    let inserted = execute!(
        tx,
        "insert into responses (
             id, order_id, executor_id, tariff, commission_kopecks, message, price_kopecks, status,
             flagged, created_at
         ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (order_id, executor_id) do nothing",
        response.id.to_string(),
        response.order_id.to_string(),
        response.executor_id.to_string(),
        response.tariff.as_str(),
        response.commission.get(),
        response.message.as_deref(),
        response.price.map(Kopecks::get),
        response.status.as_str(),
        i64::from(response.flagged),
        response.created_at.as_millis(),
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "update orders set responses_count = responses_count + 1 where id = $1",
        response.order_id.to_string(),
    )?;
    Ok(true)
}

pub async fn find(tx: &mut Tx, id: ResponseId) -> Result<Option<Response>, StoreError> {
    fetch_optional!(
        tx,
        ResponseRow,
        concat!("select ", columns!(), " from responses where id = $1"),
        id.to_string(),
    )?
    .map(ResponseRow::into_response)
    .transpose()
}

/// The executor's response to the order, if there is one.
pub async fn of(
    tx: &mut Tx,
    order_id: OrderId,
    executor_id: UserId,
) -> Result<Option<Response>, StoreError> {
    fetch_optional!(
        tx,
        ResponseRow,
        concat!("select ", columns!(), " from responses where order_id = $1 and executor_id = $2"),
        order_id.to_string(),
        executor_id.to_string(),
    )?
    .map(ResponseRow::into_response)
    .transpose()
}

/// The executor's responses to those of the orders that have one.
pub async fn of_executor_to(
    tx: &mut Tx,
    executor_id: UserId,
    orders: &[OrderId],
) -> Result<Vec<Response>, StoreError> {
    let rows = fetch_among!(
        tx,
        ResponseRow,
        concat!("select ", columns!(), " from responses where executor_id = $2 and order_id"),
        orders,
        executor_id.to_string(),
    )?;
    responses(rows)
}

/// All responses to the order, the oldest first.
pub async fn of_order(tx: &mut Tx, order_id: OrderId) -> Result<Vec<Response>, StoreError> {
    let rows = fetch_all!(
        tx,
        ResponseRow,
        concat!(
            "select ",
            columns!(),
            " from responses where order_id = $1 order by created_at, id"
        ),
        order_id.to_string(),
    )?;
    responses(rows)
}

/// At most `limit` responses to the order, the newest first.
pub async fn page_of_order(
    tx: &mut Tx,
    order_id: OrderId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<Response>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        ResponseRow,
        concat!(
            "select ",
            columns!(),
            " from responses where order_id = $1 and (created_at, id) < ($2, $3)
              order by created_at desc, id desc limit $4"
        ),
        order_id.to_string(),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    responses(rows)
}

/// At most `limit` responses of the executor, the newest first.
pub async fn of_executor(
    tx: &mut Tx,
    executor_id: UserId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<Response>, StoreError> {
    let (at, id) = position(before);
    let rows = fetch_all!(
        tx,
        ResponseRow,
        concat!(
            "select ",
            columns!(),
            " from responses where executor_id = $1 and (created_at, id) < ($2, $3)
              order by created_at desc, id desc limit $4"
        ),
        executor_id.to_string(),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    responses(rows)
}

pub async fn set_status(
    tx: &mut Tx,
    id: ResponseId,
    status: ResponseStatus,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update responses set status = $2 where id = $1",
        id.to_string(),
        status.as_str(),
    )?;
    Ok(())
}

/// Somebody was selected: turns the others' pending responses to REJECTED, and answers those.
pub async fn reject_pending_but(
    tx: &mut Tx,
    order_id: OrderId,
    executor_id: UserId,
) -> Result<Vec<Response>, StoreError> {
    let rows = fetch_all!(
        tx,
        ResponseRow,
        concat!(
            "update responses set status = 'REJECTED'
             where order_id = $1 and status = 'PENDING' and executor_id <> $2
             returning ",
            columns!()
        ),
        order_id.to_string(),
        executor_id.to_string(),
    )?;
    responses(rows)
}

/// The selected executor refused: turns the rejected responses back to PENDING, and answers those.
pub async fn reopen_rejected(tx: &mut Tx, order_id: OrderId) -> Result<Vec<Response>, StoreError> {
    let rows = fetch_all!(
        tx,
        ResponseRow,
        concat!(
            "update responses set status = 'PENDING' where order_id = $1 and status = 'REJECTED'
             returning ",
            columns!()
        ),
        order_id.to_string(),
    )?;
    responses(rows)
}

/// The position as it is compared; the first page begins above every response.
fn position(before: Option<Before>) -> (i64, String) {
    before.map_or((i64::MAX, String::new()), |(at, id)| (at.as_millis(), id.to_string()))
}

fn responses(rows: Vec<ResponseRow>) -> Result<Vec<Response>, StoreError> {
    rows.into_iter().map(ResponseRow::into_response).collect()
}

impl ResponseRow {
    fn into_response(self) -> Result<Response, StoreError> {
        let name = RowName { table: "responses", id: &self.id };
        Ok(Response {
            id: name.parse("id", &self.id)?,
            order_id: name.parse("order_id", &self.order_id)?,
            executor_id: name.parse("executor_id", &self.executor_id)?,
            tariff: name.named("tariff", &self.tariff, Tariff::from_name)?,
            commission: Kopecks::new(self.commission_kopecks),
            price: self.price_kopecks.map(Kopecks::new),
            status: name.named("status", &self.status, ResponseStatus::from_name)?,
            flagged: self.flagged != 0,
            created_at: instant(self.created_at),
            message: self.message,
        })
    }
}
