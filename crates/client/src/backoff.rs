//! Waiting longer after each failure, with jitter, so that many devices do not come back at once.

use std::time::Duration;

use montaj_domain::ambient::Entropy;

/// Doubles from `first` to `most`; each wait is drawn from its upper half.
#[derive(Debug, Clone)]
pub(crate) struct Backoff {
    first: Duration,
    most: Duration,
    failures: u32,
}

impl Backoff {
    pub(crate) const fn new(first: Duration, most: Duration) -> Self {
        Self { first, most, failures: 0 }
    }

    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }

    /// How long to wait after one more failure.
    pub(crate) fn next(&mut self, entropy: &dyn Entropy) -> Duration {
        let doubled = self.first.saturating_mul(1 << self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        let whole = doubled.min(self.most);
        let half = whole / 2;
        let millis = u64::try_from(half.as_millis()).unwrap_or(u64::MAX - 1);
        half + Duration::from_millis(entropy.below(millis + 1))
    }
}

#[cfg(test)]
mod tests {
    use montaj_testkit::SeededEntropy;

    use super::*;

    #[test]
    fn waits_double_up_to_the_most_and_start_again_after_a_success() {
        let entropy = SeededEntropy::new(7);
        let (first, most) = (Duration::from_millis(100), Duration::from_secs(1));
        let mut backoff = Backoff::new(first, most);
        for whole in [100, 200, 400, 800, 1000, 1000] {
            let wait = backoff.next(&entropy).as_millis();
            assert!((whole / 2..=whole).contains(&wait), "{wait} of {whole}");
        }
        backoff.reset();
        assert!(backoff.next(&entropy) <= first);
    }
}
