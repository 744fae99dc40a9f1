//! The reads.

use montaj_domain::{
    ids::{MessageId, OperationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, response::ResponseView,
};
use serde_json::Value;
use sqlx::SqlitePool;

use super::row::{MessageRow, OutboxRow, draft_name, id, json, parse};
use crate::{
    outbox::OutboxItem,
    replica::{ChatFacts, ReplicaError, ResponsesOf},
    views::{DraftKey, Unread},
};

type Read<T> = Result<T, ReplicaError>;

async fn kept_text(pool: &SqlitePool, name: &str) -> Read<Option<String>> {
    let query = sqlx::query_scalar("select value from kept where name = $1").bind(name);
    Ok(query.fetch_optional(pool).await?)
}

pub(super) async fn cursor(pool: &SqlitePool) -> Read<Option<i64>> {
    let text = kept_text(pool, "cursor").await?;
    text.map(|text| {
        text.parse().map_err(|_| ReplicaError::Damaged(format!("kept: cursor is {text}")))
    })
    .transpose()
}

pub(super) async fn kept(pool: &SqlitePool, name: &str) -> Read<Option<Value>> {
    let text = kept_text(pool, name).await?;
    text.map(|text| parse("kept", &text)).transpose()
}

pub(super) async fn orders(pool: &SqlitePool) -> Read<Vec<OrderView>> {
    let views: Vec<String> =
        sqlx::query_scalar("select view from orders order by created_at desc, id desc")
            .fetch_all(pool)
            .await?;
    views.iter().map(|view| parse("orders", view)).collect()
}

pub(super) async fn order(pool: &SqlitePool, id: OrderId) -> Read<Option<OrderView>> {
    let view: Option<String> = sqlx::query_scalar("select view from orders where id = $1")
        .bind(id.to_string())
        .fetch_optional(pool)
        .await?;
    view.map(|view| parse("orders", &view)).transpose()
}

pub(super) async fn responses(pool: &SqlitePool, of: ResponsesOf) -> Read<Vec<ResponseView>> {
    let query = match of {
        ResponsesOf::Order(id) => sqlx::query_scalar(
            "select view from responses where order_id = $1 order by created_at desc, id desc",
        )
        .bind(id.to_string()),
        ResponsesOf::Executor(id) => sqlx::query_scalar(
            "select view from responses where executor_id = $1 order by created_at desc, id desc",
        )
        .bind(id.to_string()),
    };
    let views: Vec<String> = query.fetch_all(pool).await?;
    views.iter().map(|view| parse("responses", view)).collect()
}

pub(super) async fn messages(
    pool: &SqlitePool,
    order_id: OrderId,
    limit: u32,
) -> Read<Vec<MessageView>> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "select order_id, seq, id, kind, sender_id, content, reply_to_id, created_at, \
         delivered_at, read_at, edited_at, deleted_at from messages where order_id = $1 \
         order by seq desc limit $2",
    )
    .bind(order_id.to_string())
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await?;
    rows.into_iter().rev().map(MessageView::try_from).collect()
}

pub(super) async fn messages_between(
    pool: &SqlitePool,
    order_id: OrderId,
    from: i64,
    to: i64,
) -> Read<Vec<MessageView>> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "select order_id, seq, id, kind, sender_id, content, reply_to_id, created_at, \
         delivered_at, read_at, edited_at, deleted_at from messages \
         where order_id = $1 and seq between $2 and $3 order by seq",
    )
    .bind(order_id.to_string())
    .bind(from)
    .bind(to)
    .fetch_all(pool)
    .await?;
    rows.into_iter().map(MessageView::try_from).collect()
}

pub(super) async fn messages_of(
    pool: &SqlitePool,
    order_id: OrderId,
    ids: &[MessageId],
) -> Read<Vec<MessageView>> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "select order_id, seq, id, kind, sender_id, content, reply_to_id, created_at, \
         delivered_at, read_at, edited_at, deleted_at from messages \
         where id in (select value from json_each($2)) and order_id = $1",
    )
    .bind(order_id.to_string())
    .bind(json(&ids)?)
    .fetch_all(pool)
    .await?;
    rows.into_iter().map(MessageView::try_from).collect()
}

pub(super) async fn chat(pool: &SqlitePool, order_id: OrderId, me: UserId) -> Read<ChatFacts> {
    let (lowest, unread, first_unread): (Option<i64>, i64, Option<i64>) = sqlx::query_as(
        "select (select min(seq) from messages where order_id = $1), \
         unread.number, unread.first from (select count(*) as number, min(seq) as first \
          from messages where order_id = $1 and read_at is null and deleted_at is null \
          and sender_id is not null and sender_id <> $2) as unread",
    )
    .bind(order_id.to_string())
    .bind(me.to_string())
    .fetch_one(pool)
    .await?;
    let last = messages(pool, order_id, 1).await?.pop();
    Ok(ChatFacts { last, lowest, unread: count(unread), first_unread })
}

pub(super) async fn notifications(pool: &SqlitePool, limit: u32) -> Read<Vec<NotificationView>> {
    let rows: Vec<(String, Option<i64>)> = sqlx::query_as(
        "select view, read_at from notifications order by created_at desc, id desc limit $1",
    )
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await?;
    let read = |(view, read_at): &(String, Option<i64>)| {
        let view: NotificationView = parse("notifications", view)?;
        Ok(NotificationView { read_at: read_at.map(Timestamp::from_millis), ..view })
    };
    rows.iter().map(read).collect()
}

pub(super) async fn unread(pool: &SqlitePool, me: UserId) -> Read<Unread> {
    let (messages, notifications): (i64, i64) = sqlx::query_as(
        "select (select count(*) from messages \
          where read_at is null and deleted_at is null \
          and sender_id is not null and sender_id <> $1 \
          and order_id not in \
           (select id from orders where json_extract(view, '$.executorId') is null)), \
         (select count(*) from notifications where read_at is null)",
    )
    .bind(me.to_string())
    .fetch_one(pool)
    .await?;
    Ok(Unread { messages: count(messages), notifications: count(notifications) })
}

pub(super) async fn outbox(pool: &SqlitePool) -> Read<Vec<OutboxItem>> {
    let rows: Vec<OutboxRow> = sqlx::query_as(
        "select id, lane, action, state, attempts, created_at from outbox order by position",
    )
    .fetch_all(pool)
    .await?;
    rows.into_iter().map(OutboxItem::try_from).collect()
}

pub(super) async fn outbox_item(pool: &SqlitePool, id: OperationId) -> Read<Option<OutboxItem>> {
    let row: Option<OutboxRow> = sqlx::query_as(
        "select id, lane, action, state, attempts, created_at from outbox where id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(pool)
    .await?;
    row.map(OutboxItem::try_from).transpose()
}

pub(super) async fn local(pool: &SqlitePool) -> Read<Option<Value>> {
    let value: Option<String> =
        sqlx::query_scalar("select value from device where name = 'settings'")
            .fetch_optional(pool)
            .await?;
    value.map(|value| parse("device", &value)).transpose()
}

pub(super) async fn draft(pool: &SqlitePool, key: DraftKey) -> Read<Option<Value>> {
    let content: Option<String> = sqlx::query_scalar("select content from drafts where form = $1")
        .bind(draft_name(key))
        .fetch_optional(pool)
        .await?;
    content.map(|content| parse("drafts", &content)).transpose()
}

pub(super) async fn operation(
    pool: &SqlitePool,
    fingerprint: &str,
) -> Read<Option<(OperationId, Timestamp)>> {
    let row: Option<(String, i64)> =
        sqlx::query_as("select id, begun_at from operations where fingerprint = $1")
            .bind(fingerprint)
            .fetch_optional(pool)
            .await?;
    row.map(|(text, at)| Ok((id("operations", &text)?, Timestamp::from_millis(at)))).transpose()
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
