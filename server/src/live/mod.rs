//! How changes reach devices at once: the sockets open on this node, and what they carry.

pub mod acknowledge;
mod hub;
pub mod log;
pub mod presence;
pub mod publish;
pub mod redact;
pub mod socket;

pub use hub::{Connection, Goodbye, Handed, HandedEvent, Hub, Outlet};
