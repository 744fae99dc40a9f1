//! The store's contract: every test runs on SQLite and on PostgreSQL, and must come out the same.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod child;
mod codes;
mod crash;
mod engines;
mod events;
mod failing_disk;
mod feed;
mod group_commit;
mod idempotency;
mod jobs;
mod messages;
mod notification_settings;
mod notifications;
mod orders;
mod people;
mod phone_guards;
mod redaction;
mod responses;
mod retention;
mod sessions;
mod settings;
