//! Nothing lost, nothing twice, whatever breaks: engines against the real server, with faults.
//!
//! A module per fault; docs/delivery.md tells which promise each keeps.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod blocked;
mod bursts;
mod client_killed;
mod clocks;
mod damaged;
mod day_offline;
mod doubled;
mod flapping;
mod half_open;
mod lost;
mod migrations;
mod old_cursor;
mod overtaken;
mod repeated_changes;
mod replaced;
mod scene;
mod server_killed;
mod sessions;
mod slow;
mod torn;
mod two_devices;
