//! What people see: views made from rows, each for one viewer.

pub mod user;
