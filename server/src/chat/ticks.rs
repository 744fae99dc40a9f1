//! Second ticks on their way to the disk. A chat in full flow needs one for several messages: how
//! far it got. The first is written at once, those that come soon after it together.

use std::time::Duration;

use montaj_store::events::Stored;
use tokio::time::Instant;

/// No sooner after the last ones are ticks written again.
const APART: Duration = Duration::from_millis(100);
/// With so many they do not wait.
const MANY: usize = 1024;

/// What devices have said they stored, and is not written yet.
#[derive(Debug)]
pub(super) struct Ticks {
    waiting: Vec<Stored>,
    not_before: Instant,
}

impl Ticks {
    pub(super) fn new() -> Self {
        Self { waiting: Vec::new(), not_before: Instant::now() }
    }

    pub(super) fn add(&mut self, stored: Stored) {
        self.waiting.push(stored);
    }

    /// When they are to be written; none when there are none.
    pub(super) fn due(&self) -> Option<Instant> {
        (!self.waiting.is_empty()).then_some(self.not_before)
    }

    /// Those that are to be written by now, or all of them `at_once`.
    pub(super) fn take(&mut self, at_once: bool) -> Vec<Stored> {
        let now = Instant::now();
        let may_wait = !at_once && self.waiting.len() < MANY;
        if self.waiting.is_empty() || may_wait && now < self.not_before {
            return Vec::new();
        }
        self.not_before = now + APART;
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::{ids::UserId, timestamp::Timestamp};
    use tokio::time::advance;

    use super::*;
    use crate::ambient::SystemEntropy;

    fn stored(up_to: i64) -> Stored {
        Stored { user_id: UserId::new(Timestamp::from_millis(0), &SystemEntropy), up_to }
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_is_written_at_once_and_the_next_together() {
        let mut ticks = Ticks::new();
        assert!(ticks.due().is_none() && ticks.take(true).is_empty());
        ticks.add(stored(1));
        assert!(ticks.due().is_some_and(|due| due <= Instant::now()));
        assert_eq!(ticks.take(false).len(), 1);
        for up_to in 2..5 {
            advance(APART / 4).await;
            ticks.add(stored(up_to));
            assert!(ticks.take(false).is_empty());
        }
        advance(APART / 4).await;
        assert_eq!(ticks.due(), Some(Instant::now()));
        assert_eq!(ticks.take(false).len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn they_do_not_wait_when_there_are_many_or_the_desk_closes() {
        let mut ticks = Ticks::new();
        ticks.add(stored(0));
        assert_eq!(ticks.take(false).len(), 1);
        ticks.add(stored(1));
        assert_eq!(ticks.take(true).len(), 1);
        for up_to in 0..i64::try_from(MANY).unwrap() {
            assert!(ticks.take(false).is_empty(), "{up_to}");
            ticks.add(stored(up_to));
        }
        assert_eq!(ticks.take(false).len(), MANY);
    }
}
