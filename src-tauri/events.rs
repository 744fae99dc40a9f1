//! From the engine to the window: what changed, and which page to open.

use montaj_client::engine::Engine;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

/// Something the window shows has changed.
const CHANGE: &str = "montaj://change";
/// The person asked for a page from outside the window.
const OPEN: &str = "montaj://open";
const WINDOW: &str = "main";

#[derive(Debug, Clone, Serialize)]
struct Open<'r> {
    route: &'r str,
}

/// Passes every change on to the window, until the engine ends.
pub fn forward_changes<R: Runtime>(app: AppHandle<R>, engine: &Engine) {
    let mut changes = engine.changes();
    tauri::async_runtime::spawn(async move {
        while let Some(change) = changes.next().await {
            if let Err(error) = app.emit(CHANGE, change) {
                tracing::warn!(%error, "a change did not reach the window");
            }
        }
    });
}

/// Brings the window to the front with the page at `route`.
pub fn open_page<R: Runtime>(app: &AppHandle<R>, route: &str) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let raised =
            window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = raised {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
    if let Err(error) = app.emit(OPEN, Open { route }) {
        tracing::warn!(%error, route, "the page to open did not reach the window");
    }
}
