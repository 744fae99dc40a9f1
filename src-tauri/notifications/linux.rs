//! Pop-ups by the freedesktop specification: buttons where the desktop has them, the newest of a tag
//! in the place of the one before, taken away when its subject was read.

use std::sync::Arc;

use futures::StreamExt as _;
use montaj_client::engine::Engine;
use notify_rust::{Hint, Notification, NotificationHandle, Urgency};
use parking_lot::Mutex;
use tauri::{AppHandle, Manager};
use tokio::sync::Mutex as AsyncMutex;
use zbus::{Connection, MatchRule, Message};

use super::board::Board;
use super::subject::Subject;
use super::{
    Shown,
    answer::{Answer, act},
};
use crate::{bus, desktop::settings::Settings};

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const DEFAULT: &str = "default";
const OPEN: &str = "open";
const REPLY: &str = "reply";
/// The name that a desktop with a field to write into knows, and what it calls the ability.
const INLINE_REPLY: &str = "inline-reply";
/// The bundle's `Montaj.desktop`, and the icon that it installs.
const DESKTOP_ENTRY: &str = "Montaj";
const ICON: &str = "montaj";

/// Shows pop-ups and remembers them for as long as they may be on screen.
#[derive(Debug, Clone)]
pub struct Desk {
    app: AppHandle,
    engine: Engine,
    board: Arc<Mutex<Board<NotificationHandle>>>,
    /// Whether presses are heard. Held while a pop-up is put up, so that a press on it is looked at
    /// only when its number is known.
    hears: Arc<AsyncMutex<bool>>,
}

impl Desk {
    pub fn new(app: &AppHandle, engine: &Engine) -> Self {
        let (board, hears) = (Arc::default(), Arc::default());
        Self { app: app.clone(), engine: engine.clone(), board, hears }
    }

    /// The subjects with a pop-up on screen.
    pub fn raised(&self) -> Vec<Subject> {
        self.board.lock().subjects()
    }

    /// Takes the pop-ups of `subject` away.
    pub fn withdraw(&self, subject: Subject) {
        let read = self.board.lock().read(subject);
        tauri::async_runtime::spawn(async move {
            for mut kept_by in read {
                if let Some(newest) = kept_by.pop() {
                    newest.close_async().await;
                }
            }
        });
    }

    pub async fn raise(&self, popup: Shown) {
        let mut hears = self.hears.lock().await;
        if !*hears {
            match self.hear().await {
                Ok(()) => *hears = true,
                Err(error) => tracing::warn!(%error, "presses on pop-ups are not heard"),
            }
        }
        let abilities = abilities().await.unwrap_or_default();
        let mut notification = self.compose(&popup, &abilities);
        let before = self.board.lock().with_tag(&popup.tag);
        if let Some(id) = before {
            notification.id(id);
        }
        match notification.show_async().await {
            Ok(handle) => self.board.lock().put(handle.id(), popup.tag, popup.route, handle),
            Err(error) => tracing::warn!(%error, "the system shows no pop-ups"),
        }
    }

    /// Listens from now on, before any pop-up is up, to what becomes of them.
    async fn hear(&self) -> zbus::Result<()> {
        let mut signals = bus::signals(MatchRule::builder().interface(SERVICE)).await?;
        let desk = self.clone();
        tauri::async_runtime::spawn(async move {
            while let Some(signal) = signals.next().await {
                let heard = async { desk.take(&signal?).await };
                if let Err(error) = heard.await {
                    tracing::warn!(%error, "what became of a pop-up was not understood");
                }
            }
            *desk.hears.lock().await = false;
        });
        Ok(())
    }

    async fn take(&self, signal: &Message) -> zbus::Result<()> {
        drop(self.hears.lock().await);
        let (header, body) = (signal.header(), signal.body());
        let (route, answer) = match header.member().map(|member| member.as_str()) {
            Some("ActionInvoked") => {
                let (id, key): (u32, String) = body.deserialize()?;
                (self.board.lock().pressed(id), answer_of(&key))
            }
            Some("NotificationReplied") => {
                let (id, text): (u32, String) = body.deserialize()?;
                (self.board.lock().written_into(id), Answer::Reply(text))
            }
            Some("NotificationClosed") => {
                let (id, _reason): (u32, u32) = body.deserialize()?;
                self.board.lock().gone(id);
                return Ok(());
            }
            _ => return Ok(()),
        };
        if let Some(route) = route {
            act(&self.app, &self.engine, &route, answer).await;
        }
        Ok(())
    }

    fn compose(&self, popup: &Shown, abilities: &[String]) -> Notification {
        let subject = Subject::of(&popup.route);
        let can = |ability: &str| abilities.iter().any(|it| it == ability);
        let words = self.app.state::<Settings>().words();
        let mut notification = Notification::new();
        notification
            .appname("Montaj")
            .summary(&popup.title)
            .body(&body(&popup.body, can("body-markup")))
            .icon(ICON)
            .urgency(Urgency::Normal)
            .hint(Hint::DesktopEntry(DESKTOP_ENTRY.to_owned()));
        let is_chat = matches!(subject, Some(Subject::Chat(_) | Subject::Chats));
        if is_chat {
            notification
                .hint(Hint::Category("im.received".to_owned()))
                .hint(Hint::SoundName("message-new-instant".to_owned()));
        }
        if can("actions") {
            notification.action(DEFAULT, words.open).action(OPEN, words.show);
            if matches!(subject, Some(Subject::Chat(_))) {
                if can(INLINE_REPLY) {
                    let hint = ("x-kde-reply-placeholder-text", words.reply_hint);
                    notification.action(INLINE_REPLY, words.reply);
                    notification.hint(Hint::Custom(hint.0.to_owned(), hint.1.to_owned()));
                } else {
                    notification.action(REPLY, words.reply);
                }
            }
        }
        notification.finalize()
    }
}

/// What the desktop can: buttons, markup, a field to write into.
async fn abilities() -> zbus::Result<Vec<String>> {
    let bus = Connection::session().await?;
    let answer =
        bus.call_method(Some(SERVICE), PATH, Some(SERVICE), "GetCapabilities", &()).await?;
    answer.body().deserialize()
}

/// Where a body may hold markup, what people write must not become any.
fn body(text: &str, markup: bool) -> String {
    if markup {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        text.to_owned()
    }
}

fn answer_of(key: &str) -> Answer {
    if key == REPLY || key == INLINE_REPLY { Answer::Write } else { Answer::Open }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_no_markup() {
        assert_eq!(body("<b>a & b</b>", true), "&lt;b&gt;a &amp; b&lt;/b&gt;");
        assert_eq!(body("<b>", false), "<b>");
    }
}
