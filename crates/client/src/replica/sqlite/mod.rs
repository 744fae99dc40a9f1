//! The replica in SQLite: the app's.

mod apply;
mod read;
mod row;

use std::path::Path;

use montaj_domain::{
    ids::{OperationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, response::ResponseView,
};
use serde_json::Value;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{ChatFacts, Kept, Replica, ReplicaError, ResponsesOf, Write};
use crate::{
    outbox::OutboxItem,
    views::{DraftKey, Unread},
};

/// Raised when a build keeps views in another shape: what is derived is then fetched anew.
const SHAPE: &str = "1";

/// A file that one engine at a time has open.
#[derive(Debug)]
pub struct SqliteReplica {
    /// One connection, so that writers wait for each other here and not in SQLite.
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteReplica {
    /// Opens the replica at `path`, makes it if it is not there and brings its tables up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer build.
    pub async fn open(path: &Path) -> Result<Self, ReplicaError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // The outbox exists nowhere else: a commit must survive a loss of power.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        let writer =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        sqlx::migrate!("./migrations").run(&writer).await.map_err(|error| failed(&error))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_lazy_with(options.read_only(true).create_if_missing(false));
        let replica = Self { writer, readers };
        replica.refresh_shape().await?;
        Ok(replica)
    }

    async fn refresh_shape(&self) -> Result<(), ReplicaError> {
        let name = "shape";
        let known: Option<String> = sqlx::query_scalar("select value from kept where name = $1")
            .bind(name)
            .fetch_optional(&self.writer)
            .await?;
        if known.as_deref() == Some(SHAPE) {
            return Ok(());
        }
        let owner = read::kept(&self.writer, Kept::Owner.as_str()).await?;
        let mut tx = self.writer.begin().await?;
        apply::forget_derived(&mut tx).await?;
        if let Some(owner) = owner {
            // Whose outbox and drafts these are stays known.
            apply::keep(&mut tx, Kept::Owner.as_str(), &owner.to_string()).await?;
        }
        apply::keep(&mut tx, name, SHAPE).await?;
        tx.commit().await?;
        Ok(())
    }
}

impl From<sqlx::Error> for ReplicaError {
    fn from(error: sqlx::Error) -> Self {
        failed(&error)
    }
}

fn failed(error: &dyn std::fmt::Display) -> ReplicaError {
    ReplicaError(error.to_string())
}

#[async_trait::async_trait]
impl Replica for SqliteReplica {
    async fn write(&self, batch: Vec<Write>) -> Result<(), ReplicaError> {
        let mut tx = self.writer.begin_with("begin immediate").await?;
        for write in batch {
            apply::apply(&mut tx, write).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn cursor(&self) -> Result<Option<i64>, ReplicaError> {
        read::cursor(&self.readers).await
    }

    async fn kept(&self, what: Kept) -> Result<Option<Value>, ReplicaError> {
        read::kept(&self.readers, what.as_str()).await
    }

    async fn orders(&self) -> Result<Vec<OrderView>, ReplicaError> {
        read::orders(&self.readers).await
    }

    async fn order(&self, id: OrderId) -> Result<Option<OrderView>, ReplicaError> {
        read::order(&self.readers, id).await
    }

    async fn responses(&self, of: ResponsesOf) -> Result<Vec<ResponseView>, ReplicaError> {
        read::responses(&self.readers, of).await
    }

    async fn messages(
        &self,
        order_id: OrderId,
        limit: u32,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        read::messages(&self.readers, order_id, limit).await
    }

    async fn chat(&self, order_id: OrderId, me: UserId) -> Result<ChatFacts, ReplicaError> {
        read::chat(&self.readers, order_id, me).await
    }

    async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ReplicaError> {
        read::notifications(&self.readers, limit).await
    }

    async fn unread(&self, me: UserId) -> Result<Unread, ReplicaError> {
        read::unread(&self.readers, me).await
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, ReplicaError> {
        read::outbox(&self.readers).await
    }

    async fn outbox_item(&self, id: OperationId) -> Result<Option<OutboxItem>, ReplicaError> {
        read::outbox_item(&self.readers, id).await
    }

    async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ReplicaError> {
        read::draft(&self.readers, key).await
    }

    async fn operation(
        &self,
        fingerprint: &str,
    ) -> Result<Option<(OperationId, Timestamp)>, ReplicaError> {
        read::operation(&self.readers, fingerprint).await
    }
}
