//! The messages of chats in the replica.

use montaj_domain::timestamp::Timestamp;
use montaj_wire::{chat::MessageView, event::MessagesReached};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::apply::Done;

/// So many messages are one statement: each statement takes its own way to the connection's thread.
const TOGETHER: usize = 50;

/// What of a message that is here stays as it is, and what the newer one says.
const MERGED: &str = " on conflict (order_id, seq) do update set id = excluded.id, kind = excluded.kind, \
     sender_id = excluded.sender_id, \
     reply_to_id = excluded.reply_to_id, created_at = excluded.created_at, \
     delivered_at = coalesce(messages.delivered_at, excluded.delivered_at), \
     read_at = coalesce(messages.read_at, excluded.read_at), \
     content = case when (excluded.deleted_at is not null, coalesce(excluded.edited_at, 0)) \
      >= (messages.deleted_at is not null, coalesce(messages.edited_at, 0)) \
      then excluded.content else messages.content end, \
     edited_at = nullif(max(coalesce(messages.edited_at, 0), \
      coalesce(excluded.edited_at, 0)), 0), \
     deleted_at = coalesce(messages.deleted_at, excluded.deleted_at)";

/// Writes messages, in their order.
pub(super) async fn put(tx: &mut SqliteConnection, messages: &[MessageView]) -> Done {
    for together in messages.chunks(TOGETHER) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "insert into messages (order_id, seq, id, kind, sender_id, content, reply_to_id, \
             created_at, delivered_at, read_at, edited_at, deleted_at) ",
        );
        query.push_values(together, |mut row, message| {
            row.push_bind(message.order_id.to_string())
                .push_bind(message.seq)
                .push_bind(message.id.to_string())
                .push_bind(message.kind.as_str())
                .push_bind(message.sender_id.map(|id| id.to_string()))
                .push_bind(&message.content)
                .push_bind(message.reply_to_id.map(|id| id.to_string()))
                .push_bind(message.created_at.as_millis())
                .push_bind(message.delivered_at.map(Timestamp::as_millis))
                .push_bind(message.read_at.map(Timestamp::as_millis))
                .push_bind(message.edited_at.map(Timestamp::as_millis))
                .push_bind(message.deleted_at.map(Timestamp::as_millis));
        });
        query.push(MERGED);
        // Kept are the statements of one message and of many; there are few others.
        let is_usual = matches!(together.len(), 1 | TOGETHER);
        query.build().persistent(is_usual).execute(&mut *tx).await?;
    }
    Ok(())
}

/// The text of a message that is here, unless it has a newer one.
pub(super) async fn update(tx: &mut SqliteConnection, message: &MessageView) -> Done {
    sqlx::query(
        "update messages set content = $3, edited_at = $4, deleted_at = $5 \
         where order_id = $1 and seq = $2 and ($5 is not null, coalesce($4, 0)) \
         >= (deleted_at is not null, coalesce(edited_at, 0))",
    )
    .bind(message.order_id.to_string())
    .bind(message.seq)
    .bind(&message.content)
    .bind(message.edited_at.map(Timestamp::as_millis))
    .bind(message.deleted_at.map(Timestamp::as_millis))
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn put_sent(tx: &mut SqliteConnection, message: &MessageView) -> Done {
    let earlier: Option<(i64,)> =
        sqlx::query_as("select seq from messages where order_id = $1 and seq < $2 limit 1")
            .bind(message.order_id.to_string())
            .bind(message.seq)
            .fetch_optional(&mut *tx)
            .await?;
    if earlier.is_some() { put(tx, std::slice::from_ref(message)).await } else { Ok(()) }
}

pub(super) async fn delivered(tx: &mut SqliteConnection, reached: MessagesReached) -> Done {
    let sql = "update messages set delivered_at = coalesce(delivered_at, $4) \
         where order_id = $1 and seq between $5 and $2 and sender_id is not $3 and delivered_at is null";
    mark(tx, sql, reached).await
}

pub(super) async fn read(tx: &mut SqliteConnection, reached: MessagesReached) -> Done {
    let sql = "update messages set delivered_at = coalesce(delivered_at, $4), read_at = $4 \
         where order_id = $1 and seq between $5 and $2 and sender_id is not $3 and read_at is null";
    mark(tx, sql, reached).await
}

async fn mark(tx: &mut SqliteConnection, sql: &'static str, reached: MessagesReached) -> Done {
    sqlx::query(sql)
        .bind(reached.order_id.to_string())
        .bind(reached.up_to_seq)
        .bind(reached.person_id.to_string())
        .bind(reached.at.as_millis())
        .bind(reached.from_seq)
        .execute(tx)
        .await?;
    Ok(())
}
