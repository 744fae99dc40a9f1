//! Chat messages, and how far they got (PRODUCT 5).

mod batch;
mod change;
mod search;

use montaj_domain::{
    chat::{MessageFacts, MessageKind},
    ids::{MessageId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::Deserialize;

pub use batch::{
    Arrival, Reading, chats_of, find_many, insert_many, last_seqs, mark_delivered, mark_read,
};
pub use change::{delete, edit, rewrite_log};
pub use search::{Text, among, texts};

use crate::{
    StoreError, Tx,
    dialect::{fetch_all, fetch_one, fetch_optional, fetch_page},
    row::{RowName, instant},
};

/// A message the server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub order_id: OrderId,
    /// 1, 2, 3 … within the order, no gaps.
    pub seq: i64,
    pub kind: MessageKind,
    /// Absent for marks of what happened to the order.
    pub sender_id: Option<UserId>,
    pub content: String,
    /// The earlier message of this chat that it answers.
    pub reply_to_id: Option<MessageId>,
    pub created_at: Timestamp,
    pub delivered_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub edited_at: Option<Timestamp>,
    /// Then its text is gone.
    pub deleted_at: Option<Timestamp>,
}

impl Message {
    /// What decides over its changes.
    pub const fn facts(&self) -> MessageFacts {
        MessageFacts {
            sender_id: self.sender_id,
            created_at: self.created_at,
            deleted_at: self.deleted_at,
        }
    }
}

/// How far a sender's messages in an order have got with somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub order_id: OrderId,
    pub sender_id: UserId,
    /// Whom they reached.
    pub person_id: UserId,
    /// The lowest and the highest seq among them.
    pub from_seq: i64,
    pub up_to_seq: i64,
}

#[derive(Deserialize, sqlx::FromRow)]
struct MessageRow {
    id: String,
    order_id: String,
    seq: i64,
    kind: String,
    sender_id: Option<String>,
    content: String,
    reply_to_id: Option<String>,
    created_at: i64,
    delivered_at: Option<i64>,
    read_at: Option<i64>,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
}

impl TryFrom<MessageRow> for Message {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        let name = RowName { table: "messages", id: &row.id };
        Ok(Self {
            id: name.parse("id", &row.id)?,
            order_id: name.parse("order_id", &row.order_id)?,
            seq: row.seq,
            kind: name.named("kind", &row.kind, MessageKind::from_name)?,
            sender_id: row.sender_id.map(|id| name.parse("sender_id", &id)).transpose()?,
            reply_to_id: row.reply_to_id.map(|id| name.parse("reply_to_id", &id)).transpose()?,
            created_at: instant(row.created_at),
            delivered_at: row.delivered_at.map(instant),
            read_at: row.read_at.map(instant),
            edited_at: row.edited_at.map(instant),
            deleted_at: row.deleted_at.map(instant),
            content: row.content,
        })
    }
}

/// The next seq of an order's chat. The order is locked until the commit, so two messages at once
/// get their seqs in the order of their commits.
pub async fn next_seq(tx: &mut Tx, order_id: OrderId) -> Result<i64, StoreError> {
    let (seq,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select coalesce(max(seq), 0) + 1 from messages where order_id = $1",
        order_id.to_string(),
    )?;
    Ok(seq)
}

/// Writes a message.
pub async fn insert(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    insert_many(tx, std::slice::from_ref(message)).await
}

pub async fn find(tx: &mut Tx, id: MessageId) -> Result<Option<Message>, StoreError> {
    let row = fetch_optional!(
        tx,
        MessageRow,
        "select id, order_id, seq, kind, sender_id, content, reply_to_id, created_at,
             delivered_at, read_at, edited_at, deleted_at
         from messages where id = $1",
        id.to_string(),
    )?;
    row.map(Message::try_from).transpose()
}

macro_rules! item {
    ($array:literal) => {
        concat!(
            $array,
            "(id, order_id, seq, kind, sender_id, content, reply_to_id, created_at, delivered_at,
                read_at, edited_at, deleted_at)"
        )
    };
}

/// At most `limit` messages with `after < seq < before`, newest first.
pub async fn page(
    tx: &mut Tx,
    order_id: OrderId,
    after: i64,
    before: i64,
    limit: u32,
) -> Result<Vec<Message>, StoreError> {
    let mut rows = fetch_page!(
        tx,
        MessageRow,
        item,
        "select id, order_id, seq, kind, sender_id, content, reply_to_id, created_at,
             delivered_at, read_at, edited_at, deleted_at
         from messages where order_id = $1 and seq > $2 and seq < $3
         order by seq desc limit $4 + 0",
        order_id.to_string(),
        after,
        before,
        i64::from(limit),
    )?;
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.seq));
    rows.into_iter().map(Message::try_from).collect()
}

/// How many messages after `after` somebody else wrote that `reader` has not read. What was
/// deleted meanwhile is nothing to be read.
pub async fn unread_count(
    tx: &mut Tx,
    order_id: OrderId,
    reader: UserId,
    after: i64,
) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select count(*) from messages
         where order_id = $1 and read_at is null and seq > $2 and sender_id <> $3
             and deleted_at is null",
        order_id.to_string(),
        after,
        reader.to_string(),
    )?;
    Ok(count)
}

/// The same over all chats that are open to the person.
pub async fn unread_count_in_all(tx: &mut Tx, reader: UserId) -> Result<i64, StoreError> {
    let reader = reader.to_string();
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select count(*) from orders o join messages m on m.order_id = o.id
         where o.executor_id is not null and m.read_at is null and m.sender_id <> $1
             and m.deleted_at is null
             and (o.customer_id = $1
                 or (o.executor_id = $1 and m.seq > o.executor_sees_after_seq))",
        reader.as_str(),
    )?;
    Ok(count)
}

/// The messages to a person that none of their devices has had, as far as is known, and of which
/// their log after `up_to` does not tell: with `kind` it tells of messages. What was trimmed from
/// the log is known by this only.
pub async fn undelivered_up_to(
    tx: &mut Tx,
    user_id: UserId,
    up_to: i64,
    kind: &str,
) -> Result<Vec<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select m.id from orders o join messages m on m.order_id = o.id
         where m.read_at is null and m.delivered_at is null and m.sender_id <> $1
             and (o.customer_id = $1
                 or (o.executor_id = $1 and m.seq > o.executor_sees_after_seq))
             and m.id not in (
                 select subject_id from events where user_id = $1 and seq > $2 and kind = $3)
         order by m.order_id, m.seq",
        user_id.to_string(),
        up_to,
        kind,
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The orders in progress of a person, with the other side of each: who may see their presence.
pub async fn partners(tx: &mut Tx, user_id: UserId) -> Result<Vec<(OrderId, UserId)>, StoreError> {
    let user = user_id.to_string();
    let rows = fetch_all!(
        tx,
        (String, String),
        "select id, executor_id from orders
         where customer_id = $1 and status = 'IN_PROGRESS'
         union all
         select id, customer_id from orders
         where executor_id = $1 and status = 'IN_PROGRESS'
         limit 500",
        user.as_str(),
    )?;
    rows.into_iter()
        .map(|(order_id, partner)| {
            let name = RowName { table: "orders", id: &order_id };
            Ok((name.parse("id", &order_id)?, name.parse("partner", &partner)?))
        })
        .collect()
}
