//! What a desktop has and a phone has not: one instance, the tray, a window that is closed and
//! comes back, links from other programs, a start with the system.

mod arguments;
mod autostart;
mod badge;
mod host;
pub mod instance;
mod links;
mod memory;
#[cfg(target_os = "macos")]
mod menu;
mod outside;
pub mod settings;
pub mod shortcuts;
mod theme;
pub mod tray;
pub mod window;

use std::error::Error;
use std::path::Path;

use montaj_client::engine::Engine;
use tauri::{App, AppHandle, Builder, Manager, Wry};

use self::arguments::Arguments;
use self::memory::Memory;

/// Adds the plugins; the one that hands over to a running app comes first.
pub fn with_plugins(builder: Builder<Wry>, profile: Option<&Path>) -> Builder<Wry> {
    let builder = instance::with_plugin(builder, profile)
        .plugin(tauri_plugin_deep_link::init())
        .plugin(window::state_plugin(profile))
        .plugin(autostart::plugin());
    #[cfg(target_os = "macos")]
    let builder = menu::with_menu(builder);
    builder
}

/// Opens the window, hidden if the system itself started the app, and the tray.
///
/// # Errors
/// When there can be no window.
pub fn set_up(app: &App, data: &Path) -> Result<(), Box<dyn Error>> {
    let handle = app.handle();
    handle.manage(Memory::read(data));
    handle.manage(tray::Tray::default());
    links::listen(handle);
    let arguments = Arguments::of(std::env::args());
    window::open(handle, arguments.hidden)?;
    tray::build(handle, data);
    #[cfg(target_os = "macos")]
    menu::show(handle)?;
    if arguments.hidden {
        window::reveal_without_tray(handle.clone());
    }
    Ok(())
}

/// Joins what stands around the window with the engine, once it is open.
pub fn join(app: &AppHandle, engine: &Engine) {
    settings::follow(app.clone(), engine);
    tray::follow(app.clone(), engine);
    crate::notifications::raise_popups(app.clone(), engine);
}
