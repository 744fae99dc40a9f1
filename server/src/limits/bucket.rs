//! Buckets that refill evenly (GCRA): per key nothing but the instant at which it is full again.

use std::collections::HashMap;

use montaj_domain::timestamp::Timestamp;
use parking_lot::Mutex;

use super::Rate;

const HOUR_MICROS: i64 = 3_600_000_000;
/// Keys that are kept apart. With more, those nearest to a full bucket are forgotten.
const MAX_KEYS: usize = 50_000;

/// One bucket per key, all of one size.
#[derive(Debug)]
pub(super) struct Buckets {
    /// What one drop takes to come back, in microseconds.
    drop_micros: i64,
    /// What an empty bucket takes to fill.
    full_micros: i64,
    /// When each bucket that is not full will be, in microseconds since 1970.
    full_at: Mutex<HashMap<u128, i64>>,
}

/// The bucket is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    /// When there is a drop again; at least 1.
    pub secs: i64,
}

impl Buckets {
    pub(super) fn new(rate: Rate) -> Self {
        let drop_micros = HOUR_MICROS / i64::from(rate.per_hour.max(1));
        let full_micros = drop_micros.saturating_mul(i64::from(rate.burst.max(1)));
        Self { drop_micros, full_micros, full_at: Mutex::default() }
    }

    /// Takes a drop.
    pub(super) fn take(&self, key: u128, now: Timestamp) -> Result<(), Wait> {
        let now = now.as_millis().saturating_mul(1000);
        let mut full_at = self.full_at.lock();
        // A clock that was turned back must not empty anybody's bucket.
        let known = full_at.get(&key).map_or(now, |at| (*at).clamp(now, now + self.full_micros));
        let next = known + self.drop_micros;
        let over = next - now - self.full_micros;
        if over > 0 {
            return Err(Wait { secs: (over + 999_999) / 1_000_000 });
        }
        if full_at.len() >= MAX_KEYS {
            forget(&mut full_at, now);
        }
        full_at.insert(key, next);
        Ok(())
    }
}

/// Drops full buckets, and half of the others if that is not enough.
fn forget(full_at: &mut HashMap<u128, i64>, now: i64) {
    full_at.retain(|_, at| *at > now);
    if full_at.len() < MAX_KEYS / 2 {
        return;
    }
    let mut instants: Vec<i64> = full_at.values().copied().collect();
    let middle = instants.len() / 2;
    let (_, median, _) = instants.select_nth_unstable(middle);
    let median = *median;
    full_at.retain(|_, at| *at > median);
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    fn buckets(burst: u32, per_hour: u32) -> Buckets {
        Buckets::new(Rate { burst, per_hour })
    }

    #[test]
    fn a_burst_passes_and_the_rest_waits_for_the_next_drop() {
        let buckets = buckets(3, 60);
        assert!((0..3).all(|_| buckets.take(1, NOW).is_ok()));
        assert_eq!(buckets.take(1, NOW), Err(Wait { secs: 60 }));
        assert_eq!(buckets.take(1, NOW.plus_secs(50)), Err(Wait { secs: 10 }));
        assert_eq!(buckets.take(1, NOW.plus_secs(60)), Ok(()));
        assert_eq!(buckets.take(1, NOW.plus_secs(60)), Err(Wait { secs: 60 }));
        // Somebody else has a bucket of their own.
        assert_eq!(buckets.take(2, NOW), Ok(()));
    }

    #[test]
    fn a_full_bucket_holds_no_more_than_its_burst() {
        let buckets = buckets(2, 60);
        let later = NOW.plus_secs(86_400);
        assert_eq!(buckets.take(1, NOW), Ok(()));
        assert!((0..2).all(|_| buckets.take(1, later).is_ok()));
        assert!(buckets.take(1, later).is_err());
    }

    #[test]
    fn a_clock_turned_back_locks_nobody_out() {
        let buckets = buckets(2, 60);
        assert!((0..2).all(|_| buckets.take(1, NOW).is_ok()));
        let before = NOW.plus_secs(-3600);
        assert_eq!(buckets.take(1, before), Err(Wait { secs: 60 }));
    }

    #[test]
    fn a_crowd_of_addresses_does_not_fill_the_memory() {
        let buckets = buckets(2, 1);
        for key in 0..120_000 {
            assert_eq!(
                buckets.take(key, NOW.plus_secs(i64::try_from(key / 1000).unwrap())),
                Ok(())
            );
        }
        assert!(buckets.full_at.lock().len() <= MAX_KEYS);
    }
}
