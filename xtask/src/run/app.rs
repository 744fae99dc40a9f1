//! The desktop app, where there is a display to show it on.

use std::env;
use std::path::Path;

use super::log_file;
use crate::supervised::{self, Supervised};
use crate::workspace::Workspace;

/// Whether a window can be opened here.
pub fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

pub fn open(
    workspace: &Workspace,
    release: bool,
    server: &str,
    data: &Path,
) -> anyhow::Result<Supervised> {
    let cmd = supervised::tied_to_us(workspace, &workspace.binary("montaj", release))
        .env("MONTAJ_SERVER_URL", server)
        // Not the data of an installed Montaj.
        .env("MONTAJ_DATA_DIR", data.join("app"));
    Supervised::start("desktop app", cmd, log_file(data, "app"))
}
