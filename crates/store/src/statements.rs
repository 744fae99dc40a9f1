//! The statements that were run: how many, and which while somebody records them. Tests pin the
//! number for each hot operation by it, and that each text uses its index.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
};

use parking_lot::Mutex;

#[derive(Debug, Default)]
pub struct Statements {
    count: AtomicU64,
    transactions: AtomicU32,
    recorded: Mutex<Option<BTreeMap<u32, Vec<&'static str>>>>,
}

impl Statements {
    /// A number for a transaction, or for what looks without one.
    pub(crate) fn begin(&self) -> u32 {
        self.transactions.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn note(&self, transaction: u32, text: &'static str) {
        self.count.fetch_add(1, Ordering::Relaxed);
        if let Some(recorded) = self.recorded.lock().as_mut() {
            recorded.entry(transaction).or_default().push(text);
        }
    }

    /// How many since the database was opened.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Records the texts from now on. They are static: how many there are is bounded, how often
    /// each is run is not, so this is for tests.
    pub fn record(&self) {
        *self.recorded.lock() = Some(BTreeMap::new());
    }

    /// What was recorded since, by transaction; recording goes on.
    pub fn take(&self) -> Vec<Vec<&'static str>> {
        self.recorded
            .lock()
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
            .into_values()
            .collect()
    }
}
