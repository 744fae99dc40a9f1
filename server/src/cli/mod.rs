//! The commands of `montaj-server`.

pub mod serve;
