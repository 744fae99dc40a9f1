//! Orders: what was asked for, the state each is in, and how much happened around it.

mod chat;
mod feed;
mod lists;
mod row;
mod word_index;
mod words;

use montaj_domain::{
    ids::{OrderId, UserId},
    order::{Order, OrderState, Work},
    text::search_form,
};

pub use chat::{ChatHost, find_chat, lock_chats};
pub use feed::{FeedFilter, FeedPosition, FeedSort, feed};
pub use lists::{Before, in_status, involving, newest, of_customer, of_executor};
pub use row::{SeenOrder, StoredOrder};
pub(crate) use word_index::{enter_older, wait_for_words};
pub use words::{beginnings, stems};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_locked, fetch_one, fetch_optional},
    row::date_text,
};
use row::{Columns, OrderRow, SeenRow, columns, seen_columns};

/// The order, if there is one.
pub async fn find(tx: &mut Tx, id: OrderId) -> Result<Option<StoredOrder>, StoreError> {
    fetch_optional!(
        tx,
        OrderRow,
        concat!("select ", columns!(), " from orders where id = $1"),
        id.to_string(),
    )?
    .map(OrderRow::into_stored)
    .transpose()
}

/// The order with what it has to do with that person.
pub async fn find_seen(
    tx: &mut Tx,
    id: OrderId,
    person: UserId,
) -> Result<Option<SeenOrder>, StoreError> {
    fetch_optional!(
        tx,
        SeenRow,
        concat!("select ", columns!(), ", ", seen_columns!("$2"), " from orders where id = $1"),
        id.to_string(),
        person.to_string(),
    )?
    .map(SeenRow::into_seen)
    .transpose()
}

/// The order, locked until the transaction ends: whatever changes an order, its responses or its
/// chat takes this lock first, so that of two at once the second sees what the first did.
pub async fn lock(tx: &mut Tx, id: OrderId) -> Result<Option<StoredOrder>, StoreError> {
    fetch_locked!(
        tx,
        OrderRow,
        concat!("select ", columns!(), " from orders where id = $1"),
        id.to_string(),
    )?
    .map(OrderRow::into_stored)
    .transpose()
}

/// Takes the next running number (PRODUCT 2.1). A transaction that fails gives it back.
pub async fn next_number(tx: &mut Tx) -> Result<i64, StoreError> {
    let (number,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "update counters set value = value + 1 where name = 'order_number' returning value",
    )?;
    Ok(number)
}

/// Writes a new order, in whatever state it is.
pub async fn insert(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    let Columns { budget_kopecks, latitude, longitude } = Columns::of(&order.details);
    let details = &order.details;
    execute!(
        tx,
        "insert into orders (
             id, number, customer_id, category, title, description, region, address, latitude,
             longitude, start_date, end_date, budget_kopecks, payment_method, search_text,
             status, created_at, executor_id, published_at, selected_at, work_started_at,
             work_done_at, closed_at
         ) values (
             $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20, $21, $22, $23
         )",
        order.id.to_string(),
        order.number,
        order.customer_id.to_string(),
        details.category.as_str(),
        details.title.as_str(),
        details.description.as_str(),
        details.region.as_str(),
        details.address.as_str(),
        latitude,
        longitude,
        date_text(details.start_date),
        details.end_date.map(date_text),
        budget_kopecks,
        details.payment_method.as_str(),
        search_text(order),
        order.state.status().as_str(),
        order.created_at.as_millis(),
        executor(order).map(|id| id.to_string()),
        order.state.published_at().map(|at| at.as_millis()),
        order.state.assignment().map(|assigned| assigned.selected_at.as_millis()),
        order.state.assignment().and_then(|a| a.work.started_at()).map(|at| at.as_millis()),
        order.state.assignment().and_then(|a| a.work.done_at()).map(|at| at.as_millis()),
        order.state.closed_at().map(|at| at.as_millis()),
    )?;
    match order.state {
        OrderState::Published { .. } => word_index::enter(tx, order).await,
        _ => Ok(()),
    }
}

/// Writes the state an order moved to.
pub async fn save_state(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    let assignment = order.state.assignment();
    execute!(
        tx,
        "update orders set status = $2, executor_id = $3, published_at = $4, selected_at = $5,
             work_started_at = $6, work_done_at = $7, closed_at = $8
         where id = $1",
        order.id.to_string(),
        order.state.status().as_str(),
        executor(order).map(|id| id.to_string()),
        order.state.published_at().map(|at| at.as_millis()),
        assignment.map(|assigned| assigned.selected_at.as_millis()),
        assignment.and_then(|a| a.work.started_at()).map(|at| at.as_millis()),
        assignment.and_then(|a| a.work.done_at()).map(|at| at.as_millis()),
        order.state.closed_at().map(|at| at.as_millis()),
    )?;
    match order.state {
        // It was taken out of the index when it was selected.
        OrderState::InProgress { assignment, .. } if assignment.work != Work::NotStarted => Ok(()),
        OrderState::Completed { .. } => Ok(()),
        _ => word_index::tell(tx, order).await,
    }
}

/// Writes what an edited order asks for.
pub async fn save_details(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    let Columns { budget_kopecks, latitude, longitude } = Columns::of(&order.details);
    let details = &order.details;
    execute!(
        tx,
        "update orders set category = $2, title = $3, description = $4, region = $5,
             address = $6, latitude = $7, longitude = $8, start_date = $9, end_date = $10,
             budget_kopecks = $11, payment_method = $12, search_text = $13
         where id = $1",
        order.id.to_string(),
        details.category.as_str(),
        details.title.as_str(),
        details.description.as_str(),
        details.region.as_str(),
        details.address.as_str(),
        latitude,
        longitude,
        date_text(details.start_date),
        details.end_date.map(date_text),
        budget_kopecks,
        details.payment_method.as_str(),
        search_text(order),
    )?;
    word_index::tell(tx, order).await
}

/// Whoever is selected now sees the chat from here on, and nothing of what an earlier executor
/// wrote (PRODUCT 5.1).
pub async fn open_chat_from_here(tx: &mut Tx, id: OrderId) -> Result<(), StoreError> {
    execute!(
        tx,
        "update orders set executor_sees_after_seq =
             (select coalesce(max(seq), 0) from messages where order_id = $1)
         where id = $1",
        id.to_string(),
    )?;
    Ok(())
}

fn executor(order: &Order) -> Option<UserId> {
    order.state.assignment().map(|assignment| assignment.executor_id)
}

/// The words of an order as they are searched, with those of its parts kept apart by a line break
/// so that none are found across two of them.
fn search_text(order: &Order) -> String {
    let details = &order.details;
    [&details.title, &details.description, &details.address]
        .map(|text| search_form(text))
        .join("\n")
}
