//! macOS' notifications. They cannot be taken away or replaced by way of this library, so an older
//! one stays until the person closes it.

use std::sync::Arc;

use montaj_client::engine::Engine;
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Manager};
use tokio::sync::Semaphore;

use super::subject::Subject;
use super::{
    Shown,
    answer::{Answer, act},
};
use crate::desktop::settings::Settings;

/// How many wait for a click at a time, each on a thread.
const AWAITED: usize = 32;

/// Shows pop-ups.
#[derive(Debug, Clone)]
pub struct Desk {
    app: AppHandle,
    engine: Engine,
    waiting: Arc<Semaphore>,
}

impl Desk {
    pub fn new(app: &AppHandle, engine: &Engine) -> Self {
        let waiting = Arc::new(Semaphore::new(AWAITED));
        name_the_app();
        Self { app: app.clone(), engine: engine.clone(), waiting }
    }

    pub async fn raise(&self, popup: Shown) {
        let place = Arc::clone(&self.waiting).try_acquire_owned().ok();
        let notification = self.compose(&popup);
        let desk = self.clone();
        let shown = tauri::async_runtime::spawn_blocking(move || {
            let shown = notification.show()?;
            let mut answer = Answer::Nothing;
            if place.is_some() {
                shown.wait_for_response(|response: &NotificationResponse| {
                    answer = answer_of(response);
                })?;
            }
            Ok::<Answer, notify_rust::error::Error>(answer)
        });
        tauri::async_runtime::spawn(async move {
            match shown.await {
                Ok(Ok(answer)) => act(&desk.app, &desk.engine, &popup.route, answer).await,
                Ok(Err(error)) => tracing::warn!(%error, "the system shows no pop-ups"),
                Err(error) => tracing::warn!(%error, "a pop-up was lost"),
            }
        });
    }

    /// None that could be taken away.
    pub fn raised(&self) -> Vec<Subject> {
        Vec::new()
    }

    pub fn withdraw(&self, subject: Subject) {
        tracing::debug!(?subject, app = ?self.app.package_info().name, "stays");
    }

    fn compose(&self, popup: &Shown) -> Notification {
        let words = self.app.state::<Settings>().words();
        let mut notification = Notification::new();
        notification.appname("Montaj").summary(&popup.title).body(&popup.body);
        let is_chat = matches!(Subject::of(&popup.route), Some(Subject::Chat(_)));
        if is_chat {
            notification.reply(words.reply_hint);
        }
        notification.finalize()
    }
}

/// macOS shows whose notification it is by the bundle.
fn name_the_app() {
    if !cfg!(debug_assertions)
        && let Err(error) = notify_rust::set_application("ru.montaj.app")
    {
        tracing::debug!(%error, "the notifications bear another name");
    }
}

fn answer_of(response: &NotificationResponse) -> Answer {
    match response {
        NotificationResponse::Default => Answer::Open,
        NotificationResponse::Action(_) => Answer::Open,
        NotificationResponse::Reply(text) => Answer::Reply(text.clone()),
        _ => Answer::Nothing,
    }
}
