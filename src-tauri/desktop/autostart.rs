//! Starting with the system, into the tray.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::{Builder, ManagerExt as _};

use super::arguments::HIDDEN;

pub fn plugin() -> TauriPlugin<Wry> {
    Builder::new().arg(HIDDEN).build()
}

/// Makes the system's entry what the setting says. An entry that is there is written anew: the
/// program may stand elsewhere since.
pub fn set(app: &AppHandle, on: bool) {
    let entry = app.autolaunch();
    let done = match (on, entry.is_enabled()) {
        (false, Ok(false)) => Ok(()),
        (true, _) => entry.enable(),
        (false, _) => entry.disable(),
    };
    if let Err(error) = done {
        tracing::warn!(%error, on, "the start with the system cannot be set");
    }
}
