//! A transaction, with the events that its commit appends.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use montaj_domain::{ids::UserId, timestamp::Timestamp};
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, pool::PoolConnection};

use crate::{
    StoreError,
    db::{Committed, OnCommit},
    events::{self, NewEvent, Noted},
    statements::Statements,
    writer::Turn,
};

/// A transaction on one of the engines. Dropped without [`Tx::commit`], nothing of it happened.
pub struct Tx {
    engine: Engine,
    noted: Noted,
    on_commit: OnCommit,
    statements: Arc<Statements>,
    /// Its number among those whose statements are noted.
    number: u32,
    /// The storage failed under it: nothing more is done, for SQLite may have ended the
    /// transaction by itself, and what came after would stand alone.
    has_failed: bool,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(SqliteTx),
    Postgres(PgTx),
}

#[derive(Debug)]
pub(crate) enum SqliteTx {
    /// Statements that need no transaction around them.
    Looking(PoolConnection<Sqlite>),
    Reading(sqlx::Transaction<'static, Sqlite>),
    Writing(Turn),
}

#[derive(Debug)]
pub(crate) enum PgTx {
    Looking(PoolConnection<Postgres>),
    Open(sqlx::Transaction<'static, Postgres>),
}

impl Deref for PgTx {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        match self {
            Self::Looking(connection) => connection,
            Self::Open(tx) => tx,
        }
    }
}

impl DerefMut for PgTx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match self {
            Self::Looking(connection) => connection,
            Self::Open(tx) => tx,
        }
    }
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Looking(connection) => connection,
            Self::Reading(tx) => tx,
            Self::Writing(turn) => turn,
        }
    }
}

impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Looking(connection) => connection,
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
    pub(crate) fn new(engine: Engine, on_commit: OnCommit, statements: Arc<Statements>) -> Self {
        let number = statements.begin();
        Self { engine, noted: Noted::default(), on_commit, statements, number, has_failed: false }
    }

    pub(crate) fn engine(&mut self) -> Result<&mut Engine, StoreError> {
        if self.has_failed { Err(failed()) } else { Ok(&mut self.engine) }
    }

    /// Counts a statement, whose texts for SQLite and PostgreSQL are given, and takes note when the
    /// storage failed under it.
    pub(crate) fn noticed<T>(
        &mut self,
        texts: [&'static str; 2],
        done: Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let [sqlite, postgres] = texts;
        let is_sqlite = matches!(self.engine, Engine::Sqlite(_));
        self.statements.note(self.number, if is_sqlite { sqlite } else { postgres });
        self.has_failed |= matches!(done, Err(StoreError::Unavailable(_)));
        done
    }

    /// Notes an event for a person's log. It gets its seq at the commit: the logs' heads are then
    /// locked in one order by everybody, and for a moment only.
    pub fn append(&mut self, user_id: UserId, event: NewEvent) {
        self.noted.events.push((user_id, event));
    }

    /// Notes that a device of the person has stored their log up to a seq; written at the commit,
    /// with the heads. It never goes back.
    pub fn acknowledge(&mut self, user_id: UserId, up_to: i64) {
        self.noted.acknowledged.push((user_id, up_to));
    }

    /// Appends the noted events, commits, and wakes whoever waits for them. Ok means that it is on
    /// the disk. Once it is under way it goes on, and wakes, even when nobody waits for it here.
    pub async fn commit(mut self, now: Timestamp) -> Result<(), StoreError> {
        let noted = std::mem::take(&mut self.noted);
        let committed = events::append_all(&mut self, noted, now).await?;
        if self.has_failed {
            return Err(failed());
        }
        match self.engine {
            Engine::Sqlite(SqliteTx::Reading(tx)) => Ok(tx.commit().await?),
            Engine::Sqlite(SqliteTx::Writing(turn)) => turn.keep(committed).await,
            Engine::Postgres(PgTx::Open(tx)) => {
                commit_on_postgres(tx, committed, self.on_commit).await
            }
            // There is nothing to end.
            Engine::Sqlite(SqliteTx::Looking(_)) | Engine::Postgres(PgTx::Looking(_)) => Ok(()),
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
