//! What no client of ours sends: to each there is a proper refusal, and the server goes on.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod bodies;
mod frames;
mod queries;
mod raw;
mod slow;
mod socket;
mod texts;
