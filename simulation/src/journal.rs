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
pub struct Journal {
    entries: Vec<Entry>,
    stops: usize,
}

impl Journal {
    pub fn note(&mut self, seat: usize, deed: Deed, outcome: Outcome) {
        self.entries.push(Entry { seat, deed, outcome });
    }

    /// The server is about to stop or to be killed: whoever meets that may be asked to come back
    /// later.
    pub const fn note_stop(&mut self) {
        self.stops += 1;
    }

    pub const fn stops(&self) -> usize {
        self.stops
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many deeds came to something.
    pub fn acknowledged(&self) -> usize {
        let came_to_nothing = |entry: &&Entry| {
            matches!(
                entry.outcome,
                Outcome::Nothing
                    | Outcome::Cut
                    | Outcome::ToldToWait { .. }
                    | Outcome::Failed { .. }
            )
        };
        self.entries.iter().filter(|entry| !came_to_nothing(entry)).count()
    }

    /// How many messages were saved by a device.
    pub fn said(&self) -> usize {
        let said = |entry: &&Entry| matches!(entry.outcome, Outcome::Said { .. });
        self.entries.iter().filter(said).count()
    }

    /// How often the server asked to come back later.
    pub fn told_to_wait(&self) -> usize {
        let waits = |entry: &&Entry| matches!(entry.outcome, Outcome::ToldToWait { .. });
        self.entries.iter().filter(waits).count()
    }
}
