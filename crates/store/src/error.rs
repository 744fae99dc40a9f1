//! What can go wrong in the database.

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
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

    /// Whether the transaction lost a race and may simply be tried again.
    pub fn is_retryable(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // PostgreSQL: serialization failure, deadlock. SQLite: busy, locked.
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "6" | "517" | "262"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                let name = database.constraint().unwrap_or_else(|| database.message());
                Self::NotUnique(name.to_owned())
            }
            _ => Self::Database(error),
        }
    }
}
