//! What the chat promises beyond one message: many at once, a storage that fails, and what each
//! hot operation costs the database.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batches;
mod scene;
mod storage;
