//! The window: hidden until there is something to see in it, closed into the tray where there is one.

use std::path::Path;
use std::time::Duration;

use tauri::plugin::TauriPlugin;
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager, Theme, WebviewWindow, WebviewWindowBuilder, WindowEvent, Wry};
use tauri_plugin_window_state::{AppHandleExt as _, StateFlags};

use super::memory::Memory;
use super::{host, outside, settings, shortcuts, theme, tray};
use crate::notifications;

const LABEL: &str = "main";
/// A page that has not come by then shows what it has.
const SHOWN_AT_LATEST: Duration = Duration::from_secs(3);
/// The panel of a desktop may come up later than the programs that start with it.
const TRAY_AT_LATEST: Duration = Duration::from_secs(20);

/// Size, place and maximised are kept; whether it is seen is decided at each start.
fn kept() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED
}

pub fn state_plugin(profile: Option<&Path>) -> TauriPlugin<Wry> {
    let builder = tauri_plugin_window_state::Builder::new().with_state_flags(kept());
    match profile.and_then(|folder| folder.join("window.json").to_str().map(str::to_owned)) {
        Some(path) => builder.with_filename(path).build(),
        None => builder.with_filename("window.json").build(),
    }
}

pub fn open(app: &AppHandle, hidden: bool) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.first() else { return Ok(()) };
    let guard = app.clone();
    let window = WebviewWindowBuilder::from_config(app, config)?
        .visible(false)
        .on_navigation(move |url| outside::stays_inside(&guard, url))
        .background_color(theme::ground(Theme::Light))
        .initialization_script(shortcuts::SCRIPT)
        // From then on it shows the mark, and the interface as soon as that has started.
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                reveal(window.app_handle());
            }
        })
        .build()?;
    paint(app, &window);
    shortcuts::apply_zoom(app);
    let handle = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            tauri::async_runtime::spawn(leave(handle.clone()));
        }
        WindowEvent::ThemeChanged(_) => {
            if let Some(window) = find(&handle) {
                paint(&handle, &window);
            }
        }
        _ => {}
    });
    if hidden {
        app.state::<settings::Settings>().start_hidden();
    } else {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(SHOWN_AT_LATEST).await;
            reveal(&app);
        });
    }
    Ok(())
}

/// Shows the window for the first time, unless it is to stay in the tray or was shown already.
fn reveal(app: &AppHandle) {
    if app.state::<settings::Settings>().reveals()
        && let Some(window) = find(app)
        && let Err(error) = window.show()
    {
        tracing::warn!(%error, "the window cannot be shown");
    }
}

/// Started into a tray that does not come, the window is shown after all.
pub fn reveal_without_tray(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let deadline = tokio::time::Instant::now() + TRAY_AT_LATEST;
        while tokio::time::Instant::now() < deadline {
            if tray::is_there(&app) && host::is_present().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        raise(&app);
    });
}

/// Brings the window to the front from wherever it is.
pub fn raise(app: &AppHandle) {
    // A link may come before there is a window: that one is shown by itself.
    let Some(window) = find(app) else { return };
    app.state::<settings::Settings>().revealed();
    let raised = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::warn!(%error, "the window did not come to the front");
    }
    // Not every window system tells the page that it is looked at again.
    say(&window, "window.dispatchEvent(new Event('focus'))");
}

/// On the main thread: elsewhere the plugin would ask it for the window's place with its own lock
/// held, which that thread may be waiting for at this very moment.
fn keep_place(app: &AppHandle) {
    let keeper = app.clone();
    let asked = app.run_on_main_thread(move || {
        if let Err(error) = keeper.save_window_state(kept()) {
            tracing::warn!(%error, "the window's place is not kept");
        }
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "the window's place is not kept");
    }
}

/// The person closes the window: into the tray where the setting says so and somebody shows our
/// icon, else it is the end. Asked at this moment, so that nobody is left without a way back.
async fn leave(app: AppHandle) {
    let stays = app.state::<settings::Settings>().closes_to_tray()
        && tray::is_there(&app)
        && host::is_present().await;
    if !stays {
        app.exit(0);
        return;
    }
    keep_place(&app);
    let Some(window) = find(&app) else { return };
    say(&window, "window.dispatchEvent(new Event('blur'))");
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window cannot be hidden");
        app.exit(0);
        return;
    }
    let memory = app.state::<Memory>();
    if !memory.kept().told_of_tray {
        memory.change(|kept| kept.told_of_tray = true);
        let words = app.state::<settings::Settings>().words();
        notifications::say(&app, words.hidden_title, words.hidden_body);
    }
}

pub fn find(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Runs a line of script in the page.
pub fn say(window: &WebviewWindow, script: &str) {
    if let Err(error) = window.eval(script) {
        tracing::warn!(%error, "the page was not reached");
    }
}

/// Takes the theme that the settings name, the system's frame and menus included.
pub fn take_theme(app: &AppHandle) {
    let Some(window) = find(app) else { return };
    if let Err(error) = window.set_theme(app.state::<settings::Settings>().theme()) {
        tracing::debug!(%error, "the window's theme stays as it is");
    }
    paint(app, &window);
}

/// The ground behind the page in the theme of the moment.
fn paint(app: &AppHandle, window: &WebviewWindow) {
    let chosen = app.state::<settings::Settings>().theme();
    let theme = chosen.or_else(|| window.theme().ok()).unwrap_or(Theme::Light);
    if let Err(error) = window.set_background_color(Some(theme::ground(theme))) {
        tracing::debug!(%error, "the window's ground stays as it is");
    }
}
