//! A whole world for a test: a real server in this process, the simulated services around it, and
//! people who use it as clients outside do.

#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

mod actor;
mod drafts;
mod live;
mod people;
mod reply;
mod steps;
mod visitor;

pub use actor::{Actor, PASSWORD};
pub use drafts::{REGION, window_order};
pub use live::Live;
pub use people::{fresh_phone, registration};
pub use reply::Reply;
pub use visitor::Visitor;
