//! The server's database: one SQL text for SQLite and PostgreSQL, one file per aggregate.
//!
//! All work happens in a [`Tx`]. A function here takes `&mut Tx`, never a pool, so that a caller
//! decides what belongs together. What the two engines do differently stands in [`dialect`].

mod db;
mod dialect;
mod error;
mod migrate;
mod row;
mod statements;
mod tx;
mod writer;

pub mod admin_log;
pub mod codes;
pub mod events;
pub mod idempotency;
pub mod jobs;
pub mod messages;
pub mod notification_settings;
pub mod notifications;
pub mod order_views;
pub mod orders;
pub mod phone_guards;
pub mod redaction;
pub mod responses;
pub mod retention;
pub mod sessions;
pub mod settings;
pub mod users;

pub use db::{Committed, Db, DbOptions, OnCommit};
pub use dialect::postgres_options;
pub use error::StoreError;
pub use statements::Statements;
pub use tx::Tx;
