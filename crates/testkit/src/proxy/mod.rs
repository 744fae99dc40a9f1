//! A network between two programs that a test can break while it runs: a TCP proxy on loopback.

mod connection;
mod fault;
mod line;
mod pump;
mod request;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use parking_lot::Mutex;
use tokio::{
    net::TcpListener,
    sync::mpsc,
    task::{AbortHandle, JoinHandle, JoinSet},
    time::sleep,
};

pub use fault::{Fault, Toward};

use line::Line;

/// How many requests may wait to be sent a second time.
const COPIES: usize = 8;

/// Listens on a port of its own and carries bytes to and from `upstream`, as far as the fault in
/// force lets it. Dropping it ends every connection.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    line: Arc<Line>,
    accepted: Arc<AtomicU64>,
    serving: JoinHandle<()>,
    flapping: Mutex<Option<AbortHandle>>,
}

impl FaultProxy {
    /// Starts with a network that works.
    ///
    /// # Errors
    /// No port on loopback could be bound.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (copies, to_copy) = mpsc::channel(COPIES);
        let line = Arc::new(Line::new(upstream, copies));
        let accepted = Arc::new(AtomicU64::new(0));
        let serving = serve(listener, Arc::clone(&line), Arc::clone(&accepted), to_copy);
        let (serving, flapping) = (tokio::spawn(serving), Mutex::default());
        Ok(Self { address, line, accepted, serving, flapping })
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
        let mut flapping = self.flapping.lock();
        if let Some(flapping) = flapping.take() {
            flapping.abort();
        }
        if let Fault::Flapping { up, down } = fault {
            self.line.set(Fault::Pass);
            let flap = tokio::spawn(flap(Arc::clone(&self.line), up, down));
            *flapping = Some(flap.abort_handle());
        } else {
            self.line.set(fault);
        }
    }

    /// Blocks WebSockets for good, as [`Fault::BlockWebSockets`] does, beside whatever fault is in
    /// force; [`Self::clear`] leaves it as it is.
    pub fn block_sockets(&self, block: bool) {
        self.line.block_sockets(block);
    }

    /// The network works again. What stalled goes on; what was cut stays cut.
    pub fn clear(&self) {
        self.set(Fault::Pass);
    }

    /// The fault in force; the one-shot ones are [`Fault::Pass`] again once they struck, and a
    /// flapping line is one or the other.
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

    /// How many requests the server has begun to answer a second time.
    pub fn duplicated(&self) -> u64 {
        self.line.duplicated.load(Ordering::SeqCst)
    }

    /// How often the line has gone down since it began to flap.
    pub fn flaps(&self) -> u64 {
        self.line.flaps.load(Ordering::SeqCst)
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        if let Some(flapping) = self.flapping.lock().take() {
            flapping.abort();
        }
        self.serving.abort();
    }
}

/// Owns every connection's task: they end with it.
async fn serve(
    listener: TcpListener,
    line: Arc<Line>,
    accepted: Arc<AtomicU64>,
    mut to_copy: mpsc::Receiver<Vec<u8>>,
) {
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
            Some(request) = to_copy.recv() => {
                let line = Arc::clone(&line);
                connections.spawn(async move { request::repeat(request, &line).await });
            }
            Some(_ended) = connections.join_next() => {}
        }
    }
}

/// Takes the line down and up again until it is aborted.
async fn flap(line: Arc<Line>, up: Duration, down: Duration) {
    loop {
        sleep(up).await;
        line.flap(false);
        sleep(down).await;
        line.flap(true);
    }
}
