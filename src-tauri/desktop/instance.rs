//! One app at a time: a second start shows the window of the first and hands over its link.

use std::path::Path;
#[cfg(target_os = "linux")]
use std::{env, os::unix::process::CommandExt as _, process::Command};

use tauri::{AppHandle, Builder, Wry};
use tauri_plugin_single_instance::Builder as OneInstance;

use super::arguments::Arguments;
use super::window;

/// Apps of several data folders, as tests and demos have, are apps of their own.
pub fn with_plugin(builder: Builder<Wry>, profile: Option<&Path>) -> Builder<Wry> {
    // The plugin has told the link, if there was one, before this.
    let one = OneInstance::<Wry>::new().callback(|app, arguments, _| {
        if !Arguments::of(arguments.into_iter()).hidden {
            window::raise(app);
        }
    });
    match profile {
        None => builder.plugin(one.build()),
        Some(folder) => named(builder, one, folder),
    }
}

/// An app that ends takes no more arguments: whoever starts it in this moment gets one of its own.
pub fn let_the_next_start(app: &AppHandle) {
    tauri_plugin_single_instance::destroy(app);
}

/// Says to the program how often it was started anew already.
#[cfg(target_os = "linux")]
const STARTED_ANEW: &str = "MONTAJ_STARTED_ANEW";
/// More apps than these are not killed one after the other.
#[cfg(target_os = "linux")]
const MOST_STARTS: u8 = 3;

/// The app that was to take the arguments was killed while it was asked, and the bus has found out
/// by now: begins this program anew, in its own place. Comes back when that is not the matter.
#[cfg(target_os = "linux")]
pub fn start_anew(error: &tauri::Error) {
    let is_the_matter = matches!(
        error,
        tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance"
    );
    let starts = env::var(STARTED_ANEW).ok().and_then(|starts| starts.parse().ok()).unwrap_or(0);
    if !is_the_matter || starts >= MOST_STARTS {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut again = Command::new(program);
    let starts = starts.saturating_add(1).to_string();
    let error = again.args(env::args_os().skip(1)).env(STARTED_ANEW, starts).exec();
    tracing::error!(%error, "the app did not start anew");
}

#[cfg(target_os = "linux")]
fn named(builder: Builder<Wry>, one: OneInstance<Wry>, folder: &Path) -> Builder<Wry> {
    builder.plugin(one.dbus_id(format!("ru.montaj.app.{}", super::memory::mark(folder))).build())
}

/// Only Linux lets an app have a name of its own here.
#[cfg(not(target_os = "linux"))]
fn named(builder: Builder<Wry>, _: OneInstance<Wry>, _: &Path) -> Builder<Wry> {
    builder
}
