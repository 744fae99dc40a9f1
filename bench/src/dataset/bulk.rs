//! Writing many rows at once: a batch travels as one JSON array in one parameter, which both
//! engines can unfold. All of it is one transaction.

use anyhow::Context;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection,
    SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteSynchronous},
};

use super::tables::Table;

/// Rows of one statement.
const BATCH: usize = 1000;

/// A connection that writes without checking what the generator guarantees by itself: references
/// between tables, and that each commit reaches the disk.
#[derive(Debug)]
pub enum Bulk {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Bulk {
    /// Begins writing into the database at `url`, whose tables are there.
    pub async fn begin(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") {
            let options: SqliteConnectOptions = url.parse()?;
            let options = options.foreign_keys(false).synchronous(SqliteSynchronous::Off);
            let mut connection = options.pragma("cache_size", "-200000").connect().await?;
            connection.execute("begin immediate").await?;
            return Ok(Self::Sqlite(connection));
        }
        let options: PgConnectOptions = url.parse()?;
        let mut connection = options.connect().await?;
        connection.execute("set session_replication_role = replica").await?;
        connection.execute("begin").await?;
        Ok(Self::Postgres(connection))
    }

    /// Writes the rows.
    pub async fn put<T: Table>(&mut self, rows: &[T]) -> anyhow::Result<()> {
        for batch in rows.chunks(BATCH) {
            let json = serde_json::to_string(batch)?;
            let written = match self {
                Self::Sqlite(connection) => {
                    let sql = AssertSqlSafe(sqlite_insert::<T>());
                    sqlx::query(sql).bind(json).execute(connection).await.map(drop)
                }
                Self::Postgres(connection) => {
                    let sql = AssertSqlSafe(postgres_insert::<T>());
                    sqlx::query(sql).bind(json).execute(connection).await.map(drop)
                }
            };
            written.with_context(|| format!("rows of {}", T::NAME))?;
        }
        Ok(())
    }

    /// Runs a statement that both engines understand.
    pub async fn run(&mut self, sql: &'static str) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(connection) => connection.execute(sql).await.map(drop)?,
            Self::Postgres(connection) => connection.execute(sql).await.map(drop)?,
        }
        Ok(())
    }

    /// Commits, and lets the engine learn what is in its tables.
    pub async fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(mut connection) => {
                // No `analyze`: the server runs none on SQLite either.
                connection.execute("commit").await?;
                connection.execute("pragma wal_checkpoint(truncate)").await?;
                connection.close().await?;
            }
            Self::Postgres(mut connection) => {
                connection.execute("commit").await?;
                // What is empty stays unknown to the planner, as in a database that is new: told
                // that there is nothing, it would go on reading all of what comes.
                connection
                    .execute("vacuum analyze users, sessions, orders, responses, order_views")
                    .await?;
                connection.execute("checkpoint").await?;
                connection.close().await?;
            }
        }
        Ok(())
    }
}

fn names<T: Table>() -> String {
    T::COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn sqlite_insert<T: Table>() -> String {
    let values: Vec<_> = T::COLUMNS.iter().map(|(name, _)| format!("value->>'{name}'")).collect();
    let (table, names, values) = (T::NAME, names::<T>(), values.join(", "));
    format!("insert into {table} ({names}) select {values} from json_each($1)")
}

fn postgres_insert<T: Table>() -> String {
    let typed: Vec<_> = T::COLUMNS.iter().map(|(name, kind)| format!("{name} {kind}")).collect();
    let (table, names, typed) = (T::NAME, names::<T>(), typed.join(", "));
    format!(
        "insert into {table} ({names})
         select {names} from json_to_recordset($1::json) as r({typed})"
    )
}
