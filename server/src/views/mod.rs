//! What people see: views made from rows, each for one viewer.

pub mod order;
pub mod response;
pub mod user;
