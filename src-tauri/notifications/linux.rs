//! Pop-ups by the freedesktop specification: buttons where the desktop has them, the newest of a tag
//! in the place of the one before, taken away when its subject was read.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use futures::StreamExt as _;
use montaj_client::engine::Engine;
use montaj_client::views::Popup;
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Urgency};
use parking_lot::Mutex;
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;
use zbus::{Connection, MatchRule, MessageStream, message};

use super::subject::Subject;
use super::{Answer, act};
use crate::desktop::settings::Settings;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// How many pop-ups wait for a click at a time. Older ones stay on screen, only their click does
/// nothing any more: nobody has fifty pop-ups before them.
const AWAITED: usize = 32;
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
    shown: Arc<Mutex<Shown>>,
}

#[derive(Debug, Default)]
struct Shown {
    by_tag: HashMap<String, OnScreen>,
    /// The newest, for what is written into one just as it closes.
    recent: VecDeque<(u32, String)>,
    hears_replies: bool,
}

#[derive(Debug)]
struct OnScreen {
    id: u32,
    subject: Option<Subject>,
    /// Tells whoever waits for its click what becomes of it.
    fate: oneshot::Sender<Fate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Withdrawn,
    /// Another one has its place and its number.
    Replaced,
}

impl Desk {
    pub fn new(app: &AppHandle, engine: &Engine) -> Self {
        Self { app: app.clone(), engine: engine.clone(), shown: Arc::default() }
    }

    /// The subjects with a pop-up on screen.
    pub fn raised(&self) -> Vec<Subject> {
        self.shown.lock().by_tag.values().filter_map(|on_screen| on_screen.subject).collect()
    }

    /// Takes the pop-ups of `subject` away.
    pub fn withdraw(&self, subject: Subject) {
        let is_read = |_: &String, on_screen: &mut OnScreen| on_screen.subject == Some(subject);
        let read: Vec<_> = self.shown.lock().by_tag.extract_if(is_read).collect();
        for (_, on_screen) in read {
            // Whoever waited has been clicked in this moment: then there is none to take away.
            let _ = on_screen.fate.send(Fate::Withdrawn);
        }
    }

    pub async fn raise(&self, popup: Popup) {
        let subject = Subject::of(&popup.route);
        let before = self.shown.lock().by_tag.remove(&popup.tag);
        let replaces = before.map(|on_screen| {
            let _ = on_screen.fate.send(Fate::Replaced);
            on_screen.id
        });
        let abilities = abilities().await.unwrap_or_default();
        if abilities.iter().any(|it| it == INLINE_REPLY) {
            self.hear_replies();
        }
        let mut notification = self.compose(&popup, subject, &abilities);
        if let Some(id) = replaces {
            notification.id(id);
        }
        match notification.show_async().await {
            Ok(handle) => self.attend(popup, subject, handle),
            Err(error) => tracing::warn!(%error, "the system shows no pop-ups"),
        }
    }

    /// Waits for what becomes of a pop-up, on a task of its own.
    fn attend(&self, popup: Popup, subject: Option<Subject>, handle: NotificationHandle) {
        let Popup { route, tag, .. } = popup;
        let (fate, told) = oneshot::channel();
        let id = handle.id();
        {
            let mut shown = self.shown.lock();
            if shown.by_tag.len() >= AWAITED {
                return;
            }
            if shown.recent.len() >= AWAITED {
                shown.recent.pop_front();
            }
            shown.recent.push_back((id, route.clone()));
            shown.by_tag.insert(tag.clone(), OnScreen { id, subject, fate });
        }
        let desk = self.clone();
        tauri::async_runtime::spawn(async move {
            let mut answer = Answer::Nothing;
            let answered = handle.wait_for_action_async(|response: &NotificationResponse| {
                answer = answer_of(response);
            });
            let fate = tokio::select! {
                () = answered => None,
                fate = told => fate.ok(),
            };
            match fate {
                Some(Fate::Withdrawn) => handle.close_async().await,
                Some(Fate::Replaced) => {}
                None => {
                    desk.forget(&tag, id);
                    act(&desk.app, &desk.engine, &route, answer).await;
                }
            }
        });
    }

    fn forget(&self, tag: &str, id: u32) {
        let mut shown = self.shown.lock();
        if shown.by_tag.get(tag).is_some_and(|on_screen| on_screen.id == id) {
            shown.by_tag.remove(tag);
        }
    }

    fn compose(
        &self,
        popup: &Popup,
        subject: Option<Subject>,
        abilities: &[String],
    ) -> Notification {
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

    /// What is written into a pop-up comes by a signal of its own.
    fn hear_replies(&self) {
        if std::mem::replace(&mut self.shown.lock().hears_replies, true) {
            return;
        }
        let desk = self.clone();
        tauri::async_runtime::spawn(async move {
            if let Err(error) = desk.answer_replies().await {
                tracing::warn!(%error, "what is written into pop-ups is not heard");
                desk.shown.lock().hears_replies = false;
            }
        });
    }

    async fn answer_replies(&self) -> zbus::Result<()> {
        let rule = MatchRule::builder()
            .msg_type(message::Type::Signal)
            .interface(SERVICE)
            .member("NotificationReplied")
            .build()?;
        let bus = Connection::session().await?;
        let mut replies = MessageStream::for_match_rule(rule, &bus, None).await?;
        while let Some(reply) = replies.next().await {
            let (id, text): (u32, String) = reply?.body().deserialize()?;
            let route = {
                let shown = self.shown.lock();
                shown.recent.iter().rev().find(|(known, _)| *known == id).map(|(_, r)| r.clone())
            };
            if let Some(route) = route {
                act(&self.app, &self.engine, &route, Answer::Reply(text)).await;
            }
        }
        Ok(())
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

fn answer_of(response: &NotificationResponse) -> Answer {
    match response {
        NotificationResponse::Default => Answer::Open,
        NotificationResponse::Action(key) if key == REPLY || key == INLINE_REPLY => Answer::Write,
        NotificationResponse::Action(_) => Answer::Open,
        NotificationResponse::Reply(text) => Answer::Reply(text.clone()),
        NotificationResponse::Closed(_) => Answer::Nothing,
    }
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
