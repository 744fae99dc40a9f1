//! The store's contract: every test runs on SQLite and on PostgreSQL, and must come out the same.

mod engines;
mod events;
mod idempotency;
mod jobs;
mod messages;
mod sessions;
