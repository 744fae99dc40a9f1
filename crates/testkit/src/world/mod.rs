//! A whole world for a test: a real server in this process, the simulated services around it, and
//! people who use it as clients outside do.

#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

mod actor;
mod drafts;
mod live;
mod machine;
mod people;
mod reply;
mod steps;
mod visitor;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use montaj_domain::{
    ambient::{Clock, Entropy},
    user::{Role, Specialization, UserModeration},
};
use montaj_sandbox::{Sandbox, SandboxConfig};
use montaj_server::{Server, config::Config};
use tempfile::TempDir;

use crate::{FaultProxy, SeededEntropy, TestClock, postgres::TestDatabase};

pub use actor::{Actor, PASSWORD};
pub use drafts::{REGION, window_order};
pub use live::Live;
pub use machine::Machine;
pub use people::{fresh_phone, registration};
pub use reply::Reply;
pub use visitor::Visitor;

/// On which database the server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A running server with everything around it. The clock stands at 2 March 2026, noon in Moscow,
/// until the test turns it.
#[derive(Debug)]
pub struct World {
    pub clock: Arc<TestClock>,
    pub sandbox: Sandbox,
    entropy: Arc<SeededEntropy>,
    config: Config,
    machine: Machine,
    /// Outlive the server.
    _database: Option<TestDatabase>,
    folder: TempDir,
}

impl World {
    /// Starts a server on an empty database of its own.
    pub async fn start(engine: Engine) -> Self {
        Self::start_with(engine, |_| ()).await
    }

    /// The same with a configuration that the test has adjusted.
    pub async fn start_with(engine: Engine, adjust: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::Builder::new().prefix("montaj-world-").tempdir();
        let folder = folder.expect("a temporary folder");
        let (url, database) = match engine {
            Engine::Sqlite => {
                (format!("sqlite:{}", folder.path().join("montaj.db").display()), None)
            }
            Engine::Postgres => {
                let database = TestDatabase::create().await;
                let database = database.unwrap_or_else(|error| panic!("PostgreSQL: {error:?}"));
                (database.url().to_owned(), Some(database))
            }
        };
        let credentials = SandboxConfig::default();
        let sandbox = Sandbox::start(credentials.clone()).await.expect("a free port");
        let mut config = Config::for_tests(&url);
        config.smsc.base_url = sandbox.base_url();
        config.smsc.fallback_url = String::new();
        config.smsc.login = credentials.login;
        config.smsc.password = credentials.password;
        adjust(&mut config);
        let (clock, entropy) = (Arc::new(TestClock::default()), Arc::new(SeededEntropy::new(1)));
        let machine = Machine::start(
            config.clone(),
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::clone(&entropy) as Arc<dyn Entropy>,
        )
        .await;
        Self { clock, sandbox, entropy, config, machine, _database: database, folder }
    }

    /// Where the server listens. A network before it that can be broken: [`Self::line`].
    pub const fn address(&self) -> SocketAddr {
        self.machine.address()
    }

    /// The server itself, for what no client can see.
    pub fn server(&self) -> &Server {
        self.machine.server()
    }

    /// A network to the server that can be broken, and that finds it again after a restart.
    pub async fn line(&mut self) -> Arc<FaultProxy> {
        self.machine.line().await
    }

    /// Stops the server softly; [`Self::start_server`] brings it back on the same database.
    pub async fn stop_server(&mut self) {
        self.machine.stop().await;
    }

    /// Pulls the server's plug; [`Self::start_server`] brings it back on the same database.
    pub async fn kill_server(&mut self) {
        self.machine.kill().await;
    }

    /// Brings the server back.
    pub async fn start_server(&mut self) {
        self.machine.start_again().await;
    }

    /// The file of the server's database, on SQLite. Whole only while the server is stopped.
    pub fn database_file(&self) -> PathBuf {
        self.folder.path().join("montaj.db")
    }

    /// A device of nobody's yet.
    pub fn visitor(&self) -> Visitor {
        self.visitor_at(format!("http://{}", self.address()))
    }

    /// The same, behind an address of the test's choice.
    pub fn visitor_at(&self, base_url: String) -> Visitor {
        Visitor::new(base_url, Arc::clone(&self.clock) as _, Arc::clone(&self.entropy) as _)
    }

    /// A customer, registered and signed in.
    pub async fn customer(&self, name: &str) -> Actor {
        people::sign_up(&self.visitor(), &self.sandbox, name, Role::Customer).await
    }

    /// An executor whom no moderator has approved yet.
    pub async fn newcomer(&self, name: &str, offers: Specialization) -> Actor {
        let newcomer = people::sign_up(&self.visitor(), &self.sandbox, name, Role::Executor).await;
        newcomer.offer(&[offers]).await;
        newcomer
    }

    /// An executor whom `admin` has approved.
    pub async fn executor(&self, admin: &Actor, name: &str, offers: Specialization) -> Actor {
        let executor = self.newcomer(name, offers).await;
        admin.moderate(&executor, UserModeration::Approve).await;
        executor
    }

    /// An administrator, made by the server's command and signed in.
    pub async fn admin(&self, name: &str) -> Actor {
        people::appoint(&self.visitor(), self.config.clone(), name).await
    }

    /// Stops the server softly and waits for its end.
    pub async fn shutdown(self) {
        let Self { mut machine, sandbox, .. } = self;
        machine.stop().await;
        sandbox.shutdown().await;
    }
}
