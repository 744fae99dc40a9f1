//! A transaction, with the events that its commit appends.

use std::ops::{Deref, DerefMut};

use montaj_domain::{ids::UserId, timestamp::Timestamp};
use sqlx::{Postgres, Sqlite, SqliteConnection};

use crate::{
    StoreError,
    db::{Committed, OnCommit},
    events::{self, NewEvent},
    writer::Turn,
};

/// A transaction on one of the engines. Dropped without [`Tx::commit`], nothing of it happened.
pub struct Tx {
    engine: Engine,
    events: Vec<(UserId, NewEvent)>,
    on_commit: OnCommit,
    /// The storage failed under it: nothing more is done, for SQLite may have ended the
    /// transaction by itself, and what came after would stand alone.
    has_failed: bool,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(SqliteTx),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

#[derive(Debug)]
pub(crate) enum SqliteTx {
    Reading(sqlx::Transaction<'static, Sqlite>),
    Writing(Turn),
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Reading(tx) => tx,
            Self::Writing(turn) => turn,
        }
    }
}

impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reading(tx) => tx,
            Self::Writing(turn) => turn,
        }
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(engine: Engine, on_commit: OnCommit) -> Self {
        Self { engine, events: Vec::new(), on_commit, has_failed: false }
    }

    pub(crate) fn engine(&mut self) -> Result<&mut Engine, StoreError> {
        if self.has_failed { Err(failed()) } else { Ok(&mut self.engine) }
    }

    /// Takes note when the storage failed under a statement.
    pub(crate) fn noticed<T>(&mut self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        self.has_failed |= matches!(done, Err(StoreError::Unavailable(_)));
        done
    }

    /// Notes an event for a person's log. It gets its seq at the commit: the logs' heads are then
    /// locked in one order by everybody, and for a moment only.
    pub fn append(&mut self, user_id: UserId, event: NewEvent) {
        self.events.push((user_id, event));
    }

    /// Appends the noted events, commits, and wakes whoever waits for them. Ok means that it is on
    /// the disk. Once it is under way it goes on, and wakes, even when nobody waits for it here.
    pub async fn commit(mut self, now: Timestamp) -> Result<(), StoreError> {
        let mut noted = std::mem::take(&mut self.events);
        // Stable: one person's events keep the order in which they were noted.
        noted.sort_by_key(|(user_id, _)| *user_id);
        let heads = events::append_all(&mut self, &noted, now).await?;
        if self.has_failed {
            return Err(failed());
        }
        let committed = Committed { heads };
        match self.engine {
            Engine::Sqlite(SqliteTx::Reading(tx)) => Ok(tx.commit().await?),
            Engine::Sqlite(SqliteTx::Writing(turn)) => turn.keep(committed).await,
            Engine::Postgres(tx) => commit_on_postgres(tx, committed, self.on_commit).await,
        }
    }
}

async fn commit_on_postgres(
    tx: sqlx::Transaction<'static, Postgres>,
    committed: Committed,
    on_commit: OnCommit,
) -> Result<(), StoreError> {
    let committing = tokio::spawn(async move {
        tx.commit().await?;
        on_commit(&committed);
        Ok(())
    });
    committing.await.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())))
}

fn failed() -> StoreError {
    StoreError::Unavailable("the transaction failed before".to_owned())
}
