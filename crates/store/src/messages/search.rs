//! The texts of a chat, to be looked through.

use montaj_domain::ids::OrderId;
use serde::{Deserialize, Serialize};

use super::{Message, MessageRow};
use crate::{
    StoreError, Tx,
    dialect::{fetch_given, fetch_page, rows_json},
};

/// What somebody said, and where.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Text {
    pub seq: i64,
    pub content: String,
}

macro_rules! item {
    ($array:literal) => {
        concat!($array, "(seq, content)")
    };
}

/// The messages of an order with these seqs, newest first.
pub async fn among(
    tx: &mut Tx,
    order_id: OrderId,
    seqs: &[i64],
) -> Result<Vec<Message>, StoreError> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    let rows = seqs.iter().map(|seq| Place { order_id, seq: *seq });
    let rows = fetch_given!(
        tx,
        MessageRow,
        "select m.id, m.order_id, m.seq, m.kind, m.sender_id, m.content, m.reply_to_id,
             m.created_at, m.delivered_at, m.read_at, m.edited_at, m.deleted_at
         from",
        (order_id text, seq bigint),
        "join messages m on m.order_id = given.order_id and m.seq = given.seq",
        rows_json(rows)?,
    )?;
    let mut found = rows.into_iter().map(Message::try_from).collect::<Result<Vec<_>, _>>()?;
    found.sort_unstable_by_key(|message| std::cmp::Reverse(message.seq));
    Ok(found)
}

#[derive(Serialize)]
struct Place {
    order_id: OrderId,
    seq: i64,
}

/// At most `limit` texts with `after < seq < before`, newest first. Letters are compared by whoever
/// asks: no two engines agree on Cyrillic ones.
pub async fn texts(
    tx: &mut Tx,
    order_id: OrderId,
    after: i64,
    before: i64,
    limit: u32,
) -> Result<Vec<Text>, StoreError> {
    let mut found = fetch_page!(
        tx,
        Text,
        item,
        "select seq, content from messages
         where order_id = $1 and seq > $2 and seq < $3 and kind = 'TEXT' and deleted_at is null
         order by seq desc limit $4",
        order_id.to_string(),
        after,
        before,
        i64::from(limit),
    )?;
    found.sort_unstable_by_key(|text| std::cmp::Reverse(text.seq));
    Ok(found)
}
