//! Montaj's test scripts as two people live them: one stage (server, simulators, a proxy
//! before the server for each person), people in a real Chromium or in the real desktop
//! window, screenshots of every page. The scripts stand in `tests/`.

pub mod access;
pub mod browser;
pub mod desktop_session;
pub mod devtools;
pub mod dialler;
pub mod killed_app;
pub mod notifications;
pub mod people;
mod process;
pub mod screens;
pub mod stage;
pub mod steps;
pub mod tray;
mod wait;
pub mod window;

pub use wait::{PATIENCE, until};
