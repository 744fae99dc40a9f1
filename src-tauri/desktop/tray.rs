//! The icon in the tray: how much is unread, and a menu.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use montaj_client::engine::Engine;
use montaj_client::views::Change;
use parking_lot::Mutex;
use tauri::image::Image;
use tauri::menu::{CheckMenuItemBuilder, Menu, MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::time::Instant;

use super::settings::Settings;
use super::{badge, window};
use crate::{events, words};

const ID: &str = "montaj";
const ICON: Image<'_> = tauri::include_image!("icons/64x64.png");
const MUTED_FOR: Duration = Duration::from_secs(60 * 60);
const OPEN: &str = "tray-open";
const MUTE: &str = "tray-mute";
const LOG_OUT: &str = "tray-log-out";
const QUIT: &str = "tray-quit";

/// What the icon tells.
#[derive(Debug, Default)]
pub struct Tray(Mutex<Told>);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Told {
    unread: u32,
    signed_in: bool,
    muted_until: Option<Instant>,
}

impl Tray {
    /// Whether the person wants no pop-ups now.
    pub fn is_muted(&self) -> bool {
        self.0.lock().muted_until.is_some()
    }
}

/// Puts the icon up. Without it the app works as well: its window is then closed for good.
pub fn build(app: &AppHandle, data: &Path) {
    // Linux' library of such icons is loaded at this moment, and where it is not installed that
    // panics.
    match catch_unwind(AssertUnwindSafe(|| try_build(app, data))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "there is no icon in the tray"),
        Err(_) => tracing::warn!("there is no library for icons in the tray"),
    }
}

fn try_build(app: &AppHandle, data: &Path) -> tauri::Result<()> {
    TrayIconBuilder::with_id(ID)
        .icon(ICON)
        .tooltip("Montaj")
        .menu(&menu(app, Told::default())?)
        .temp_dir_path(data.join("tray"))
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(on_menu)
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
                && !cfg!(target_os = "macos")
            {
                window::raise(tray.app_handle());
            }
        })
        .build(app)
        .map(drop)
}

pub fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

/// Keeps the icon up to date, until the engine ends.
pub fn follow(app: AppHandle, engine: &Engine) {
    let mut changes = engine.changes();
    let engine = engine.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            let unread = engine.unread().await.ok();
            tell(&app, |told| {
                told.signed_in = unread.is_some();
                told.unread = unread.map_or(0, |it| it.messages.saturating_add(it.notifications));
            });
            loop {
                match changes.next().await {
                    Some(
                        Change::Session | Change::Notifications | Change::Chat { .. } | Change::All,
                    ) => break,
                    Some(_) => {}
                    None => return,
                }
            }
        }
    });
}

/// Shows the icon anew, as after a change of the language.
pub fn refresh(app: &AppHandle) {
    let told = *app.state::<Tray>().0.lock();
    if let Err(error) = show(app, told) {
        tracing::warn!(%error, "the icon in the tray stays as it was");
    }
}

fn tell(app: &AppHandle, change: impl FnOnce(&mut Told)) {
    let changed = {
        let tray = app.state::<Tray>();
        let mut told = tray.0.lock();
        let before = *told;
        change(&mut told);
        *told != before
    };
    if changed {
        refresh(app);
    }
}

fn show(app: &AppHandle, told: Told) -> tauri::Result<()> {
    let text = words::unread(app.state::<Settings>().language(), told.unread);
    if let Some(tray) = app.tray_by_id(ID) {
        tray.set_icon(Some(badge::on_icon(&ICON, told.unread)))?;
        tray.set_tooltip(Some(&text))?;
        tray.set_menu(Some(menu(app, told)?))?;
        #[cfg(target_os = "macos")]
        tray.set_title((told.unread > 0).then(|| told.unread.to_string()))?;
    }
    #[cfg(any(windows, target_os = "macos"))]
    if let Some(window) = window::find(app) {
        mark(&window, told.unread)?;
    }
    Ok(())
}

/// The count on the button of the task bar.
#[cfg(windows)]
fn mark(window: &tauri::WebviewWindow, unread: u32) -> tauri::Result<()> {
    window.set_overlay_icon((unread > 0).then(|| badge::alone(32, unread)))
}

/// The count on the icon in the dock.
#[cfg(target_os = "macos")]
fn mark(window: &tauri::WebviewWindow, unread: u32) -> tauri::Result<()> {
    window.set_badge_count((unread > 0).then_some(unread.into()))
}

fn menu(app: &AppHandle, told: Told) -> tauri::Result<Menu<Wry>> {
    let language = app.state::<Settings>().language();
    let text = words::of(language);
    let mute = CheckMenuItemBuilder::with_id(MUTE, text.mute)
        .checked(told.muted_until.is_some())
        .enabled(told.signed_in)
        .build(app)?;
    let mut menu = MenuBuilder::new(app);
    if told.unread > 0 {
        // Linux' icons have no tooltip: the count stands in the menu, too.
        menu = menu
            .text(OPEN, format!("{} — {}", text.open, count(words::unread(language, told.unread))));
    } else {
        menu = menu.text(OPEN, text.open);
    }
    menu = menu.item(&mute).separator();
    if told.signed_in {
        menu = menu.text(LOG_OUT, text.log_out);
    }
    menu.text(QUIT, text.quit).build()
}

/// «3 непрочитанных» of «Montaj: 3 непрочитанных».
fn count(unread: String) -> String {
    unread.split_once(": ").map(|(_, count)| count.to_owned()).unwrap_or(unread)
}

fn on_menu(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::raise(app),
        MUTE => toggle_mute(app),
        LOG_OUT => {
            tauri::async_runtime::spawn(log_out(app.clone()));
        }
        QUIT => app.exit(0),
        _ => {}
    }
}

fn toggle_mute(app: &AppHandle) {
    let until = (!app.state::<Tray>().is_muted()).then(|| Instant::now() + MUTED_FOR);
    tell(app, |told| told.muted_until = until);
    let Some(until) = until else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep_until(until).await;
        tell(&app, |told| {
            // Not if the person has begun another hour meanwhile.
            if told.muted_until == Some(until) {
                told.muted_until = None;
            }
        });
    });
}

/// What was not sent yet would be lost: then the page of the account asks first.
async fn log_out(app: AppHandle) {
    let Some(engine) = app.state::<crate::shell::Shell>().open_engine() else { return };
    let unsent = engine.connection().await.map_or(0, |connection| connection.unsent());
    if unsent > 0 {
        events::open_page(&app, "/profile");
    } else if let Err(error) = engine.log_out().await {
        tracing::warn!(%error, "signing out failed");
        events::open_page(&app, "/profile");
    }
}
