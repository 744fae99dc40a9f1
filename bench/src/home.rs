//! Where a benchmark's database lives: a file, or a private PostgreSQL cluster whose commits reach
//! the disk.

use std::fmt;

use montaj_testkit::postgres::PrivateCluster;
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As it stands in the names of figures.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// An empty database; it goes with this value.
#[derive(Debug)]
pub enum Home {
    Sqlite(TempDir),
    Postgres(PrivateCluster),
}

impl Home {
    pub fn make(engine: Engine) -> anyhow::Result<Self> {
        Ok(match engine {
            Engine::Sqlite => {
                Self::Sqlite(tempfile::Builder::new().prefix("montaj-bench-db-").tempdir()?)
            }
            Engine::Postgres => Self::Postgres(PrivateCluster::start_durable()?),
        })
    }

    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("montaj.db").display()),
            Self::Postgres(cluster) => cluster.url(),
        }
    }
}
