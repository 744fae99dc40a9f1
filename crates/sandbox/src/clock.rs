//! The hour of this machine: the sandbox is a program of its own, so it has an edge of its own.

use montaj_domain::{ambient::Clock, timestamp::Timestamp};

/// Reads the clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct WallClock;

impl Clock for WallClock {
    #[expect(clippy::disallowed_methods, reason = "the edge where real time comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::from_utc(time::OffsetDateTime::now_utc())
    }
}
