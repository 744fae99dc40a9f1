//! One direction of a connection: reads a piece, lets the fault act on it, writes what is left.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    sync::watch,
    time::sleep,
};

use super::{
    connection::Shared,
    fault::{Fault, Line, Toward},
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
}

impl<'a> Pump<'a> {
    pub(super) fn new(toward: Toward, line: &'a Line, shared: &'a Shared) -> Self {
        Self { toward, line, shared, faults: line.watch(), tail: Vec::new() }
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
            if length == 0 {
                return to.shutdown().await.map_err(|_| End::Broken);
            }
            let piece = &buffer[..length];
            self.inspect(piece)?;
            self.hold(length).await?;
            let (passing, breaks) = self.line.ration(length, self.toward);
            to.write_all(&piece[..passing]).await.map_err(|_| End::Broken)?;
            if breaks {
                return Err(End::Reset);
            }
        }
    }

    /// Waits out a stall; ends what the fault in force does not let live.
    async fn until_bytes_may_move(&mut self) -> Result<(), End> {
        let moving = |fault: &Fault| !matches!(fault, Fault::Stall);
        let fault = self.faults.wait_for(moving).await.map_err(|_| End::Reset)?;
        match *fault {
            Fault::Cut => Err(End::Reset),
            Fault::BlockWebSockets if self.shared.upgraded.load(Ordering::SeqCst) => {
                Err(End::Reset)
            }
            _ => Ok(()),
        }
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

    /// Recognises upgrades and requests whose answer is to be lost.
    fn inspect(&mut self, piece: &[u8]) -> Result<(), End> {
        if matches!(self.toward, Toward::Client) {
            let doomed = self.shared.doomed.load(Ordering::SeqCst);
            return if doomed { Err(End::Reset) } else { Ok(()) };
        }
        if !self.shared.upgraded.load(Ordering::SeqCst) && self.asks_for_upgrade(piece) {
            if matches!(*self.faults.borrow(), Fault::BlockWebSockets) {
                return Err(End::Refused);
            }
            self.shared.upgraded.store(true, Ordering::SeqCst);
        }
        if self.line.dooms(piece) {
            self.shared.doomed.store(true, Ordering::SeqCst);
        }
        Ok(())
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
        let pause = match *self.faults.borrow() {
            Fault::Delay(delay) => delay,
            Fault::Bandwidth { bytes_per_second } => {
                let rate = f64::from(bytes_per_second.max(1));
                Duration::from_secs_f64(u32::try_from(length).map_or(0.0, f64::from) / rate)
            }
            _ => Duration::ZERO,
        };
        if !pause.is_zero() {
            let mut faults = self.faults.clone();
            tokio::select! {
                () = sleep(pause) => {}
                // Whatever replaces the delay acts at once.
                _ = faults.changed() => {}
            }
        }
        // A stall or a cut that came since the piece was read holds for it, too.
        self.until_bytes_may_move().await
    }
}
