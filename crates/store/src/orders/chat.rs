//! What of an order its chat needs: who takes part, whether it is open, how far it got.

use montaj_domain::{
    ids::{OrderId, UserId},
    order::OrderState,
};
use serde::Serialize;

use super::row::{StateRow, StoredOrder};
use crate::{
    StoreError, Tx,
    dialect::{execute_given, fetch_locked_among, rows_json},
    row::RowName,
};

/// An order as the host of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatHost {
    pub id: OrderId,
    pub customer_id: UserId,
    pub state: OrderState,
    /// The seq of the newest chat message; 0 for none.
    pub last_message_seq: i64,
    /// The executor's view of the chat begins after this seq.
    pub executor_sees_after_seq: i64,
}

impl From<&StoredOrder> for ChatHost {
    fn from(stored: &StoredOrder) -> Self {
        Self {
            id: stored.order.id,
            customer_id: stored.order.customer_id,
            state: stored.order.state,
            last_message_seq: stored.last_message_seq,
            executor_sees_after_seq: stored.executor_sees_after_seq,
        }
    }
}

#[derive(sqlx::FromRow)]
struct HostRow {
    id: String,
    customer_id: String,
    #[sqlx(flatten)]
    state: StateRow,
    last_message_seq: i64,
    executor_sees_after_seq: i64,
}

impl TryFrom<HostRow> for ChatHost {
    type Error = StoreError;

    fn try_from(row: HostRow) -> Result<Self, StoreError> {
        let name = RowName { table: "orders", id: &row.id };
        Ok(Self {
            id: name.parse("id", &row.id)?,
            customer_id: name.parse("customer_id", &row.customer_id)?,
            state: row.state.read(name)?,
            last_message_seq: row.last_message_seq,
            executor_sees_after_seq: row.executor_sees_after_seq,
        })
    }
}

/// Those of the orders that there are, locked until the transaction ends, in the order of their
/// ids: two who lock many never wait for each other crosswise.
pub async fn lock_chats(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = OrderId>,
) -> Result<Vec<ChatHost>, StoreError> {
    let rows = fetch_locked_among!(
        tx,
        HostRow,
        "select id, customer_id, executor_id, status, published_at, selected_at, work_started_at,
             work_done_at, closed_at, last_message_seq, executor_sees_after_seq
         from orders where id",
        ids,
    )?;
    rows.into_iter().map(ChatHost::try_from).collect()
}

/// Where the chat of an order has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LastMessage {
    pub id: OrderId,
    pub seq: i64,
}

/// Writes the seqs of the newest messages of orders that are locked.
pub async fn save_last_messages(tx: &mut Tx, last: &[LastMessage]) -> Result<(), StoreError> {
    if last.is_empty() {
        return Ok(());
    }
    execute_given!(
        tx,
        "update orders set last_message_seq = given.seq from",
        (id text, seq bigint),
        "where orders.id = given.id",
        rows_json(last)?,
    )?;
    Ok(())
}
