//! Time and chance as parameters: whoever needs the hour or a dice roll takes these.

use std::fmt::Debug;

use crate::timestamp::Timestamp;

/// Tells the hour. The edges of the programs hold the real one, tests one they can turn.
pub trait Clock: Debug + Send + Sync {
    fn now(&self) -> Timestamp;
}

/// Gives random bytes that nobody can predict. Tests seed it.
pub trait Entropy: Debug + Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// The random part of a fresh id.
    pub fn id_bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        bytes
    }

    /// A number below `bound`, evenly spread. `bound` must not be 0.
    pub fn below(&self, bound: u64) -> u64 {
        // Rejects the uneven tail, so that no remainder is likelier than another.
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let mut bytes = [0; 8];
            self.fill(&mut bytes);
            let drawn = u64::from_le_bytes(bytes);
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}
