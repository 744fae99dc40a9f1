//! How long until another code may be asked for (PRODUCT 1.2).

use gloo::timers::callback::Interval;
use montaj_domain::{code::MIN_INTERVAL_SECS, timestamp::Timestamp};
use yew::prelude::*;

use crate::ambient;

#[derive(Debug, Clone)]
pub struct Countdown {
    free_at: UseStateHandle<Timestamp>,
    now: UseStateHandle<Timestamp>,
}

impl Countdown {
    /// Whole seconds left.
    pub fn secs_left(&self) -> i64 {
        secs_between(*self.now, *self.free_at)
    }

    /// A code was just sent, or the server asks to wait for `secs`.
    pub fn restart(&self, secs: Option<u64>) {
        let wait = secs.and_then(|secs| i64::try_from(secs).ok()).unwrap_or(MIN_INTERVAL_SECS);
        let now = ambient::now();
        self.now.set(now);
        self.free_at.set(now.plus_secs(wait));
    }
}

/// A countdown that runs if `running` says that a code was sent just before.
#[hook]
pub fn use_countdown(running: bool) -> Countdown {
    let now = use_state(ambient::now);
    let wait = if running { MIN_INTERVAL_SECS } else { 0 };
    let free_at = use_state(|| now.plus_secs(wait));
    let setter = now.setter();
    use_effect_with((), move |()| {
        let interval = Interval::new(1000, move || setter.set(ambient::now()));
        move || drop(interval)
    });
    Countdown { free_at, now }
}

fn secs_between(now: Timestamp, until: Timestamp) -> i64 {
    let millis = until.millis_since(now).max(0);
    (millis + 999) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_begun_second_counts_and_the_past_is_zero() {
        let now = Timestamp::from_millis(10_000);
        assert_eq!(secs_between(now, now.plus_secs(60)), 60);
        assert_eq!(secs_between(Timestamp::from_millis(10_001), now.plus_secs(60)), 60);
        assert_eq!(secs_between(now, now.plus_secs(-5)), 0);
    }
}
