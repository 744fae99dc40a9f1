//! The load generator: as light as it can be, for it shares the machine with the server.

pub mod device;
pub mod http;
pub mod pair;
