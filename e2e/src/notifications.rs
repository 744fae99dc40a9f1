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
}

#[derive(Debug, Default)]
struct Shown {
    popups: Vec<Popup>,
    closed: Vec<u32>,
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
        _hints: HashMap<String, OwnedVariant>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.shown.lock();
        let id = match replaces_id {
            0 => u32::try_from(shown.popups.len()).unwrap_or(u32::MAX).saturating_add(1),
            known => known,
        };
        shown.popups.push(Popup { id, app: app_name, title: summary, body, actions });
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
        vec!["body", "actions", "persistence"]
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("recorder", "montaj", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}
