//! Taking back from people's logs what they may no longer see. An entry keeps its place and seq.

use montaj_domain::ids::{OrderId, UserId};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all},
    row::RowName,
};

/// An entry of somebody's log about an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEntry {
    pub user_id: UserId,
    pub seq: i64,
    pub payload: String,
}

/// An entry of one person's log about a chat.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ChatEntry {
    pub seq: i64,
    pub payload: String,
}

/// The entries about the order that carry contacts or say where a chat begins, in everybody's
/// logs, each log oldest first.
pub async fn open_entries(tx: &mut Tx, order_id: OrderId) -> Result<Vec<OrderEntry>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, String),
        r#"select user_id, seq, payload from events
         where kind = 'order.updated' and subject_id = $1
             and (payload like '%"contacts":{%' or payload not like '%"chatBeginsAtSeq":null%')
         order by user_id, seq"#,
        order_id.to_string(),
    )?;
    let entry = |(user_id, seq, payload): (String, i64, String)| {
        let name = RowName { table: "events", id: &user_id };
        Ok(OrderEntry { user_id: name.parse("user_id", &user_id)?, seq, payload })
    };
    rows.into_iter().map(entry).collect()
}

/// The entries about chats, of any order, in the person's log, oldest first.
pub async fn chat_entries(tx: &mut Tx, user_id: UserId) -> Result<Vec<ChatEntry>, StoreError> {
    fetch_all!(
        tx,
        ChatEntry,
        "select seq, payload from events
         where user_id = $1
             and kind in ('message.created', 'message.updated', 'message.delivered',
                 'message.read')
         order by seq",
        user_id.to_string(),
    )
}

/// Puts an order's view into the place of an entry.
pub async fn replace_by_order(
    tx: &mut Tx,
    user_id: UserId,
    seq: i64,
    order_id: OrderId,
    payload: &str,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update events set kind = 'order.updated', subject_id = $3, payload = $4
         where user_id = $1 and seq = $2",
        user_id.to_string(),
        seq,
        order_id.to_string(),
        payload,
    )?;
    Ok(())
}
