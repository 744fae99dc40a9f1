//! What can be wrong with the network, and the switch that all connections watch.

use std::{net::SocketAddr, time::Duration};

use parking_lot::Mutex;
use tokio::sync::watch;

/// The state of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It works.
    Pass,
    /// Every connection is reset, new ones are reset at once.
    Cut,
    /// Connections stay and are accepted, but no byte moves: a half-open network.
    Stall,
    /// WebSocket upgrades are answered 403 and open sockets are reset; the rest passes.
    BlockWebSockets,
    /// Every piece arrives at least so much later, each way.
    Delay(Duration),
    /// The next request whose first bytes are `request` (`"POST /api/responses"`; `""` = any)
    /// reaches the server, then the connection is reset in place of the answer. One shot.
    DropAnswer { request: String },
    /// So many bytes a second, each way and connection.
    Bandwidth { bytes_per_second: u32 },
    /// After so many more bytes toward one side the connection that carried them is reset, in the
    /// middle of a frame if need be. One shot.
    CutAfter { bytes: u64, toward: Toward },
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Client,
    Server,
}

/// The line all connections share.
#[derive(Debug)]
pub(super) struct Line {
    fault: watch::Sender<Fault>,
    upstream: Mutex<SocketAddr>,
}

impl Line {
    pub(super) fn new(upstream: SocketAddr) -> Self {
        Self { fault: watch::Sender::new(Fault::Pass), upstream: Mutex::new(upstream) }
    }

    pub(super) fn set(&self, fault: Fault) {
        self.fault.send_replace(fault);
    }

    pub(super) fn fault(&self) -> Fault {
        self.fault.borrow().clone()
    }

    pub(super) fn watch(&self) -> watch::Receiver<Fault> {
        self.fault.subscribe()
    }

    pub(super) fn upstream(&self) -> SocketAddr {
        *self.upstream.lock()
    }

    pub(super) fn set_upstream(&self, upstream: SocketAddr) {
        *self.upstream.lock() = upstream;
    }

    /// Whether these bytes begin the request whose answer is to be lost. Uses up the fault.
    pub(super) fn dooms(&self, piece: &[u8]) -> bool {
        self.fault.send_if_modified(|fault| {
            let strikes = matches!(fault, Fault::DropAnswer { request }
                if piece.starts_with(request.as_bytes()));
            if strikes {
                *fault = Fault::Pass;
            }
            strikes
        })
    }

    /// How many of these bytes still pass, and whether the connection breaks after them.
    pub(super) fn ration(&self, length: usize, side: Toward) -> (usize, bool) {
        let mut passing = (length, false);
        self.fault.send_if_modified(|fault| {
            let Fault::CutAfter { bytes, toward } = fault else { return false };
            let wanted = u64::try_from(length).unwrap_or(u64::MAX);
            if *toward != side {
                return false;
            }
            if wanted < *bytes {
                *bytes -= wanted;
                return false;
            }
            passing = (usize::try_from(*bytes).unwrap_or(length), true);
            *fault = Fault::Pass;
            true
        });
        passing
    }
}
