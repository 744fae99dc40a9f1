//! What was acknowledged to whom: the side of the story that the server and the devices are held
//! to at the end.

use std::fmt::Debug;

use crate::deed::{Deed, Outcome};

/// A deed and what came of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The index of the device.
    pub seat: usize,
    pub deed: Deed,
    pub outcome: Outcome,
}

/// All deeds so far, in the order in which they were answered.
#[derive(Debug, Default)]
pub struct Journal(Vec<Entry>);

impl Journal {
    pub fn note(&mut self, seat: usize, deed: Deed, outcome: Outcome) {
        self.0.push(Entry { seat, deed, outcome });
    }

    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// How many deeds came to something.
    pub fn acknowledged(&self) -> usize {
        let came_to_nothing =
            |entry: &&Entry| matches!(entry.outcome, Outcome::Nothing | Outcome::Cut);
        let failed = |entry: &&Entry| matches!(entry.outcome, Outcome::Failed { .. });
        self.0.iter().filter(|entry| !came_to_nothing(entry) && !failed(entry)).count()
    }

    /// How many messages were saved by a device.
    pub fn said(&self) -> usize {
        self.0.iter().filter(|entry| matches!(entry.outcome, Outcome::Said { .. })).count()
    }
}
