//! How many frames a device may send: a bucket that refills.

use tokio::time::Instant;

const BURST: f64 = 400.0;
const PER_SEC: f64 = 100.0;

#[derive(Debug, Clone, Copy)]
pub struct Flood {
    left: f64,
    at: Instant,
}

impl Flood {
    pub fn new(now: Instant) -> Self {
        Self { left: BURST, at: now }
    }

    /// Takes one frame from the bucket; false when it is empty.
    pub fn admit(&mut self, now: Instant) -> bool {
        let refilled = (now - self.at).as_secs_f64() * PER_SEC;
        self.left = (self.left + refilled).min(BURST);
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
        let mut flood = Flood::new(start);
        assert!((0..400).all(|_| flood.admit(start)));
        assert!(!flood.admit(start));
        assert!(flood.admit(start + Duration::from_millis(11)));
    }
}
