//! Chance of the data set: the same seed throws the same.

use std::fmt::Display;

use montaj_domain::{ambient::Entropy, timestamp::Timestamp};
use montaj_testkit::SeededEntropy;

#[derive(Debug)]
pub struct Dice(SeededEntropy);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed))
    }

    pub fn entropy(&self) -> &dyn Entropy {
        &self.0
    }

    /// `from..=to`, evenly.
    pub fn between(&self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from + 1).unwrap_or(1);
        from + i64::try_from(self.entropy().below(span)).unwrap_or(0)
    }

    /// True in so many of a hundred throws.
    pub fn percent(&self, share: i64) -> bool {
        self.between(1, 100) <= share
    }

    /// One of them; there is at least one.
    pub fn pick<'a, T>(&self, among: &'a [T]) -> &'a T {
        let count = u64::try_from(among.len()).unwrap_or(1);
        let place = usize::try_from(self.entropy().below(count)).unwrap_or(0);
        &among[place]
    }

    /// One of them, the earlier the likelier: the first comes up about as often as all after the
    /// fourth part together.
    pub fn pick_early<'a, T>(&self, among: &'a [T]) -> &'a T {
        let upper = self.between(0, i64::try_from(among.len()).unwrap_or(1) - 1);
        let place = usize::try_from(self.between(0, upper)).unwrap_or(0);
        &among[place]
    }

    /// A fresh id made at that time.
    pub fn id<Id: Display>(&self, new: fn(Timestamp, &dyn Entropy) -> Id, at: Timestamp) -> String {
        new(at, self.entropy()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throws = |seed| {
            let dice = Dice::new(seed);
            (0..50).map(|_| dice.between(1, 6)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert!(throws(7).iter().all(|eyes| (1..=6).contains(eyes)));
    }
}
