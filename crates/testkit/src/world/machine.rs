//! The machine that a server runs on: it can be shut down, lose its power, and come up again.
//!
//! The server has a tokio runtime of its own. Pulling the plug ends the runtime, and with it every
//! task, timer and socket of the server wherever it stands; the database's files stay as they are.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Weak},
    time::Duration,
};

use montaj_domain::ambient::{Clock, Entropy};
use montaj_server::{ServeError, Server, config::Config};
use tokio::{runtime::Runtime, task::spawn_blocking};

use crate::FaultProxy;

/// Where proxies lead while the server is down: nobody listens there, on any machine.
const NOWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 1);
/// How long the runtime's threads may take to end once the plug is pulled.
const PATIENCE: Duration = Duration::from_secs(10);
const THREADS: usize = 2;

/// A server that outlives its own death: its database, its address and the proxies before it stay.
#[derive(Debug)]
pub struct Machine {
    config: Config,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    address: SocketAddr,
    running: Option<Running>,
    lines: Vec<Weak<FaultProxy>>,
}

#[derive(Debug)]
struct Running {
    runtime: Runtime,
    server: Server,
}

impl Machine {
    /// Starts a server as `config` says.
    pub async fn start(config: Config, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let started = Running::start(&config, &clock, &entropy).await;
        let running = started.unwrap_or_else(|error| panic!("the server: {error:?}"));
        let address = running.server.address();
        Self { config, clock, entropy, address, running: Some(running), lines: Vec::new() }
    }

    /// Where the server listens, or did until it went down.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The server itself, for what no client can see.
    ///
    /// # Panics
    /// It is down.
    pub fn server(&self) -> &Server {
        &self.running.as_ref().expect("the server is up").server
    }

    pub const fn is_up(&self) -> bool {
        self.running.is_some()
    }

    /// A network to this server that can be broken, and that finds it again after a restart.
    pub async fn line(&mut self) -> Arc<FaultProxy> {
        let upstream = if self.is_up() { self.address } else { NOWHERE };
        let line = Arc::new(FaultProxy::start(upstream).await.expect("a free port"));
        self.lines.push(Arc::downgrade(&line));
        line
    }

    /// Stops softly, as SIGTERM does, and waits for the end. Nothing happens when it is down.
    pub async fn stop(&mut self) {
        let Some(Running { runtime, server }) = self.running.take() else { return };
        let stopped = runtime.spawn(server.stop()).await;
        let stopped = stopped.unwrap_or_else(|error| panic!("stopping failed: {error}"));
        stopped.unwrap_or_else(|error| panic!("the server did not stop: {error:?}"));
        self.lead_to(NOWHERE);
        end(runtime).await;
    }

    /// Pulls the plug: every task is dropped where it stands, every connection is cut without a
    /// word, nothing of the server runs when this returns. Nothing happens when it is down.
    ///
    /// What SQLite was writing at that moment it may still finish, as a disk would. A handle to the
    /// server's database that a test has kept lives on: keep none.
    pub async fn kill(&mut self) {
        let Some(Running { runtime, server }) = self.running.take() else { return };
        self.lead_to(NOWHERE);
        end(runtime).await;
        drop(server);
    }

    /// Comes up again on the same database. The address stays the same unless somebody else has
    /// taken it meanwhile; lines lead to it in any case. Nothing happens when it is up.
    pub async fn start_again(&mut self) {
        if self.is_up() {
            return;
        }
        let mut config = self.config.clone();
        config.http.listen = self.address;
        let mut started = Running::start(&config, &self.clock, &self.entropy).await;
        if matches!(started, Err(ServeError::Listen { .. })) {
            started = Running::start(&self.config, &self.clock, &self.entropy).await;
        }
        let running = started.unwrap_or_else(|error| panic!("the server again: {error:?}"));
        self.address = running.server.address();
        self.running = Some(running);
        self.lead_to(self.address);
    }

    fn lead_to(&mut self, upstream: SocketAddr) {
        self.lines.retain(|line| line.strong_count() > 0);
        for line in self.lines.iter().filter_map(Weak::upgrade) {
            line.set_upstream(upstream);
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(Running { runtime, server }) = self.running.take() {
            // A test that ends waits for nobody.
            runtime.shutdown_background();
            drop(server);
        }
    }
}

impl Running {
    async fn start(
        config: &Config,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
    ) -> Result<Self, ServeError> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let builder = builder.worker_threads(THREADS).thread_name("server").enable_all();
        let runtime = builder.build().expect("threads for the server");
        let starting = Server::start(config.clone(), Arc::clone(clock), Arc::clone(entropy));
        match runtime.spawn(starting).await.expect("starting a server does not panic") {
            Ok(server) => Ok(Self { runtime, server }),
            Err(error) => {
                end(runtime).await;
                Err(error)
            }
        }
    }
}

/// Ends a runtime and waits until its threads are gone.
async fn end(runtime: Runtime) {
    let ended = spawn_blocking(move || runtime.shutdown_timeout(PATIENCE)).await;
    ended.expect("a runtime ends");
}
