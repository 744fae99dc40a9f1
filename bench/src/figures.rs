//! Figures of runs: how many a second, how long single ones took, and what stands in the middle of
//! repeated runs.

use std::time::Duration;

/// One run: the time of each operation, and of all together.
#[derive(Debug, Clone)]
pub struct Run {
    /// Sorted; never empty.
    took: Vec<Duration>,
    whole: Duration,
}

impl Run {
    pub fn of(mut took: Vec<Duration>, whole: Duration) -> Option<Self> {
        took.sort_unstable();
        (!took.is_empty()).then_some(Self { took, whole })
    }

    /// How many operations it was.
    #[expect(clippy::cast_precision_loss, reason = "a count of operations")]
    pub fn operations(&self) -> f64 {
        self.took.len() as f64
    }

    pub fn per_sec(&self) -> f64 {
        self.operations() / self.whole.as_secs_f64()
    }

    /// The time that so many of a thousand do not exceed, in milliseconds.
    pub fn millis_at(&self, per_mille: usize) -> f64 {
        let place = (self.took.len() * per_mille / 1000).min(self.took.len() - 1);
        self.took[place].as_secs_f64() * 1000.0
    }
}

/// A figure measured several times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Figure {
    /// Of repeated measurements, of which there is at least one.
    pub fn of(measured: impl IntoIterator<Item = f64>) -> Self {
        let mut measured: Vec<f64> = measured.into_iter().collect();
        measured.sort_unstable_by(f64::total_cmp);
        let middle = measured.len() / 2;
        let at = |place: usize| measured.get(place).copied().unwrap_or(f64::NAN);
        let median = if measured.len() % 2 == 1 || measured.is_empty() {
            at(middle)
        } else {
            f64::midpoint(at(middle - 1), at(middle))
        };
        Self { median, least: at(0), most: at(measured.len().saturating_sub(1)) }
    }

    /// What the runs say by that measure.
    pub fn from_runs(runs: &[Run], measure: impl Fn(&Run) -> f64) -> Self {
        Self::of(runs.iter().map(measure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_are_faster_than_the_percentile() {
        let took = (1..=100).rev().map(Duration::from_millis).collect();
        let run = Run::of(took, Duration::from_secs(2)).unwrap();
        assert_eq!((run.per_sec(), run.millis_at(500), run.millis_at(990)), (50.0, 51.0, 100.0));
        assert!(Run::of(Vec::new(), Duration::from_secs(1)).is_none());
    }

    #[test]
    fn the_median_stands_between_the_extremes() {
        assert_eq!(Figure::of([3.0, 1.0, 9.0]), Figure { median: 3.0, least: 1.0, most: 9.0 });
        assert_eq!(Figure::of([4.0, 2.0]).median, 3.0);
    }
}
