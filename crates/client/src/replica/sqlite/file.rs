//! The replica's file, open.

use std::path::Path;

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{apply, failed, read};
use crate::replica::{Kept, ReplicaError};

/// Raised when a build keeps views in another shape: what is derived is then fetched anew.
const SHAPE: &str = "2";

/// A file that one engine at a time has open.
#[derive(Debug)]
pub(super) struct File {
    /// One connection, so that writers wait for each other here and not in SQLite.
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
}

impl File {
    /// Opens the file at `path`, makes it if it is not there and brings its tables up to date.
    pub(super) async fn open(path: &Path) -> Result<Self, ReplicaError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // The outbox exists nowhere else: a commit must survive a loss of power.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        let writer =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_lazy_with(options.read_only(true).create_if_missing(false));
        let file = Self { writer, readers };
        let prepared = file.prepare().await;
        if prepared.is_err() {
            file.close().await;
        }
        prepared.map(|()| file)
    }

    async fn prepare(&self) -> Result<(), ReplicaError> {
        let migrated = sqlx::migrate!("./migrations").run(&self.writer).await;
        migrated.map_err(|error| match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => failed(&other),
        })?;
        self.refresh_shape().await
    }

    /// Closes all connections once their statements have ended.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(super) fn is_closed(&self) -> bool {
        self.writer.is_closed()
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
