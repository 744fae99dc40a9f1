//! A network between two programs that a test can break while it runs: a TCP proxy on loopback.

mod connection;
mod fault;
mod pump;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

pub use fault::{Fault, Toward};

use fault::Line;

/// Listens on a port of its own and carries bytes to and from `upstream`, as far as the fault in
/// force lets it. Dropping it ends every connection.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    line: Arc<Line>,
    accepted: Arc<AtomicU64>,
    serving: JoinHandle<()>,
}

impl FaultProxy {
    /// Starts with a network that works.
    ///
    /// # Errors
    /// No port on loopback could be bound.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let line = Arc::new(Line::new(upstream));
        let accepted = Arc::new(AtomicU64::new(0));
        let serving = tokio::spawn(serve(listener, Arc::clone(&line), Arc::clone(&accepted)));
        Ok(Self { address, line, accepted, serving })
    }

    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Puts a fault in force, for running connections as for new ones.
    pub fn set(&self, fault: Fault) {
        self.line.set(fault);
    }

    /// The network works again. What stalled goes on; what was cut stays cut.
    pub fn clear(&self) {
        self.line.set(Fault::Pass);
    }

    /// The fault in force; the one-shot ones are [`Fault::Pass`] again once they struck.
    pub fn fault(&self) -> Fault {
        self.line.fault()
    }

    /// Where new connections go from now on: a server that came back elsewhere.
    pub fn set_upstream(&self, upstream: SocketAddr) {
        self.line.set_upstream(upstream);
    }

    /// How many connections were taken since the start, those refused by a cut not counted.
    pub fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::SeqCst)
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Owns every connection's task: they end with it.
async fn serve(listener: TcpListener, line: Arc<Line>, accepted: Arc<AtomicU64>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            incoming = listener.accept() => {
                let Ok((client, _)) = incoming else { continue };
                if matches!(line.fault(), Fault::Cut) {
                    connection::reset(&client);
                    continue;
                }
                accepted.fetch_add(1, Ordering::SeqCst);
                connections.spawn(connection::carry(client, Arc::clone(&line)));
            }
            Some(_ended) = connections.join_next() => {}
        }
    }
}
