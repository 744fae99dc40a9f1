//! How many frames a device may send: a bucket that refills.

use tokio::time::Instant;

use crate::limits::Rate;

#[derive(Debug, Clone, Copy)]
pub struct Flood {
    left: f64,
    at: Instant,
}

impl Flood {
    pub fn new(rate: Rate, now: Instant) -> Self {
        Self { left: f64::from(rate.burst), at: now }
    }

    /// Takes one frame from the bucket; false when it is empty.
    pub fn admit(&mut self, rate: Rate, now: Instant) -> bool {
        let refilled = (now - self.at).as_secs_f64() * f64::from(rate.per_hour) / 3600.0;
        self.left = (self.left + refilled).min(f64::from(rate.burst));
        self.at = now;
        if self.left < 1.0 {
            return false;
        }
        self.left -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_passes_and_a_flood_does_not() {
        let start = Instant::now();
        let rate = Rate { burst: 400, per_hour: 360_000 };
        let mut flood = Flood::new(rate, start);
        assert!((0..400).all(|_| flood.admit(rate, start)));
        assert!(!flood.admit(rate, start));
        assert!(flood.admit(rate, start + Duration::from_millis(11)));
    }
}
