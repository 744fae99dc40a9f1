//! What the chat promises beyond one message: many at once, changes, and a storage that
//! fails.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batches;
mod changes;
mod scene;
mod storage;
