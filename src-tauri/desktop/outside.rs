//! Links that lead out of the app: the interface stays where it is, and the system opens what it
//! has a program for.

use tauri::{AppHandle, Url};

/// What a press on somebody's contacts is for. Whatever else a page might lead to stays shut.
const OPENED_OUTSIDE: [&str; 2] = ["tel", "mailto"];

/// Whether the window itself goes there.
pub fn stays_inside(app: &AppHandle, url: &Url) -> bool {
    if OPENED_OUTSIDE.contains(&url.scheme()) {
        open(url);
        return false;
    }
    let is_inside = is_of_interface(app, url);
    if !is_inside {
        tracing::warn!(scheme = url.scheme(), "the window does not go there");
    }
    is_inside
}

fn is_of_interface(app: &AppHandle, url: &Url) -> bool {
    let is_bundled = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let dev_server = app.config().build.dev_url.as_ref().filter(|_| tauri::is_dev());
    is_bundled || dev_server.is_some_and(|dev| dev.origin() == url.origin())
}

fn open(url: &Url) {
    if let Err(error) = open::that_detached(url.as_str()) {
        tracing::warn!(%error, scheme = url.scheme(), "nothing opens it");
    }
}
