//! Real processes that are killed: the server and every client a child of its own, under load,
//! ended by SIGKILL at random and started again. What they acknowledge is noted here, in a process
//! that nobody kills, and held against what is there at the end.

mod client;
mod controller;
mod finish;
mod keyring;
mod load;
pub mod protocol;
mod report;
mod server;

pub use controller::{Plan, run};
pub use keyring::FileKeyring;
pub use report::Report;
