//! Opening the database and beginning transactions.

use std::{collections::BTreeSet, str::FromStr, sync::Arc, time::Duration};

use montaj_domain::timestamp::Timestamp;
use sqlx::{
    ConnectOptions as _, Connection as _, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::{
    StoreError,
    dialect::{fetch_one, postgres_options, sqlite_options, sqlite_writer_options},
    events::Appended,
    migrate, orders,
    statements::Statements,
    tx::{Engine, PgTx, SqliteTx, Tx},
    writer::Writer,
};

/// What a commit appended to people's logs; each person's events in the order of their seqs.
#[derive(Debug, Clone, Default)]
pub struct Committed {
    pub events: Vec<Appended>,
}

/// Called after each commit. It must not block; correctness never depends on it.
pub type OnCommit = Arc<dyn Fn(&Committed) + Send + Sync>;

/// A connection to PostgreSQL that was idle for longer is asked whether it still stands.
const ASK_AFTER: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy)]
pub struct DbOptions {
    /// Connections for reading on SQLite, for everything on PostgreSQL.
    pub max_connections: u32,
    /// How long a write waits on SQLite while another process writes.
    pub busy_timeout: Duration,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { max_connections: 8, busy_timeout: Duration::from_secs(5) }
    }
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    on_commit: OnCommit,
    statements: Arc<Statements>,
}

#[derive(Debug, Clone)]
enum Pools {
    /// One writer, because SQLite has one; readers never wait for it.
    Sqlite {
        writer: Writer,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("pools", &self.pools).finish_non_exhaustive()
    }
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    pub async fn open(
        address: &str,
        options: DbOptions,
        on_commit: OnCommit,
    ) -> Result<Self, StoreError> {
        let pools = match address.split_once(':') {
            Some(("sqlite", _)) => open_sqlite(address, options, &on_commit).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(address, options).await?,
            _ => return Err(StoreError::UnknownScheme(address.to_owned())),
        };
        let db = Self { pools, on_commit, statements: Arc::default() };
        db.catch_up().await?;
        Ok(db)
    }

    /// Does what a migration asked for that no SQL can do: orders that were there before the index
    /// of words are entered in it, some at a time.
    async fn catch_up(&self) -> Result<(), StoreError> {
        let mut tx = self.look().await?;
        let mut waits = orders::wait_for_words(&mut tx).await?;
        drop(tx);
        let mut kept = BTreeSet::new();
        while waits {
            let mut tx = self.write().await?;
            waits = orders::enter_older(&mut tx, &mut kept).await?;
            tx.commit(Timestamp::from_millis(0)).await?;
        }
        Ok(())
    }

    /// The statements that were run, but for those that begin and end transactions.
    pub fn statements(&self) -> &Statements {
        &self.statements
    }

    /// A connection for statements that only read and need not see the same state: each by itself
    /// sees one state of everything, so beginning and ending a transaction would only cost two more.
    pub async fn look(&self) -> Result<Tx, StoreError> {
        let engine = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                Engine::Sqlite(SqliteTx::Looking(readers.acquire().await?))
            }
            Pools::Postgres(pool) => Engine::Postgres(PgTx::Looking(pool.acquire().await?)),
        };
        Ok(self.tx(engine))
    }

    /// Begins a transaction that only reads: one consistent view of everything.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let engine = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                Engine::Sqlite(SqliteTx::Reading(readers.begin().await?))
            }
            Pools::Postgres(pool) => Engine::Postgres(PgTx::Open(
                pool.begin_with("begin isolation level repeatable read read only").await?,
            )),
        };
        Ok(self.tx(engine))
    }

    /// Begins a transaction that writes. On SQLite it may see what others of its group wrote and
    /// what is not on the disk yet (ADR 10): an answer that says «done» waits for [`Tx::commit`],
    /// even when there was nothing left to write.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        let engine = match &self.pools {
            Pools::Sqlite { writer, .. } => Engine::Sqlite(SqliteTx::Writing(writer.turn().await?)),
            Pools::Postgres(pool) => Engine::Postgres(PgTx::Open(pool.begin().await?)),
        };
        Ok(self.tx(engine))
    }

    fn tx(&self, engine: Engine) -> Tx {
        Tx::new(engine, Arc::clone(&self.on_commit), Arc::clone(&self.statements))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut tx = self.look().await?;
        fetch_one!(tx, (i64,), "select cast(1 as bigint)")?;
        Ok(())
    }

    /// Closes all connections once their transactions have ended.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

fn bad_address(error: &sqlx::Error) -> StoreError {
    StoreError::BadAddress(error.to_string())
}

async fn open_sqlite(
    address: &str,
    options: DbOptions,
    on_commit: &OnCommit,
) -> Result<Pools, StoreError> {
    let connect = SqliteConnectOptions::from_str(address).map_err(|error| bad_address(&error))?;
    let connect = sqlite_options(connect, options.busy_timeout);
    let mut writer = sqlite_writer_options(connect.clone()).connect().await?;
    migrate::sqlite(&mut writer).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(options.max_connections)
        // A file does not hang up.
        .test_before_acquire(false)
        .connect_with(connect.read_only(true).create_if_missing(false))
        .await?;
    Ok(Pools::Sqlite { writer: Writer::start(writer, Arc::clone(on_commit)), readers })
}

async fn open_postgres(address: &str, options: DbOptions) -> Result<Pools, StoreError> {
    let connect = PgConnectOptions::from_str(address).map_err(|error| bad_address(&error))?;
    let connect = postgres_options(connect);
    let pool = PgPoolOptions::new()
        .max_connections(options.max_connections)
        // One that was used a moment ago still stands: to ask each time costs as much as a statement.
        .test_before_acquire(false)
        .before_acquire(|connection, of| {
            Box::pin(async move {
                if of.idle_for > ASK_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(connect)
        .await?;
    migrate::postgres(&pool).await?;
    Ok(Pools::Postgres(pool))
}
