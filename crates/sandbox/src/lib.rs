//! Simulators of the services outside the platform: real HTTP servers that speak the same protocol,
//! keep what was sent to them and fail on demand. One folder per service; faults, the journal of
//! what was sent and the page are shared.

mod clock;
mod control;
mod fault;
mod hangup;
mod journal;
mod page;
mod sandbox;
mod smsc;

pub use clock::WallClock;
pub use fault::{DropMoment, Fault, FaultMode, Service};
pub use journal::{Kind, NothingSent, Sent};
pub use sandbox::{Sandbox, SandboxConfig};
