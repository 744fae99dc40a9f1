//! A clock that stands still until a test turns it, and one that goes wrong by as much as it says.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use montaj_domain::{ambient::Clock, timestamp::Timestamp};

/// 2 March 2026, 09:00 UTC: noon in Moscow, a Monday.
const START: Timestamp = Timestamp::from_millis(1_772_442_000_000);

/// Shared by `Arc`: the test turns it, the code under test reads it.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub const fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.as_millis()))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_millis(), Ordering::SeqCst);
    }

    /// Turns the clock forward and tells the new hour.
    pub fn advance(&self, by: Duration) -> Timestamp {
        let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        Timestamp::from_millis(self.0.fetch_add(millis, Ordering::SeqCst).saturating_add(millis))
    }

    /// Puts the clock back, as a server's may be.
    pub fn put_back(&self, by: Duration) {
        self.0.fetch_sub(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::at(START)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Another clock put forward or back: a device whose hour is wrong.
#[derive(Debug)]
pub struct ShiftedClock {
    right: Box<dyn Clock>,
    by_millis: AtomicI64,
}

impl ShiftedClock {
    pub fn new(right: impl Clock + 'static) -> Self {
        Self { right: Box::new(right), by_millis: AtomicI64::new(0) }
    }

    /// From now on it is so many seconds ahead of the right hour, or behind it.
    pub fn set_ahead(&self, secs: i64) {
        self.by_millis.store(secs.saturating_mul(1000), Ordering::SeqCst);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let right = self.right.now().as_millis();
        Timestamp::from_millis(right.saturating_add(self.by_millis.load(Ordering::SeqCst)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_clock_goes_as_the_right_one_does() {
        let wrong = ShiftedClock::new(TestClock::default());
        assert_eq!(wrong.now(), START);
        wrong.set_ahead(-3600);
        assert_eq!(wrong.now(), START.plus_secs(-3600));
        wrong.set_ahead(60);
        assert_eq!(wrong.now(), START.plus_secs(60));
    }

    #[test]
    fn it_stands_still_until_it_is_turned() {
        let clock = TestClock::default();
        assert_eq!(clock.now().to_string(), "2026-03-02T09:00:00.000Z");
        assert_eq!(clock.now(), START);
        assert_eq!(clock.advance(Duration::from_secs(60)), START.plus_secs(60));
        assert_eq!(clock.now(), START.plus_secs(60));
        clock.set(START);
        assert_eq!(clock.now(), START);
    }
}
