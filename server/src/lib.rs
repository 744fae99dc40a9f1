//! Montaj's server: REST and a WebSocket over one database, and the jobs that follow from both.

mod accept;
pub mod ambient;
pub mod app;
pub mod chat;
pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod jobs;
pub mod lifecycle;
pub mod limits;
pub mod live;
pub mod notify;
pub mod passwords;
pub mod sms;
pub mod tokens;
pub mod views;

pub use lifecycle::{ServeError, Server};
