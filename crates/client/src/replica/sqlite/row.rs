//! Rows into values. Data that cannot be is an error that names its table.

use montaj_domain::{chat::MessageKind, timestamp::Timestamp};
use montaj_wire::chat::MessageView;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::FromRow;

use crate::{
    outbox::OutboxItem,
    replica::{ReplicaError, sqlite::failed},
    views::DraftKey,
};

pub(super) fn json(value: &impl Serialize) -> Result<String, ReplicaError> {
    serde_json::to_string(value).map_err(|error| failed(&error))
}

pub(super) fn parse<T: DeserializeOwned>(table: &str, text: &str) -> Result<T, ReplicaError> {
    serde_json::from_str(text).map_err(|error| ReplicaError::Damaged(format!("{table}: {error}")))
}

/// An id, parsed.
pub(super) fn id<T: std::str::FromStr<Err: std::fmt::Display>>(
    table: &str,
    text: &str,
) -> Result<T, ReplicaError> {
    text.parse().map_err(|error| ReplicaError::Damaged(format!("{table}: {text}: {error}")))
}

/// The name under which a form's draft stands.
pub(super) fn draft_name(key: DraftKey) -> String {
    match key {
        DraftKey::NewOrder => "new_order".to_owned(),
        DraftKey::Feed => "feed".to_owned(),
        DraftKey::Chat(order_id) => format!("chat:{order_id}"),
        DraftKey::Response(order_id) => format!("response:{order_id}"),
    }
}

#[derive(FromRow)]
pub(super) struct MessageRow {
    order_id: String,
    seq: i64,
    id: String,
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

impl TryFrom<MessageRow> for MessageView {
    type Error = ReplicaError;

    fn try_from(row: MessageRow) -> Result<Self, ReplicaError> {
        let table = "messages";
        let kind = MessageKind::from_name(&row.kind).ok_or_else(|| {
            ReplicaError::Damaged(format!("{table}: {} is of kind {}", row.id, row.kind))
        })?;
        Ok(Self {
            id: id(table, &row.id)?,
            order_id: id(table, &row.order_id)?,
            seq: row.seq,
            kind,
            sender_id: row.sender_id.map(|sender| id(table, &sender)).transpose()?,
            content: row.content,
            reply_to_id: row.reply_to_id.map(|answered| id(table, &answered)).transpose()?,
            created_at: Timestamp::from_millis(row.created_at),
            delivered_at: row.delivered_at.map(Timestamp::from_millis),
            read_at: row.read_at.map(Timestamp::from_millis),
            edited_at: row.edited_at.map(Timestamp::from_millis),
            deleted_at: row.deleted_at.map(Timestamp::from_millis),
        })
    }
}

#[derive(FromRow)]
pub(super) struct OutboxRow {
    pub(super) id: String,
    pub(super) lane: String,
    pub(super) action: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) created_at: i64,
}

impl TryFrom<OutboxRow> for OutboxItem {
    type Error = ReplicaError;

    fn try_from(row: OutboxRow) -> Result<Self, ReplicaError> {
        let table = "outbox";
        Ok(Self {
            id: id(table, &row.id)?,
            lane: parse(table, &row.lane)?,
            action: parse(table, &row.action)?,
            state: parse(table, &row.state)?,
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            created_at: Timestamp::from_millis(row.created_at),
        })
    }
}
