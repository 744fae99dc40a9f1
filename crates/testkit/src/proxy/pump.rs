//! One direction of a connection: reads a piece, lets the fault act on it, writes what is left.

use std::{future::pending, sync::atomic::Ordering};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    sync::watch,
    time::{Instant, sleep_until},
};

use super::{
    connection::Shared,
    fault::{Fault, Strike, Toward},
    line::Line,
    request,
};

/// All that a direction ever holds.
const BUFFER: usize = 16 * 1024;
const UPGRADE: &[u8] = b"upgrade: websocket";

/// Why a connection ended before both sides were done.
#[derive(Debug)]
pub(super) enum End {
    /// An upgrade that is not wanted: answer it.
    Refused,
    /// A fault broke it.
    Reset,
    /// One of the two sides broke it.
    Broken,
}

pub(super) struct Pump<'a> {
    toward: Toward,
    line: &'a Line,
    shared: &'a Shared,
    faults: watch::Receiver<Fault>,
    /// The end of the last piece: an upgrade may come in two pieces.
    tail: Vec<u8>,
    /// What has come so far of a request that is to be sent twice.
    copy: Option<Vec<u8>>,
}

impl<'a> Pump<'a> {
    pub(super) fn new(toward: Toward, line: &'a Line, shared: &'a Shared) -> Self {
        Self { toward, line, shared, faults: line.watch(), tail: Vec::new(), copy: None }
    }

    /// Runs until the reading side has said everything.
    pub(super) async fn run(
        mut self,
        mut from: impl AsyncRead + Unpin,
        mut to: impl AsyncWrite + Unpin,
    ) -> Result<(), End> {
        let mut buffer = vec![0; BUFFER];
        loop {
            self.until_bytes_may_move().await?;
            let room = self.room();
            let length = tokio::select! {
                read = from.read(&mut buffer[..room]) => read.map_err(|_| End::Broken)?,
                _ = self.faults.changed() => continue,
            };
            let piece = &buffer[..length];
            if self.swallows() {
                if piece.is_empty() {
                    // That it has ended vanishes, too.
                    return pending().await;
                }
                continue;
            }
            if piece.is_empty() {
                return to.shutdown().await.map_err(|_| End::Broken);
            }
            self.inspect(piece).await?;
            self.hold(length).await?;
            let (passing, breaks) = self.line.ration(length, self.toward);
            to.write_all(&piece[..passing]).await.map_err(|_| End::Broken)?;
            if breaks {
                return Err(End::Reset);
            }
            self.line.count(self.toward);
            self.repeat(piece).await;
        }
    }

    /// Waits out a stall; ends what the fault in force does not let live.
    async fn until_bytes_may_move(&mut self) -> Result<(), End> {
        let moving = |fault: &Fault| !matches!(fault, Fault::Stall);
        let fault = self.faults.wait_for(moving).await.map_err(|_| End::Reset)?;
        let is_cut = matches!(*fault, Fault::Cut);
        drop(fault);
        let is_blocked = self.shared.upgraded.load(Ordering::SeqCst) && self.line.blocks_sockets();
        if is_cut || is_blocked { Err(End::Reset) } else { Ok(()) }
    }

    /// How much to read at once: with little bandwidth, a tenth of a second's worth.
    fn room(&self) -> usize {
        match *self.faults.borrow() {
            Fault::Bandwidth { bytes_per_second } => {
                usize::try_from(bytes_per_second / 10).unwrap_or(BUFFER).clamp(1, BUFFER)
            }
            _ => BUFFER,
        }
    }

    /// Whether what was read vanishes. What comes after bytes that are gone makes no sense.
    fn swallows(&self) -> bool {
        if self.faults.borrow().swallows(self.toward) {
            self.shared.set_mute(self.toward);
        }
        self.shared.is_mute(self.toward)
    }

    /// Recognises upgrades and the requests that a fault waits for.
    async fn inspect(&mut self, piece: &[u8]) -> Result<(), End> {
        if matches!(self.toward, Toward::Client) {
            let by = self.shared.overtaken.lock().take();
            if let Some(by) = by {
                self.line.let_pass(by, Toward::Client).await;
            }
            let doomed = self.shared.doomed.load(Ordering::SeqCst);
            return if doomed { Err(End::Reset) } else { Ok(()) };
        }
        if !self.shared.upgraded.load(Ordering::SeqCst) && self.asks_for_upgrade(piece) {
            if self.line.blocks_sockets() {
                return Err(End::Refused);
            }
            self.shared.upgraded.store(true, Ordering::SeqCst);
        }
        match self.line.strike(piece) {
            None => {}
            Some(Strike::LoseRequest) => return Err(End::Reset),
            Some(Strike::LoseAnswer) => self.shared.doomed.store(true, Ordering::SeqCst),
            Some(Strike::Copy) => self.copy = Some(Vec::new()),
            Some(Strike::HoldRequest { by }) => self.line.let_pass(by, Toward::Server).await,
            Some(Strike::HoldAnswer { by }) => *self.shared.overtaken.lock() = Some(by),
        }
        Ok(())
    }

    /// Sends the request that has passed once more, if it is to be and is complete.
    async fn repeat(&mut self, piece: &[u8]) {
        let Some(copy) = &mut self.copy else { return };
        copy.extend_from_slice(piece);
        if request::is_whole(copy)
            && let Some(whole) = self.copy.take()
        {
            self.line.copy(whole).await;
        }
    }

    fn asks_for_upgrade(&mut self, piece: &[u8]) -> bool {
        self.tail.extend_from_slice(piece);
        let mut windows = self.tail.windows(UPGRADE.len());
        let found = windows.any(|window| window.eq_ignore_ascii_case(UPGRADE));
        let kept = self.tail.len().saturating_sub(UPGRADE.len() - 1);
        self.tail.drain(..kept);
        found
    }

    /// Keeps the piece back as long as the fault in force demands.
    async fn hold(&mut self, length: usize) -> Result<(), End> {
        let until = match *self.faults.borrow() {
            Fault::Delay(delay) => Some(Instant::now() + delay),
            Fault::Bandwidth { bytes_per_second } => {
                Some(self.line.take(length, bytes_per_second, self.toward))
            }
            _ => None,
        };
        if let Some(until) = until {
            let mut faults = self.faults.clone();
            tokio::select! {
                () = sleep_until(until) => {}
                // Whatever replaces the delay acts at once.
                _ = faults.changed() => {}
            }
        }
        // A stall or a cut that came since the piece was read holds for it, too.
        self.until_bytes_may_move().await
    }
}
