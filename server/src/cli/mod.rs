//! The commands of `montaj-server`.

pub mod admin_create;
pub mod config_check;
pub mod migrate;
pub mod seed_demo;
pub mod serve;
