//! The person's settings of this device, as far as the shell acts on them.

use montaj_client::engine::Engine;
use montaj_client::local::{Language, LocalSettings, Offers, Theme};
use montaj_client::views::Change;
use parking_lot::Mutex;
use tauri::{AppHandle, Manager};

use super::{autostart, host, tray, window};
use crate::words::{self, Words};

/// The settings as they stand, and whether the window has been seen yet.
#[derive(Debug, Default)]
pub struct Settings {
    local: Mutex<LocalSettings>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Seen {
    #[default]
    NotYet,
    /// Started into the tray: it waits to be asked for.
    StaysHidden,
    Yes,
}

impl Settings {
    pub fn closes_to_tray(&self) -> bool {
        self.local.lock().close_to_tray
    }

    pub fn language(&self) -> Language {
        self.local.lock().language
    }

    pub fn words(&self) -> &'static Words {
        words::of(self.language())
    }

    /// The theme that the person has chosen, if it is not the system's.
    pub fn theme(&self) -> Option<tauri::Theme> {
        match self.local.lock().theme {
            Theme::System => None,
            Theme::Light => Some(tauri::Theme::Light),
            Theme::Dark => Some(tauri::Theme::Dark),
        }
    }

    pub fn start_hidden(&self) {
        *self.seen.lock() = Seen::StaysHidden;
    }

    /// Whether the window is to be shown now for the first time.
    pub fn reveals(&self) -> bool {
        let mut seen = self.seen.lock();
        let first = *seen == Seen::NotYet;
        if first {
            *seen = Seen::Yes;
        }
        first
    }

    pub fn revealed(&self) {
        *self.seen.lock() = Seen::Yes;
    }
}

/// Acts on the settings and on every change of them, until the engine ends.
pub fn follow(app: AppHandle, engine: &Engine) {
    let mut changes = engine.changes();
    let engine = engine.clone();
    tauri::async_runtime::spawn(async move {
        let mut panels = host::Arrivals::watch().await;
        offer(&app, &engine).await;
        loop {
            tokio::select! {
                () = panels.next() => offer(&app, &engine).await,
                change = changes.next() => match change {
                    Some(Change::LocalSettings | Change::All) => {
                        if let Ok(local) = engine.local_settings().await {
                            act(&app, local);
                        }
                    }
                    Some(_) => {}
                    None => return,
                },
            }
        }
    });
}

async fn offer(app: &AppHandle, engine: &Engine) {
    let tray = tray::is_there(app) && host::is_present().await;
    engine.offer(Offers { autostart: true, tray, server: true });
}

/// At the start only what is not the default is a change: an app beside the installed one, as demos
/// are, must not take that one's entry away.
fn act(app: &AppHandle, local: LocalSettings) {
    let before = std::mem::replace(&mut *app.state::<Settings>().local.lock(), local.clone());
    if before.autostart != local.autostart {
        autostart::set(app, local.autostart);
    }
    if before.theme != local.theme {
        window::take_theme(app);
    }
    if before.language != local.language {
        tray::refresh(app);
        #[cfg(target_os = "macos")]
        if let Err(error) = super::menu::show(app) {
            tracing::warn!(%error, "the menu bar stays as it was");
        }
    }
}
