//! Montaj under random faults. [`run`] lives one seed's schedule with a real server and real
//! engines in this process; [`soak`] kills real processes. Both look at the end whether anything
//! was lost, doubled, reordered or shown to somebody whom it does not concern ([`check`]).

#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

pub mod check;
pub mod clock;
pub mod deed;
pub mod device;
pub mod journal;
pub mod observer;
pub mod run;
pub mod schedule;
pub mod seeds;
pub mod settle;
pub mod soak;
pub mod town;
