//! What can go wrong in the database.

use sqlx::{postgres::PgDatabaseError, sqlite::SqliteError};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What cannot be written or read just now: a full disk, a failed fsync, a database locked by
    /// another process or not to be reached. Nothing of the transaction happened, or nobody may
    /// rely on it; the same again may succeed later.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
    /// The database refused.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// Another row has this value already; carries the constraint's or columns' name.
    #[error("not unique: {0}")]
    NotUnique(String),
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row holds what no version of this program writes.
    #[error("impossible data in {table} {row}: {what}")]
    Impossible { table: &'static str, row: String, what: String },
    /// Rows that cannot be written as JSON: a defect of ours.
    #[error("rows for a statement: {0}")]
    Rows(String),
    #[error("the database address {0:?} is neither sqlite: nor postgres:")]
    UnknownScheme(String),
    #[error("the database address is not valid: {0}")]
    BadAddress(String),
}

impl StoreError {
    pub(crate) fn impossible(
        table: &'static str,
        row: impl std::fmt::Display,
        what: impl std::fmt::Display,
    ) -> Self {
        Self::Impossible { table, row: row.to_string(), what: what.to_string() }
    }

    /// The same error for another member of a group that failed as a whole.
    pub fn for_another(&self) -> Self {
        Self::Unavailable(match self {
            Self::Unavailable(what) => what.clone(),
            other => other.to_string(),
        })
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                let name = database.constraint().unwrap_or_else(|| database.message());
                Self::NotUnique(name.to_owned())
            }
            _ if is_unavailable(&error) => Self::Unavailable(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

/// Whether it is the state of the disk, the locks or the connection, and not of the statement.
fn is_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => {
            let Some(code) = error.code() else { return false };
            if error.try_downcast_ref::<PgDatabaseError>().is_some() {
                return is_unavailable_on_postgres(&code);
            }
            let code: i32 = code.parse().unwrap_or_default();
            error.try_downcast_ref::<SqliteError>().is_some() && is_unavailable_on_sqlite(code)
        }
        _ => false,
    }
}

/// Busy, locked, no memory, read-only, input/output error, full, cannot open: the lowest byte of
/// SQLite's extended codes.
const fn is_unavailable_on_sqlite(code: i32) -> bool {
    matches!(code & 0xff, 5..=8 | 10 | 13 | 14)
}

/// A lost connection, a lost race, no room, a stopping server, an input/output error.
fn is_unavailable_on_postgres(code: &str) -> bool {
    ["08", "40", "53", "57P0", "58"].iter().any(|class| code.starts_with(class)) || code == "25006"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_told_from_a_statement() {
        // SQLITE_FULL, SQLITE_BUSY_SNAPSHOT, SQLITE_IOERR_FSYNC.
        assert!([13, 517, 1034].into_iter().all(is_unavailable_on_sqlite));
        // SQLITE_ERROR, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CORRUPT.
        assert!(![1, 787, 11].into_iter().any(is_unavailable_on_sqlite));
        // Disk full, deadlock, shutting down; then a foreign key and a syntax error.
        assert!(["53100", "40P01", "57P01"].into_iter().all(is_unavailable_on_postgres));
        assert!(!["23503", "42601"].into_iter().any(is_unavailable_on_postgres));
    }
}
