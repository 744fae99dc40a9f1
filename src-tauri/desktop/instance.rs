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

/// Says to the program that it was started once more already.
#[cfg(target_os = "linux")]
const ONCE_MORE: &str = "MONTAJ_ONCE_MORE";

/// The app that was to take the arguments was killed while it was asked, and the bus has found out
/// by now: begins this program once more, in its own place. Comes back when that is not the matter.
#[cfg(target_os = "linux")]
pub fn start_once_more(error: &tauri::Error) {
    let is_the_matter = matches!(
        error,
        tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance"
    );
    if !is_the_matter || env::var_os(ONCE_MORE).is_some() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut again = Command::new(program);
    let error = again.args(env::args_os().skip(1)).env(ONCE_MORE, "1").exec();
    tracing::error!(%error, "the app did not start once more");
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
