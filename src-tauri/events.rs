//! From the engine to the window: what changed, and which page to open.

use montaj_client::engine::Engine;
use montaj_client::views::{Change, SessionState};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};

use crate::shell::Shell;

/// Something the window shows has changed.
const CHANGE: &str = "montaj://change";
/// The person asked for a page from outside the window.
const OPEN: &str = "montaj://open";

#[derive(Debug, Clone, Serialize)]
struct Open<'r> {
    route: &'r str,
}

/// Passes every change on to the window, until the engine ends.
pub fn forward_changes(app: AppHandle, engine: &Engine) {
    let mut changes = engine.changes();
    let engine = engine.clone();
    tauri::async_runtime::spawn(async move {
        while let Some(change) = changes.next().await {
            if let Err(error) = app.emit(CHANGE, change) {
                tracing::warn!(%error, "a change did not reach the window");
            }
            if matches!(change, Change::Session | Change::All) {
                open_what_waited_for_log_in(&app, &engine).await;
            }
        }
    });
}

/// The interface hears: it is told which page was asked for meanwhile.
pub fn page_is_ready(app: &AppHandle) {
    if let Some(route) = app.state::<Shell>().page_is_ready() {
        tell(app, &route);
    }
}

/// Brings the window to the front with the page at `route`. Whoever is not signed in yet comes to
/// it by signing in, whichever way that leads.
pub fn open_page(app: &AppHandle, route: &str) {
    #[cfg(desktop)]
    crate::desktop::window::raise(app);
    let shell = app.state::<Shell>();
    if shell.may_open(route) {
        tell(app, route);
    }
    let (app, route) = (app.clone(), route.to_owned());
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let Some(engine) = shell.engine().await else { return };
        let out = matches!(engine.session().await, Ok(SessionState::SignedOut { .. }));
        shell.open_after_log_in(out.then_some(route));
    });
}

async fn open_what_waited_for_log_in(app: &AppHandle, engine: &Engine) {
    if matches!(engine.session().await, Ok(SessionState::SignedIn { .. }))
        && let Some(route) = app.state::<Shell>().take_after_log_in()
    {
        tell(app, &route);
    }
}

fn tell(app: &AppHandle, route: &str) {
    if let Err(error) = app.emit(OPEN, Open { route }) {
        tracing::warn!(%error, route, "the page to open did not reach the window");
    }
}
