//! Figures of a run: throughput, and how long single messages took.

use std::{fmt, time::Duration};

#[derive(Debug)]
pub struct Figures {
    per_sec: f64,
    p50: Duration,
    p99: Duration,
}

impl Figures {
    /// Of `took`, the time of each message, when all together took `whole`.
    pub fn of(mut took: Vec<Duration>, whole: Duration) -> Option<Self> {
        took.sort_unstable();
        let at = |share: usize| took.get((took.len() * share / 100).min(took.len() - 1)).copied();
        #[expect(clippy::cast_precision_loss, reason = "a count of messages")]
        let per_sec = took.len() as f64 / whole.as_secs_f64();
        if took.is_empty() {
            return None;
        }
        Some(Self { per_sec, p50: at(50)?, p99: at(99)? })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = |duration: Duration| duration.as_secs_f64() * 1000.0;
        write!(f, "{:.0} | {:.2} | {:.2}", self.per_sec, millis(self.p50), millis(self.p99))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_are_faster_than_the_median() {
        let took = (1..=100).map(Duration::from_millis).collect();
        let figures = Figures::of(took, Duration::from_secs(1)).unwrap();
        assert_eq!(figures.to_string(), "100 | 51.00 | 100.00");
        assert!(Figures::of(Vec::new(), Duration::from_secs(1)).is_none());
    }
}
