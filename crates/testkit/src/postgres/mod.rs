//! A PostgreSQL database of its own for each test.
//!
//! The server is the one `MONTAJ_TEST_POSTGRES_URL` names (`cargo xtask test` starts one for all);
//! without it, a private cluster runs as long as a database of this process needs it.

mod cluster;

use std::{
    env,
    sync::{
        Arc, Weak,
        atomic::{AtomicU32, Ordering},
    },
};

use parking_lot::Mutex;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

pub use cluster::{ClusterError, PrivateCluster};

/// Names the server that gives the databases: `postgres://user[:password]@host:port/postgres`.
pub const SERVER_VARIABLE: &str = "MONTAJ_TEST_POSTGRES_URL";

static COUNTER: AtomicU32 = AtomicU32::new(0);
static SHARED: Mutex<Weak<PrivateCluster>> = Mutex::new(Weak::new());

/// An empty database that is dropped with this value. Keep it until the last pool on it is closed.
#[derive(Debug)]
pub struct TestDatabase {
    server_url: String,
    url: String,
    name: String,
    /// The last database of the process takes the cluster with it.
    _cluster: Option<Arc<PrivateCluster>>,
}

/// No database for the test.
#[derive(Debug, thiserror::Error)]
pub enum TestDatabaseError {
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("the test server at {SERVER_VARIABLE} is not usable")]
    Server(#[from] sqlx::Error),
    #[error("{SERVER_VARIABLE} has no database part: {0}")]
    Url(String),
}

impl TestDatabase {
    /// Creates an empty database with a name of its own.
    ///
    /// # Errors
    /// There is no server, and none could be started.
    pub async fn create() -> Result<Self, TestDatabaseError> {
        let (server_url, cluster) = match env::var(SERVER_VARIABLE) {
            Ok(url) => (url, None),
            Err(_) => {
                let cluster = shared_cluster()?;
                (cluster.url(), Some(cluster))
            }
        };
        let number = COUNTER.fetch_add(1, Ordering::SeqCst);
        let name = format!("montaj_test_{}_{number}", std::process::id());
        let mut server = PgConnection::connect(&server_url).await?;
        // An earlier process with this number may have been killed before it could clean up.
        server.execute(drop_statement(&name)).await?;
        let create = format!("create database {name} template template0 encoding 'UTF8'");
        server.execute(AssertSqlSafe(create)).await?;
        server.close().await?;
        let url = with_database(&server_url, &name)
            .ok_or_else(|| TestDatabaseError::Url(server_url.clone()))?;
        Ok(Self { server_url, url, name, _cluster: cluster })
    }

    /// Where the database is, as `database.url` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server_url, name) = (self.server_url.clone(), self.name.clone());
        // A runtime of its own on a thread of its own: the test's may be ending.
        let cleaning = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                if let Ok(mut server) = PgConnection::connect(&server_url).await {
                    // Left behind, it would be in nobody's way.
                    let _ = server.execute(drop_statement(&name)).await;
                }
            });
        });
        let _ = cleaning.join();
    }
}

fn drop_statement(name: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("drop database if exists {name} with (force)"))
}

/// The same address with another database.
fn with_database(server_url: &str, name: &str) -> Option<String> {
    let (address, query) = match server_url.split_once('?') {
        Some((address, query)) => (address, format!("?{query}")),
        None => (server_url, String::new()),
    };
    let authority = address.find("://")? + 3;
    let slash = authority + address[authority..].find('/')?;
    Some(format!("{}/{name}{query}", &address[..slash]))
}

fn shared_cluster() -> Result<Arc<PrivateCluster>, ClusterError> {
    // Held while the cluster starts: the others want this very one.
    let mut shared = SHARED.lock();
    if let Some(running) = shared.upgrade() {
        return Ok(running);
    }
    let started = Arc::new(PrivateCluster::start()?);
    *shared = Arc::downgrade(&started);
    Ok(started)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_part_of_the_address_changes() {
        let of = |url| with_database(url, "one");
        let address = "postgres://postgres@127.0.0.1:5433/one".to_owned();
        assert_eq!(of("postgres://postgres@127.0.0.1:5433/postgres"), Some(address.clone()));
        assert_eq!(of("postgres://postgres@127.0.0.1:5433/a?x=/y"), Some(address + "?x=/y"));
        assert_eq!(of("postgres://127.0.0.1"), None);
    }
}
