//! A notification daemon that records what is shown and can press it, on a private bus.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use parking_lot::Mutex;
use zbus::object_server::SignalEmitter;
use zbus::{Connection, OwnedVariant, connection, interface};

use crate::wait::{PATIENCE, until};

const PATH: &str = "/org/freedesktop/Notifications";

/// One pop-up as the system was asked to show it.
#[derive(Debug, Clone)]
pub struct Popup {
    pub id: u32,
    pub app: String,
    pub title: String,
    pub body: String,
    /// Keys and labels in turn, as the specification has them.
    pub actions: Vec<String>,
    /// What it was to replace, or 0.
    pub replaces: u32,
    /// Names of the hints, and those of their values that are texts.
    pub hints: HashMap<String, String>,
}

#[derive(Debug, Default)]
struct Shown {
    popups: Vec<Popup>,
    closed: Vec<u32>,
    /// Whether people can write into a pop-up here.
    takes_replies: bool,
}

/// The recording service: owns `org.freedesktop.Notifications` while it lives.
#[derive(Debug)]
pub struct Recorder {
    connection: Connection,
    shown: Arc<Mutex<Shown>>,
}

impl Recorder {
    /// Takes the well-known name on the bus at `address`.
    ///
    /// # Errors
    /// When the bus is not there or somebody else owns the name.
    pub async fn start(address: &str) -> Result<Self> {
        let shown = Arc::new(Mutex::new(Shown::default()));
        let connection = connection::Builder::address(address)
            .name("org.freedesktop.Notifications")
            .serve_at(PATH, Daemon { shown: Arc::clone(&shown) })
            .build()
            .await
            .context("owning org.freedesktop.Notifications")?;
        Ok(Self { connection, shown })
    }

    /// Everything shown so far, oldest first.
    #[must_use]
    pub fn popups(&self) -> Vec<Popup> {
        self.shown.lock().popups.clone()
    }

    /// Waits for a pop-up whose title or body contains `text`.
    ///
    /// # Errors
    /// When none comes in time; the error lists what came instead.
    pub async fn wait_for(&self, text: &str) -> Result<Popup> {
        let found = until(format!("a pop-up with «{text}»"), PATIENCE, || async {
            let shown = self.shown.lock();
            shown.popups.iter().find(|p| p.title.contains(text) || p.body.contains(text)).cloned()
        });
        found.await.with_context(|| format!("shown instead: {:#?}", self.popups()))
    }

    /// Waits for a pop-up whose title is part of `text`, as an entry of a list shows it.
    ///
    /// # Errors
    /// When none comes in time; the error lists what came instead.
    pub async fn wait_for_one_of(&self, text: &str) -> Result<Popup> {
        let found = until(format!("a pop-up titled as in «{text}»"), PATIENCE, || async {
            self.shown.lock().popups.iter().rev().find(|p| text.contains(&p.title)).cloned()
        });
        found.await.with_context(|| format!("shown instead: {:#?}", self.popups()))
    }

    /// Clicks the pop-up: its default action, then it closes as desktops do.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn click(&self, popup: &Popup) -> Result<()> {
        self.press(popup, "default").await
    }

    /// From now on people can write into pop-ups.
    pub fn take_replies(&self) {
        self.shown.lock().takes_replies = true;
    }

    /// Writes `text` into the pop-up and sends it.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn write(&self, popup: &Popup, text: &str) -> Result<()> {
        let server = self.connection.object_server();
        let daemon = server.interface::<_, Daemon>(PATH).await?;
        Daemon::notification_replied(daemon.signal_emitter(), popup.id, text).await?;
        Daemon::notification_closed(daemon.signal_emitter(), popup.id, CLOSED_BY_PERSON).await?;
        Ok(())
    }

    /// Waits until the program has taken the pop-up away.
    ///
    /// # Errors
    /// When it stays.
    pub async fn wait_until_gone(&self, popup: &Popup) -> Result<()> {
        until(format!("«{}» taken away", popup.title), PATIENCE, || async {
            self.shown.lock().closed.contains(&popup.id).then_some(())
        })
        .await
    }

    /// Presses the action `key` of the pop-up.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn press(&self, popup: &Popup, key: &str) -> Result<()> {
        let server = self.connection.object_server();
        let daemon = server.interface::<_, Daemon>(PATH).await?;
        Daemon::action_invoked(daemon.signal_emitter(), popup.id, key).await?;
        Daemon::notification_closed(daemon.signal_emitter(), popup.id, CLOSED_BY_PERSON).await?;
        Ok(())
    }
}

const CLOSED_BY_PERSON: u32 = 2;
const CLOSED_BY_CALL: u32 = 3;

struct Daemon {
    shown: Arc<Mutex<Shown>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "the specification's signature")]
    fn notify(
        &self,
        app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.shown.lock();
        let id = match replaces_id {
            0 => u32::try_from(shown.popups.len()).unwrap_or(u32::MAX).saturating_add(1),
            known => known,
        };
        let hints = hints.into_iter().map(|(name, value)| {
            let text = String::try_from(value).unwrap_or_default();
            (name, text)
        });
        shown.popups.push(Popup {
            id,
            app: app_name,
            title: summary,
            body,
            actions,
            replaces: replaces_id,
            hints: hints.collect(),
        });
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        self.shown.lock().closed.push(id);
        Self::notification_closed(&emitter, id, CLOSED_BY_CALL).await?;
        Ok(())
    }

    fn get_capabilities(&self) -> Vec<&'static str> {
        let mut abilities = vec!["body", "actions", "persistence"];
        if self.shown.lock().takes_replies {
            abilities.push("inline-reply");
        }
        abilities
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("recorder", "montaj", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;

    /// Not of the specification: desktops with a field to write into have it.
    #[zbus(signal)]
    async fn notification_replied(
        emitter: &SignalEmitter<'_>,
        id: u32,
        text: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}
