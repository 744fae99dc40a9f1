//! All in which SQLite and PostgreSQL differ, so that the rest holds one SQL text.
//!
//! The macros run a query on whichever engine the transaction is on. `fetch_locked!` reads a row
//! that the transaction is about to change: PostgreSQL locks it, SQLite has one writer anyway.

use std::{borrow::Cow, time::Duration};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

/// Runs a statement; answers the number of rows it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx.engine() {
            $crate::tx::Engine::Sqlite(tx) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
            $crate::tx::Engine::Postgres(tx) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
        }.map_err($crate::StoreError::from)
    };
}

macro_rules! fetch {
    ($fetch:ident, $tx:expr, $row:ty, $sqlite:expr, $postgres:expr $(, $bind:expr)*) => {
        match $tx.engine() {
            $crate::tx::Engine::Sqlite(tx) => {
                sqlx::query_as::<_, $row>($sqlite)$(.bind($bind))*.$fetch(&mut **tx).await
            }
            $crate::tx::Engine::Postgres(tx) => {
                sqlx::query_as::<_, $row>($postgres)$(.bind($bind))*.$fetch(&mut **tx).await
            }
        }.map_err($crate::StoreError::from)
    };
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

pub(crate) use {execute, fetch, fetch_all, fetch_among, fetch_locked, fetch_one, fetch_optional};

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
pub(crate) fn sqlite_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "memory")
}

/// How a writing transaction begins on SQLite: it takes the write lock at once, for a lock taken
/// midway fails when another writer came between.
pub(crate) const SQLITE_BEGIN_WRITE: &str = "begin immediate";
