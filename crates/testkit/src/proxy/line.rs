//! The line that all connections share: the fault in force, and what they count together.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};

use parking_lot::Mutex;
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use super::fault::{Fault, Strike, Toward};

#[derive(Debug)]
pub(super) struct Line {
    fault: watch::Sender<Fault>,
    /// WebSockets are blocked, whatever else is wrong.
    blocks_sockets: AtomicBool,
    upstream: Mutex<SocketAddr>,
    /// Requests to be sent once more.
    copies: mpsc::Sender<Vec<u8>>,
    to_client: Lane,
    to_server: Lane,
    /// How many requests have reached the server twice.
    pub(super) duplicated: AtomicU64,
    /// How often a flapping line has gone down.
    pub(super) flaps: AtomicU64,
}

/// What one direction counts.
#[derive(Debug)]
struct Lane {
    /// How many pieces have passed.
    passed: watch::Sender<u64>,
    /// With little bandwidth: until when the line is taken.
    taken_until: Mutex<Option<Instant>>,
}

impl Lane {
    fn new() -> Self {
        Self { passed: watch::Sender::new(0), taken_until: Mutex::new(None) }
    }
}

impl Line {
    pub(super) fn new(upstream: SocketAddr, copies: mpsc::Sender<Vec<u8>>) -> Self {
        Self {
            fault: watch::Sender::new(Fault::Pass),
            blocks_sockets: AtomicBool::new(false),
            upstream: Mutex::new(upstream),
            copies,
            to_client: Lane::new(),
            to_server: Lane::new(),
            duplicated: AtomicU64::new(0),
            flaps: AtomicU64::new(0),
        }
    }

    pub(super) fn set(&self, fault: Fault) {
        for lane in [&self.to_client, &self.to_server] {
            *lane.taken_until.lock() = None;
        }
        self.fault.send_replace(fault);
    }

    pub(super) fn fault(&self) -> Fault {
        self.fault.borrow().clone()
    }

    pub(super) fn block_sockets(&self, block: bool) {
        self.blocks_sockets.store(block, Ordering::SeqCst);
        // Whoever watches looks again.
        self.fault.send_modify(|_| {});
    }

    pub(super) fn blocks_sockets(&self) -> bool {
        self.blocks_sockets.load(Ordering::SeqCst)
            || matches!(*self.fault.borrow(), Fault::BlockWebSockets)
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

    const fn lane(&self, side: Toward) -> &Lane {
        match side {
            Toward::Client => &self.to_client,
            Toward::Server => &self.to_server,
        }
    }

    /// What becomes of the request that begins with these bytes. Uses up the fault.
    pub(super) fn strike(&self, piece: &[u8]) -> Option<Strike> {
        let mut strike = None;
        self.fault.send_if_modified(|fault| {
            strike = fault.strikes(piece);
            if strike.is_some() {
                *fault = Fault::Pass;
            }
            strike.is_some()
        });
        strike
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

    /// Takes the line for so many bytes; answers when they have arrived.
    pub(super) fn take(&self, length: usize, bytes_per_second: u32, side: Toward) -> Instant {
        let bytes = u32::try_from(length).map_or(0.0, f64::from);
        let takes = Duration::from_secs_f64(bytes / f64::from(bytes_per_second.max(1)));
        let mut taken_until = self.lane(side).taken_until.lock();
        let now = Instant::now();
        let arrived = taken_until.map_or(now, |until| until.max(now)) + takes;
        *taken_until = Some(arrived);
        arrived
    }

    /// A piece has passed.
    pub(super) fn count(&self, side: Toward) {
        self.lane(side).passed.send_modify(|passed| *passed += 1);
    }

    /// Waits until so many pieces have passed on the side, or another fault is set.
    pub(super) async fn let_pass(&self, by: u32, side: Toward) {
        let mut faults = self.watch();
        let mut passed = self.lane(side).passed.subscribe();
        let enough = *passed.borrow() + u64::from(by);
        tokio::select! {
            // Neither sender goes while the line is there.
            _ = passed.wait_for(|passed| *passed >= enough) => {}
            _ = faults.changed() => {}
        }
    }

    /// Sends a whole request once more.
    pub(super) async fn copy(&self, request: Vec<u8>) {
        // Nobody takes it once the proxy is gone, and then nobody misses it.
        drop(self.copies.send(request).await);
    }

    /// The line goes down, or comes up again.
    pub(super) fn flap(&self, is_up: bool) {
        if !is_up {
            self.flaps.fetch_add(1, Ordering::SeqCst);
        }
        self.set(if is_up { Fault::Pass } else { Fault::Cut });
    }
}
