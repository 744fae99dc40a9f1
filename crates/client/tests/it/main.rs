//! The engine against a real server in the same process, with a network between that breaks.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod changes;
mod chat;
mod faults;
mod local;
mod notifications;
mod orders;
mod popups;
mod session;
mod settings;
mod socket;
mod steps;

use montaj_testkit::house;
