//! All in which SQLite and PostgreSQL differ, so that the rest holds one SQL text.
//!
//! The macros run a query on whichever engine the transaction is on. `fetch_locked!` reads a row
//! that the transaction is about to change: PostgreSQL locks it, SQLite has one writer anyway.

use std::{borrow::Cow, time::Duration};

use sqlx::{
    SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::StoreError;

/// Runs a statement; answers the number of rows it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::execute_each!($tx, $sql, $sql $(, $bind)*)
    };
}

/// A statement with a text for each engine.
macro_rules! execute_each {
    ($tx:expr, $sqlite:expr, $postgres:expr $(, $bind:expr)*) => {{
        let done = match $tx.engine() {
            Err(error) => Err(error),
            Ok($crate::tx::Engine::Sqlite(tx)) => {
                let query = sqlx::query($sqlite)$(.bind($bind))*;
                query.execute(&mut **tx).await.map(|done| done.rows_affected()).map_err(Into::into)
            }
            Ok($crate::tx::Engine::Postgres(tx)) => {
                let query = sqlx::query($postgres)$(.bind($bind))*;
                query.execute(&mut **tx).await.map(|done| done.rows_affected()).map_err(Into::into)
            }
        };
        $tx.noticed(done)
    }};
}

macro_rules! fetch {
    ($fetch:ident, $tx:expr, $row:ty, $sqlite:expr, $postgres:expr $(, $bind:expr)*) => {{
        let done = match $tx.engine() {
            Err(error) => Err(error),
            Ok($crate::tx::Engine::Sqlite(tx)) => {
                let query = sqlx::query_as::<_, $row>($sqlite)$(.bind($bind))*;
                query.$fetch(&mut **tx).await.map_err(Into::into)
            }
            Ok($crate::tx::Engine::Postgres(tx)) => {
                let query = sqlx::query_as::<_, $row>($postgres)$(.bind($bind))*;
                query.$fetch(&mut **tx).await.map_err(Into::into)
            }
        };
        $tx.noticed(done)
    }};
}

/// The one row of a query.
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(fetch_one, $tx, $row, $sql, $sql $(, $bind)*)
    };
}

/// The row of a query, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(fetch_optional, $tx, $row, $sql, $sql $(, $bind)*)
    };
}

/// All rows of a query, which must be bounded by itself.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(fetch_all, $tx, $row, $sql, $sql $(, $bind)*)
    };
}

/// The row of a query, locked until the transaction ends. The SQL is a literal or `concat!`.
macro_rules! fetch_locked {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(fetch_optional, $tx, $row, $sql, concat!($sql, " for update") $(, $bind)*)
    };
}

/// All rows of a query that ends in `in (the ids)`: the SQL is the literal before that list, and
/// the ids are bound first, as `$1`, in the form of [`id_list`].
macro_rules! fetch_among {
    ($tx:expr, $row:ty, $sql:expr, $ids:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(
            fetch_all,
            $tx,
            $row,
            concat!($sql, " in (select value from json_each($1))"),
            concat!($sql, " in (select json_array_elements_text($1::json))"),
            $crate::dialect::id_list($ids)
            $(, $bind)*
        )
    };
}

pub(crate) use {
    execute, execute_each, fetch, fetch_all, fetch_among, fetch_locked, fetch_one, fetch_optional,
};

/// Ids as one bound value: a JSON array, which both engines can unfold. Ids need no escaping.
pub(crate) fn id_list<Id: std::fmt::Display>(ids: impl IntoIterator<Item = Id>) -> String {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", quoted.join(","))
}

/// A migration's text for SQLite: strict tables, whose integers and floats have other names.
pub(crate) fn sqlite_ddl(sql: &str) -> Cow<'_, str> {
    let sql = sql.replace(" bigint", " integer").replace(" double precision", " real");
    Cow::Owned(sql.replace("\n);", "\n) strict;"))
}

/// How every connection to SQLite is opened. `full` makes an acknowledged write survive a power cut.
pub(crate) fn sqlite_options(
    options: SqliteConnectOptions,
    busy_timeout: Duration,
) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(busy_timeout)
        .pragma("temp_store", "memory")
}

/// What SQLite's writer does between two turns. Each is one trip to the connection's thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupStep {
    Begin,
    KeepAndGoOn,
    UndoAndGoOn,
    Commit,
    UndoAndCommit,
    Undo,
}

/// Does the step. Each text fails when SQLite has rolled the outer transaction back by itself, as
/// it does when the disk is full, so that nothing goes on as if the group were still there.
pub(crate) async fn run_step(
    connection: &mut SqliteConnection,
    step: GroupStep,
) -> Result<(), StoreError> {
    let sql = match step {
        // Immediate: a lock taken midway fails when another process wrote in between.
        GroupStep::Begin => "begin immediate; savepoint turn",
        GroupStep::KeepAndGoOn => "release turn; savepoint turn",
        GroupStep::UndoAndGoOn => "rollback to turn",
        GroupStep::Commit => "release turn; commit",
        GroupStep::UndoAndCommit => "rollback to turn; commit",
        GroupStep::Undo => "rollback",
    };
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}
