//! The operating system's pop-ups. The engine decides that one is due; here it is put into the
//! person's language and shown, replaced by the next of the same subject, answered, and taken away
//! when its subject was read meanwhile.

#[cfg(not(windows))]
mod answer;
#[cfg(target_os = "linux")]
mod board;
mod read;
mod subject;
#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;
#[cfg(any(windows, test))]
mod toast;

use montaj_client::engine::Engine;
use montaj_client::views::Popup;
use montaj_client::words::Told;
use tauri::{AppHandle, Manager};

use self::system::Desk;
use crate::desktop::tray::Tray;
use crate::words;

/// A pop-up as the system shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    title: String,
    body: String,
    /// The page that a press opens.
    route: String,
    /// A later one with the same tag takes its place.
    tag: String,
}

/// Raises every pop-up the engine asks for, and takes away what was read, until the engine ends.
pub fn raise_popups(app: AppHandle, engine: &Engine) {
    let desk = Desk::new(&app, engine);
    app.manage(desk.clone());
    let (mut popups, mut changes) = (engine.popups(), engine.changes());
    let (raising, reading, engine) = (desk.clone(), desk, engine.clone());
    let speaking = engine.clone();
    let muted = app.clone();
    tauri::async_runtime::spawn(async move {
        while let Some(popup) = popups.next().await {
            if !muted.state::<Tray>().is_muted() {
                raising.raise(in_words(&speaking, popup).await).await;
            }
        }
    });
    tauri::async_runtime::spawn(async move {
        while let Some(change) = changes.next().await {
            for subject in reading.raised() {
                if subject.is_touched_by(change) && read::is_read(&engine, subject).await {
                    reading.withdraw(subject);
                }
            }
        }
    });
}

/// In the language that the person has chosen on this device.
async fn in_words(engine: &Engine, popup: Popup) -> Shown {
    let language = engine.local_settings().await.unwrap_or_default().language;
    let Told { title, body } = words::dictionary(language).popup(&popup);
    Shown { title, body, route: popup.route, tag: popup.tag }
}

/// Says something of the app itself; a click brings the window.
pub fn say(app: &AppHandle, title: &str, body: &str) {
    let Some(desk) = app.try_state::<Desk>().map(|desk| Desk::clone(&desk)) else { return };
    let (title, body) = (title.to_owned(), body.to_owned());
    let popup = Shown { title, body, route: String::new(), tag: "app".to_owned() };
    tauri::async_runtime::spawn(async move { desk.raise(popup).await });
}
