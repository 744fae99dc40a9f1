//! The operating system's pop-ups. The engine decides that one is due; a click on it brings
//! the window forward with the right page.

use std::sync::Arc;

use montaj_client::engine::Engine;
use montaj_client::views::Popup;
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Runtime};
use tokio::sync::Semaphore;

use crate::events;

/// How many pop-ups wait for a click at a time. Older ones stay on screen, only their click
/// does nothing any more: nobody has fifty pop-ups before them.
const AWAITED: usize = 32;

/// Raises every pop-up the engine asks for, until the engine ends.
pub fn raise_popups<R: Runtime>(app: AppHandle<R>, engine: &Engine) {
    let mut popups = engine.popups();
    let waiting = Arc::new(Semaphore::new(AWAITED));
    tauri::async_runtime::spawn(async move {
        while let Some(popup) = popups.next().await {
            let (app, place) = (app.clone(), Arc::clone(&waiting).try_acquire_owned().ok());
            tauri::async_runtime::spawn(async move {
                match show(&popup, place.is_some()).await {
                    Ok(true) => events::open_page(&app, &popup.route),
                    Ok(false) => {}
                    Err(error) => tracing::warn!(%error, "the system shows no pop-ups"),
                }
                drop(place);
            });
        }
    });
}

/// Shows `popup`; whether the person clicked it, if that is waited for.
#[cfg(all(unix, not(target_os = "macos")))]
async fn show(popup: &Popup, wait: bool) -> Result<bool, notify_rust::error::Error> {
    // The blocking calls would start a runtime inside this one.
    let shown = compose(popup).show_async().await?;
    let mut clicked = false;
    if wait {
        shown
            .wait_for_action_async(|response: &NotificationResponse| clicked = is_click(response))
            .await;
    }
    Ok(clicked)
}

/// Shows `popup`; whether the person clicked it, if that is waited for.
#[cfg(any(windows, target_os = "macos"))]
async fn show(popup: &Popup, wait: bool) -> Result<bool, notify_rust::error::Error> {
    let notification = compose(popup);
    let shown = tauri::async_runtime::spawn_blocking(move || {
        let shown = notification.show()?;
        let mut clicked = false;
        if wait {
            shown.wait_for_response(|response: &NotificationResponse| {
                clicked = is_click(response)
            })?;
        }
        Ok(clicked)
    });
    shown.await.unwrap_or(Ok(false))
}

fn compose(popup: &Popup) -> Notification {
    let mut notification = Notification::new();
    notification.appname("Montaj").summary(&popup.title).body(&popup.body);
    #[cfg(windows)]
    notification.app_id("ru.montaj.app");
    #[cfg(all(unix, not(target_os = "macos")))]
    notification
        .icon("montaj")
        .hint(notify_rust::Hint::DesktopEntry("ru.montaj.app".to_owned()))
        .action("default", "Montaj");
    notification.finalize()
}

fn is_click(response: &NotificationResponse) -> bool {
    matches!(response, NotificationResponse::Default | NotificationResponse::Action(_))
}
