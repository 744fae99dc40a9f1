//! What of an order its chat needs: who takes part, whether it is open.

use montaj_domain::{
    ids::{OrderId, UserId},
    order::OrderState,
};

use super::row::StateRow;
use crate::{
    StoreError, Tx,
    dialect::{fetch_locked_among, fetch_optional},
    row::RowName,
};

/// An order as the host of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatHost {
    pub id: OrderId,
    pub customer_id: UserId,
    pub state: OrderState,
    /// The executor's view of the chat begins after this seq.
    pub executor_sees_after_seq: i64,
}

#[derive(sqlx::FromRow)]
struct HostRow {
    id: String,
    customer_id: String,
    #[sqlx(flatten)]
    state: StateRow,
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
            executor_sees_after_seq: row.executor_sees_after_seq,
        })
    }
}

macro_rules! host_columns {
    () => {
        "select id, customer_id, executor_id, status, published_at, selected_at, work_started_at,
             work_done_at, closed_at, executor_sees_after_seq
         from orders where id"
    };
}

/// The order, which others may change meanwhile.
pub async fn find_chat(tx: &mut Tx, id: OrderId) -> Result<Option<ChatHost>, StoreError> {
    let row = fetch_optional!(tx, HostRow, concat!(host_columns!(), " = $1"), id.to_string())?;
    row.map(ChatHost::try_from).transpose()
}

/// Those of the orders that there are, locked until the transaction ends, in the order of their
/// ids: two who lock many never wait for each other crosswise.
pub async fn lock_chats(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = OrderId>,
) -> Result<Vec<ChatHost>, StoreError> {
    let rows = fetch_locked_among!(tx, HostRow, host_columns!(), ids,)?;
    rows.into_iter().map(ChatHost::try_from).collect()
}
