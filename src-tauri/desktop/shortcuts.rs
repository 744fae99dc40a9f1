//! The shortcuts that are the window's own: quit, close, zoom. Those of pages are the interface's.

use tauri::{AppHandle, Manager};

use super::memory::Memory;
use super::window;

/// Listens in the page, where the keys arrive on every system.
pub const SCRIPT: &str = include_str!("shortcuts.js");

const STEP: f64 = 1.1;
/// From half to over twice the normal size.
const MOST_STEPS: i8 = 8;

pub fn run(app: &AppHandle, name: &str) {
    let memory = app.state::<Memory>();
    let zoom = |change: fn(i8) -> i8| {
        memory.change(|kept| kept.zoom = change(kept.zoom).clamp(-MOST_STEPS, MOST_STEPS));
        apply_zoom(app);
    };
    match name {
        "quit" => app.exit(0),
        "close" => {
            if let Some(window) = window::find(app)
                && let Err(error) = window.close()
            {
                tracing::warn!(%error, "the window does not close");
            }
        }
        "zoom-in" => zoom(|steps| steps.saturating_add(1)),
        "zoom-out" => zoom(|steps| steps.saturating_sub(1)),
        "zoom-reset" => zoom(|_| 0),
        _ => tracing::debug!(name, "no such shortcut"),
    }
}

/// Gives the page the size that was chosen.
pub fn apply_zoom(app: &AppHandle) {
    let factor = STEP.powi(app.state::<Memory>().kept().zoom.into());
    if let Some(window) = window::find(app)
        && let Err(error) = window.set_zoom(factor)
    {
        tracing::warn!(%error, "the zoom stays as it is");
    }
}
