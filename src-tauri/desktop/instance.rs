//! One app at a time: a second start shows the window of the first and hands over its link.

use std::path::Path;

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

#[cfg(target_os = "linux")]
fn named(builder: Builder<Wry>, one: OneInstance<Wry>, folder: &Path) -> Builder<Wry> {
    builder.plugin(one.dbus_id(format!("ru.montaj.app.{}", super::memory::mark(folder))).build())
}

/// Only Linux lets an app have a name of its own here.
#[cfg(not(target_os = "linux"))]
fn named(builder: Builder<Wry>, _: OneInstance<Wry>, _: &Path) -> Builder<Wry> {
    builder
}
