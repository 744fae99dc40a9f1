//! What the chat promises beyond one message: many at once, changes, a storage that fails, and what
//! each hot operation costs the database.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod batches;
mod changes;
mod former;
mod plans;
mod scene;
mod statements;
mod storage;
