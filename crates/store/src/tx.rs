//! A transaction, with the events that its commit appends.

use montaj_domain::{ids::UserId, timestamp::Timestamp};
use sqlx::{Postgres, Sqlite};

use crate::{
    StoreError,
    db::Committed,
    events::{self, NewEvent},
};

/// A transaction on one of the engines. Dropped without [`Tx::commit`], nothing of it happened.
pub struct Tx {
    engine: Engine,
    events: Vec<(UserId, NewEvent)>,
    on_commit: crate::db::OnCommit,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(engine: Engine, on_commit: crate::db::OnCommit) -> Self {
        Self { engine, events: Vec::new(), on_commit }
    }

    pub(crate) fn engine(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// Notes an event for a person's log. It gets its seq at the commit: the logs' heads are then
    /// locked in one order by everybody, and for a moment only.
    pub fn append(&mut self, user_id: UserId, event: NewEvent) {
        self.events.push((user_id, event));
    }

    /// Appends the noted events, commits, and wakes whoever waits for them.
    pub async fn commit(mut self, now: Timestamp) -> Result<(), StoreError> {
        let mut noted = std::mem::take(&mut self.events);
        // Stable: one person's events keep the order in which they were noted.
        noted.sort_by_key(|(user_id, _)| *user_id);
        let heads = events::append_all(&mut self, &noted, now).await?;
        match self.engine {
            Engine::Sqlite(tx) => tx.commit().await?,
            Engine::Postgres(tx) => tx.commit().await?,
        }
        (self.on_commit)(&Committed { heads });
        Ok(())
    }
}
