//! What each [`Write`] does to the tables.

use montaj_domain::{
    ids::{NotificationId, OperationId},
    timestamp::Timestamp,
};
use montaj_wire::{notification::NotificationView, order::OrderView, response::ResponseView};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{
    messages,
    row::{draft_name, json},
};
use crate::{
    outbox::{Action, OutboxItem, OutboxState},
    replica::{Basis, ReplicaError, Write},
};

pub(super) type Done = Result<(), ReplicaError>;

/// Carries out a batch, in its order. Messages in a row are written together.
pub(super) async fn apply_all(tx: &mut Transaction<'_, Sqlite>, batch: Vec<Write>) -> Done {
    let mut in_a_row = Vec::new();
    for write in batch {
        if let Write::Message(message) = write {
            in_a_row.push(message);
            continue;
        }
        messages::put(tx, &std::mem::take(&mut in_a_row)).await?;
        apply(tx, write).await?;
    }
    messages::put(tx, &in_a_row).await
}

async fn apply(tx: &mut Transaction<'_, Sqlite>, write: Write) -> Done {
    match write {
        Write::Cursor(seq) => keep(tx, "cursor", &seq.to_string()).await,
        Write::Keep(what, value) => keep(tx, what.as_str(), &value.to_string()).await,
        Write::Order(order, basis) => put_order(tx, &order, basis).await,
        Write::DropOrder(id) => run(tx, "delete from orders where id = $1", id).await,
        Write::Response(response, basis) => put_response(tx, &response, basis).await,
        Write::Message(message) => messages::put(tx, &[message]).await,
        Write::Updated(message) => messages::update(tx, &message).await,
        Write::Sent(message) => messages::put_sent(tx, &message).await,
        Write::Delivered(reached) => messages::delivered(tx, reached).await,
        Write::Read(reached) => messages::read(tx, reached).await,
        Write::DropChat(id) => run(tx, "delete from messages where order_id = $1", id).await,
        Write::Notification(notification) => put_notification(tx, &notification).await,
        Write::DropNotification(id) => run(tx, "delete from notifications where id = $1", id).await,
        Write::NotificationsRead { ids, at } => read_notifications(tx, ids, at).await,
        Write::ForgetDerived => forget_derived(tx).await,
        Write::ForgetAll => {
            forget_derived(tx).await?;
            forget_own(tx).await
        }
        other => apply_own(tx, other).await,
    }
}

/// The writes of what only this device knows.
async fn apply_own(tx: &mut SqliteConnection, write: Write) -> Done {
    match write {
        Write::Enqueue(item) => enqueue(tx, &item).await,
        Write::Amend { id, action } => amend(tx, id, &action).await,
        Write::SetOutbox { id, state, attempts } => {
            sqlx::query("update outbox set state = $2, attempts = $3 where id = $1")
                .bind(id.to_string())
                .bind(json(&state)?)
                .bind(i64::from(attempts))
                .execute(tx)
                .await?;
            Ok(())
        }
        Write::Dequeue(id) => run(tx, "delete from outbox where id = $1", id).await,
        Write::Withdraw(id) => {
            let sql = "delete from outbox where id = $1 and (state ->> '$.state' = 'wedged' \
                       or (state ->> '$.state' = 'queued' and attempts = 0))";
            run(tx, sql, id).await
        }
        Write::Draft(key, Some(content)) => {
            sqlx::query(
                "insert into drafts (form, content) values ($1, $2) \
                 on conflict (form) do update set content = excluded.content",
            )
            .bind(draft_name(key))
            .bind(content.to_string())
            .execute(tx)
            .await?;
            Ok(())
        }
        Write::Draft(key, None) => {
            run(tx, "delete from drafts where form = $1", draft_name(key)).await
        }
        Write::Local(settings) => {
            sqlx::query(
                "insert into device (name, value) values ('settings', $1) \
                 on conflict (name) do update set value = excluded.value",
            )
            .bind(settings.to_string())
            .execute(tx)
            .await?;
            Ok(())
        }
        Write::BeginOperation { fingerprint, id, at } => {
            sqlx::query(
                "insert into operations (fingerprint, id, begun_at) values ($1, $2, $3) \
                 on conflict (fingerprint) do update set id = excluded.id, begun_at = excluded.begun_at",
            )
            .bind(fingerprint)
            .bind(id.to_string())
            .bind(at.as_millis())
            .execute(tx)
            .await?;
            Ok(())
        }
        Write::EndOperation { fingerprint } => {
            run(tx, "delete from operations where fingerprint = $1", fingerprint).await
        }
        _ => Ok(()),
    }
}

/// Runs a statement with one text parameter.
async fn run(
    tx: &mut SqliteConnection,
    sql: &'static str,
    parameter: impl std::fmt::Display,
) -> Done {
    sqlx::query(sql).bind(parameter.to_string()).execute(tx).await?;
    Ok(())
}

pub(super) async fn keep(tx: &mut SqliteConnection, name: &str, value: &str) -> Done {
    sqlx::query(
        "insert into kept (name, value) values ($1, $2) \
         on conflict (name) do update set value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(tx)
    .await?;
    Ok(())
}

async fn put_order(tx: &mut SqliteConnection, order: &OrderView, basis: Basis) -> Done {
    sqlx::query(
        "insert into orders (id, created_at, seq, view) values ($1, $2, $3, $4) \
         on conflict (id) do update set created_at = excluded.created_at, seq = excluded.seq, \
         view = excluded.view where $5 or orders.seq <= excluded.seq",
    )
    .bind(order.id.to_string())
    .bind(order.created_at.as_millis())
    .bind(basis.seq())
    .bind(json(order)?)
    .bind(matches!(basis, Basis::Event(_)))
    .execute(tx)
    .await?;
    Ok(())
}

async fn put_response(tx: &mut SqliteConnection, response: &ResponseView, basis: Basis) -> Done {
    sqlx::query(
        "insert into responses (id, order_id, executor_id, created_at, seq, view) \
         values ($1, $2, $3, $4, $5, $6) \
         on conflict (id) do update set created_at = excluded.created_at, seq = excluded.seq, \
         view = excluded.view where $7 or responses.seq <= excluded.seq",
    )
    .bind(response.id.to_string())
    .bind(response.order_id.to_string())
    .bind(response.executor_id.to_string())
    .bind(response.created_at.as_millis())
    .bind(basis.seq())
    .bind(json(response)?)
    .bind(matches!(basis, Basis::Event(_)))
    .execute(tx)
    .await?;
    Ok(())
}

async fn put_notification(tx: &mut SqliteConnection, notification: &NotificationView) -> Done {
    sqlx::query(
        "insert into notifications (id, created_at, read_at, view) values ($1, $2, $3, $4) \
         on conflict (id) do update set created_at = excluded.created_at, view = excluded.view, \
         read_at = coalesce(excluded.read_at, notifications.read_at)",
    )
    .bind(notification.id.to_string())
    .bind(notification.created_at.as_millis())
    .bind(notification.read_at.map(Timestamp::as_millis))
    .bind(json(notification)?)
    .execute(tx)
    .await?;
    Ok(())
}

async fn read_notifications(
    tx: &mut SqliteConnection,
    ids: Option<Vec<NotificationId>>,
    at: Timestamp,
) -> Done {
    let Some(ids) = ids else {
        sqlx::query(
            "update notifications set read_at = $1 where read_at is null and created_at <= $1",
        )
        .bind(at.as_millis())
        .execute(tx)
        .await?;
        return Ok(());
    };
    for id in ids {
        sqlx::query("update notifications set read_at = $2 where read_at is null and id = $1")
            .bind(id.to_string())
            .bind(at.as_millis())
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

async fn enqueue(tx: &mut SqliteConnection, item: &OutboxItem) -> Done {
    sqlx::query(
        "insert into outbox (id, lane, action, state, attempts, created_at) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(item.id.to_string())
    .bind(json(&item.lane)?)
    .bind(json(&item.action)?)
    .bind(json(&item.state)?)
    .bind(i64::from(item.attempts))
    .bind(item.created_at.as_millis())
    .execute(tx)
    .await?;
    Ok(())
}

async fn amend(tx: &mut SqliteConnection, id: OperationId, action: &Action) -> Done {
    sqlx::query(
        "update outbox set action = $2, state = $3, attempts = 0 \
         where id = $1 and (state ->> '$.state' = 'wedged' \
         or (state ->> '$.state' = 'queued' and attempts = 0))",
    )
    .bind(id.to_string())
    .bind(json(action)?)
    .bind(json(&OutboxState::Queued)?)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn forget_derived(tx: &mut SqliteConnection) -> Done {
    for sql in [
        "delete from kept where name <> 'shape'",
        "delete from orders",
        "delete from responses",
        "delete from messages",
        "delete from notifications",
    ] {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    Ok(())
}

async fn forget_own(tx: &mut SqliteConnection) -> Done {
    for sql in ["delete from outbox", "delete from drafts", "delete from operations"] {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    Ok(())
}
