//! A clock that runs, and that a schedule can move: devices whose hour is wrong, tokens that age.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use montaj_domain::{ambient::Clock, timestamp::Timestamp};
use tokio::time::Instant;

/// Shared by `Arc`. Runs on from `start` at the pace of real time.
#[derive(Debug)]
pub struct MovedClock {
    start: Timestamp,
    began: Instant,
    moved_millis: AtomicI64,
}

impl MovedClock {
    pub fn from(start: Timestamp) -> Self {
        Self { start, began: Instant::now(), moved_millis: AtomicI64::new(0) }
    }

    /// Moves the hands on.
    pub fn forward(&self, by: Duration) {
        self.moved_millis.fetch_add(millis(by), Ordering::SeqCst);
    }

    /// Moves the hands back.
    pub fn back(&self, by: Duration) {
        self.moved_millis.fetch_sub(millis(by), Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        let run = millis(self.began.elapsed());
        let moved = self.moved_millis.load(Ordering::SeqCst);
        Timestamp::from_millis(self.start.as_millis() + run + moved)
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
