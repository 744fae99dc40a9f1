//! All in which SQLite and PostgreSQL differ, so that the rest holds one SQL text.
//!
//! The macros run a query on whichever engine the transaction is on. `fetch_locked!` reads a row
//! that the transaction is about to change: PostgreSQL locks it, SQLite has one writer anyway.

use std::{borrow::Cow, time::Duration};

use serde::Serialize;
use sqlx::{
    SqliteConnection,
    postgres::PgConnectOptions,
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
        $tx.noticed([$sqlite, $postgres], done)
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
        $tx.noticed([$sqlite, $postgres], done)
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
///
/// The lock leaves keys alone: rows that refer to this one may be written meanwhile. Else whoever
/// appends to a person's log would wait for whoever holds that person, and they for the log.
macro_rules! fetch_locked {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(fetch_optional, $tx, $row, $sql, concat!($sql, " for no key update") $(, $bind)*)
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

/// The same with the rows locked, in the order of their ids, so that two who lock many at once
/// never wait for each other crosswise.
macro_rules! fetch_locked_among {
    ($tx:expr, $row:ty, $sql:expr, $ids:expr $(,)?) => {
        $crate::dialect::fetch!(
            fetch_all,
            $tx,
            $row,
            concat!($sql, " in (select value from json_each($1)) order by id"),
            concat!(
                $sql,
                " in (select json_array_elements_text($1::json)) order by id for no key update"
            ),
            $crate::dialect::id_list($ids)
        )
    };
}

/// The rows of a JSON array of objects, bound as `$1`, as a table `given` with these columns.
macro_rules! given_on_sqlite {
    ($first:ident $kind:ident $(, $column:ident $kinds:ident)*) => {
        concat!(
            "(select value ->> '", stringify!($first), "' as ", stringify!($first),
            $(", value ->> '", stringify!($column), "' as ", stringify!($column),)*
            " from json_each($1)) as given"
        )
    };
}

/// The first column is a text and never null. What is asked of it is true of every row, and makes
/// PostgreSQL expect few: it then begins with these rows and looks the others up. Expecting a
/// hundred, as it does of every function, it begins with whichever table was small at that time.
macro_rules! given_on_postgres {
    ($first:ident $kind:ident $(, $column:ident $kinds:ident)*) => {
        concat!(
            "(select * from json_to_recordset($1::json) as given(",
            stringify!($first), " ", stringify!($kind),
            $(", ", stringify!($column), " ", stringify!($kinds),)*
            ") where (", stringify!($first), " || '') = ", stringify!($first), ") as given"
        )
    };
}

/// A statement over many rows at once: the SQL before and after the table `given`, whose columns
/// and kinds stand between, then the rows as [`rows_json`] makes them and further values.
macro_rules! execute_given {
    ($tx:expr, $before:literal, ($($column:ident $kind:ident),+), $after:literal,
     $rows:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::execute_each!(
            $tx,
            concat!($before, " ", $crate::dialect::given_on_sqlite!($($column $kind),+), " ", $after),
            concat!($before, " ", $crate::dialect::given_on_postgres!($($column $kind),+), " ", $after),
            $rows
            $(, $bind)*
        )
    };
}

/// The same for a statement that answers rows.
macro_rules! fetch_given {
    ($tx:expr, $row:ty, $before:literal, ($($column:ident $kind:ident),+), $after:literal,
     $rows:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(
            fetch_all,
            $tx,
            $row,
            concat!($before, " ", $crate::dialect::given_on_sqlite!($($column $kind),+), " ", $after),
            concat!($before, " ", $crate::dialect::given_on_postgres!($($column $kind),+), " ", $after),
            $rows
            $(, $bind)*
        )
    };
}

/// All rows of a bounded query as one value, which is read several times faster: on SQLite each row
/// and each column takes its own way from the connection's thread. `$item` is a macro that names the
/// columns for the function that makes an array of them; the SQL is a literal or `concat!`. The rows
/// come in no particular order. A limit is written `limit $n + 0`: with a bare parameter there SQLite
/// plans the statement anew at every call.
macro_rules! fetch_page {
    ($tx:expr, $row:ty, $item:ident, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(
            fetch_one,
            $tx,
            (String,),
            concat!("select json_group_array(", $item!("json_array"), ") from (", $sql, ") as page"),
            concat!(
                "select coalesce(json_agg(", $item!("json_build_array"), "), '[]')::text from (",
                $sql,
                ") as page"
            )
            $(, $bind)*
        )
        .and_then(|(page,)| $crate::dialect::page_of::<$row>(&page))
    };
}

/// [`fetch_page`] and [`fetch_among`] in one.
macro_rules! fetch_page_among {
    ($tx:expr, $row:ty, $item:ident, $sql:expr, $ids:expr $(, $bind:expr)* $(,)?) => {
        $crate::dialect::fetch!(
            fetch_one,
            $tx,
            (String,),
            concat!(
                "select json_group_array(", $item!("json_array"), ") from (",
                $sql,
                " in (select value from json_each($1))) as page"
            ),
            concat!(
                "select coalesce(json_agg(", $item!("json_build_array"), "), '[]')::text from (",
                $sql,
                " in (select json_array_elements_text($1::json))) as page"
            ),
            $crate::dialect::id_list($ids)
            $(, $bind)*
        )
        .and_then(|(page,)| $crate::dialect::page_of::<$row>(&page))
    };
}

/// The rows of a page that came as one value.
pub(crate) fn page_of<Row: serde::de::DeserializeOwned>(
    page: &str,
) -> Result<Vec<Row>, StoreError> {
    serde_json::from_str(page).map_err(|error| StoreError::impossible("a page", "", error))
}

pub(crate) use {
    execute, execute_each, execute_given, fetch, fetch_all, fetch_among, fetch_given, fetch_locked,
    fetch_locked_among, fetch_one, fetch_optional, fetch_page, fetch_page_among, given_on_postgres,
    given_on_sqlite,
};

/// Rows as one bound value, for the table `given`.
pub(crate) fn rows_json<Row: Serialize>(
    rows: impl IntoIterator<Item = Row>,
) -> Result<String, StoreError> {
    let rows: Vec<Row> = rows.into_iter().collect();
    serde_json::to_string(&rows).map_err(|error| StoreError::Rows(error.to_string()))
}

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
        // Pages that many commits change go to the database file once for all of them.
        .pragma("wal_autocheckpoint", WAL_PAGES)
}

/// 128 MiB of log between two checkpoints: what is written all the time, such as the ends of busy
/// logs and chats, then goes to the file once for a thousand commits.
const WAL_PAGES: &str = "32768";

/// How every connection to PostgreSQL is opened. Each statement is a walk along an index, and its
/// plan must not depend on how large the tables were when it was made, or on whether statistics
/// have been gathered since: a plan made for empty tables reads and hashes them whole, and goes on
/// doing so when they have grown. One plan serves all calls, for making one for a page of the feed
/// takes as long as reading it.
pub fn postgres_options(options: PgConnectOptions) -> PgConnectOptions {
    options.options([
        ("enable_seqscan", "off"),
        // It reads all that an index has under a key before it gives the first row of a page.
        ("enable_bitmapscan", "off"),
        ("enable_hashjoin", "off"),
        ("enable_mergejoin", "off"),
        ("enable_material", "off"),
        ("plan_cache_mode", "force_generic_plan"),
        // What is left when the rest is off looks dear, and would be compiled each time.
        ("jit", "off"),
    ])
}

/// What the writer keeps in memory beyond that: 16 MiB of pages, where readers have 2. It grows
/// with what is written, so an idle server has none of it.
pub(crate) fn sqlite_writer_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.pragma("cache_size", "-16384")
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
