//! Whether anybody shows icons of programs: without, a window closed into the tray would be lost.

#[cfg(not(target_os = "linux"))]
#[path = "host/always.rs"]
mod system;
#[cfg(target_os = "linux")]
#[path = "host/panel.rs"]
mod system;

pub use self::system::{Arrivals, is_present};
