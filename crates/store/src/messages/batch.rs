//! Many messages at once: each of these is one statement, however many there are.

use std::collections::{BTreeMap, HashMap};

use montaj_domain::{
    ids::{MessageId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::Serialize;

use super::{Message, MessageRow, Reached};
use crate::{
    StoreError, Tx,
    dialect::{execute_given, fetch_among, fetch_given, rows_json},
    row::RowName,
};

/// Those of the messages that there are.
pub async fn find_many(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = MessageId>,
) -> Result<Vec<Message>, StoreError> {
    let rows = fetch_among!(
        tx,
        MessageRow,
        "select id, order_id, seq, kind, sender_id, content, reply_to_id, created_at,
             delivered_at, read_at, edited_at, deleted_at
         from messages where id",
        ids,
    )?;
    rows.into_iter().map(Message::try_from).collect()
}

/// The seq of the newest message of each chat; 0 for one without. The orders are locked before: what
/// another transaction adds to a chat is then seen, or comes later.
pub async fn last_seqs(
    tx: &mut Tx,
    order_ids: impl IntoIterator<Item = OrderId>,
) -> Result<HashMap<OrderId, i64>, StoreError> {
    #[derive(Serialize)]
    struct Asked {
        order_id: OrderId,
    }
    let rows = fetch_given!(
        tx,
        (String, i64),
        "select given.order_id, coalesce(
             (select max(seq) from messages where messages.order_id = given.order_id), 0)
         from",
        (order_id text),
        "where true",
        rows_json(order_ids.into_iter().map(|order_id| Asked { order_id }))?,
    )?;
    let last = |(id, seq): (String, i64)| {
        Ok((RowName { table: "orders", id: &id }.parse("id", &id)?, seq))
    };
    rows.into_iter().map(last).collect()
}

#[derive(Serialize)]
struct Row<'a> {
    id: MessageId,
    order_id: OrderId,
    seq: i64,
    kind: &'a str,
    sender_id: Option<UserId>,
    content: &'a str,
    reply_to_id: Option<MessageId>,
    created_at: i64,
    delivered_at: Option<i64>,
    read_at: Option<i64>,
}

/// Writes messages.
pub async fn insert_many(tx: &mut Tx, messages: &[Message]) -> Result<(), StoreError> {
    if messages.is_empty() {
        return Ok(());
    }
    let rows = messages.iter().map(|message| Row {
        id: message.id,
        order_id: message.order_id,
        seq: message.seq,
        kind: message.kind.as_str(),
        sender_id: message.sender_id,
        content: &message.content,
        reply_to_id: message.reply_to_id,
        created_at: message.created_at.as_millis(),
        delivered_at: message.delivered_at.map(Timestamp::as_millis),
        read_at: message.read_at.map(Timestamp::as_millis),
    });
    execute_given!(
        tx,
        "insert into messages (id, order_id, seq, kind, sender_id, content, reply_to_id,
             created_at, delivered_at, read_at)
         select given.id, given.order_id, given.seq, given.kind, given.sender_id, given.content,
             given.reply_to_id, given.created_at, given.delivered_at, given.read_at from",
        (
            id text, order_id text, seq bigint, kind text, sender_id text, content text,
            reply_to_id text, created_at bigint, delivered_at bigint, read_at bigint
        ),
        "where true",
        rows_json(rows)?,
    )?;
    Ok(())
}

/// A person has read others' messages of a chat with `after < seq <= up_to`. Two of one chat must
/// not claim the same messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reading {
    pub order_id: OrderId,
    pub reader_id: UserId,
    pub after: i64,
    pub up_to: i64,
}

/// Marks messages as read, and as delivered where they were not. Answers, for each reading that
/// changed anything, how far it got.
pub async fn mark_read(
    tx: &mut Tx,
    readings: &[Reading],
    now: Timestamp,
) -> Result<Vec<(OrderId, UserId, i64)>, StoreError> {
    if readings.is_empty() {
        return Ok(Vec::new());
    }
    let rows = fetch_given!(
        tx,
        (String, String, i64),
        "update messages set read_at = $2, delivered_at = coalesce(delivered_at, $2) from",
        (order_id text, reader_id text, after bigint, up_to bigint),
        "where messages.order_id = given.order_id and messages.read_at is null
             and messages.seq > given.after and messages.seq <= given.up_to
             and messages.sender_id <> given.reader_id
         returning messages.order_id, messages.sender_id, messages.seq",
        rows_json(readings)?,
        now.as_millis(),
    )?;
    let mut reached = BTreeMap::new();
    for (order_id, sender_id, seq) in rows {
        let name = RowName { table: "messages", id: &order_id };
        let order_id: OrderId = name.parse("order_id", &order_id)?;
        let sender_id: UserId = name.parse("sender_id", &sender_id)?;
        let by = readings.iter().find(|reading| {
            reading.order_id == order_id
                && reading.reader_id != sender_id
                && (reading.after + 1..=reading.up_to).contains(&seq)
        });
        let Some(by) = by else { continue };
        let up_to = reached.entry((order_id, by.reader_id)).or_insert(seq);
        *up_to = seq.max(*up_to);
    }
    Ok(reached.into_iter().map(|((order, reader), up_to)| (order, reader, up_to)).collect())
}

/// A message has arrived on a device of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrival {
    pub id: String,
    pub person_id: UserId,
}

/// The chats of messages that have arrived; one may come several times.
pub async fn chats_of(tx: &mut Tx, arrivals: &[Arrival]) -> Result<Vec<OrderId>, StoreError> {
    if arrivals.is_empty() {
        return Ok(Vec::new());
    }
    let rows = fetch_among!(
        tx,
        (String,),
        "select order_id from messages where id",
        arrivals.iter().map(|arrival| &arrival.id),
    )?;
    let id = |(id,): (String,)| RowName { table: "orders", id: &id }.parse("id", &id);
    rows.into_iter().map(id).collect()
}

/// Marks messages as delivered; one's own, and those that were, stay as they are. Answers how far
/// those of each sender got in each chat that they still see: an executor who is off the order hears
/// nothing more of what they wrote there.
pub async fn mark_delivered(
    tx: &mut Tx,
    arrivals: &[Arrival],
    now: Timestamp,
) -> Result<Vec<Reached>, StoreError> {
    if arrivals.is_empty() {
        return Ok(Vec::new());
    }
    let rows = fetch_given!(
        tx,
        (String, String, String, i64, bool),
        "update messages set delivered_at = $2 from",
        (id text, person_id text),
        "where messages.id = given.id and messages.delivered_at is null
             and messages.sender_id <> given.person_id
         returning messages.id, messages.order_id, messages.sender_id, messages.seq, exists (
             select 1 from orders o
             where o.id = messages.order_id and (
                 o.customer_id = messages.sender_id
                 or (o.executor_id = messages.sender_id
                     and messages.seq > o.executor_sees_after_seq)))",
        rows_json(arrivals)?,
        now.as_millis(),
    )?;
    // Of two arrivals of one message either may have marked it: it was delivered by the first.
    let mut people: BTreeMap<&str, Vec<UserId>> = BTreeMap::new();
    for arrival in arrivals {
        people.entry(&arrival.id).or_default().push(arrival.person_id);
    }
    let mut reached = BTreeMap::new();
    let rows = rows.into_iter().filter(|(.., sender_sees_it)| *sender_sees_it);
    for (id, order_id, sender_id, seq, _) in rows {
        let name = RowName { table: "messages", id: &id };
        let order_id: OrderId = name.parse("order_id", &order_id)?;
        let sender_id: UserId = name.parse("sender_id", &sender_id)?;
        let person = people.get(id.as_str()).into_iter().flatten().find(|id| **id != sender_id);
        let Some(person_id) = person else { continue };
        let (from, up_to) = reached.entry((order_id, sender_id, *person_id)).or_insert((seq, seq));
        *from = seq.min(*from);
        *up_to = seq.max(*up_to);
    }
    let reached =
        reached.into_iter().map(|((order_id, sender_id, person_id), (from_seq, up_to_seq))| {
            Reached { order_id, sender_id, person_id, from_seq, up_to_seq }
        });
    Ok(reached.collect())
}
