//! A device: an engine, where it keeps its data, and its line to the server.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use montaj_client::{
    engine::{Engine, EngineConfig, Parts, Popups, Timings},
    host::{OsEntropy, SystemClock},
    local::Language,
    replica::{MemoryReplica, Replica, SqliteReplica},
    secrets::MemorySecrets,
    views::{ChatLine, DeliveryMark, Link, Popup, SessionState},
    words::{Dictionary, Told},
};
use montaj_domain::ids::{OrderId, UserId};
use montaj_wire::{order::OrderView, response::Respond};

use super::{MortalReplica, PASSWORD, PATIENCE};
use crate::{FaultProxy, ShiftedClock, eventually};

/// Where a device keeps its replica.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// In SQLite, as the app does.
    File,
    /// In memory, as a browser does: a page that is loaded again starts with nothing.
    Memory,
}

#[derive(Debug)]
pub struct Device {
    pub name: String,
    /// The number of whoever is signed in.
    pub phone: String,
    pub engine: Engine,
    pub popups: Popups,
    pub proxy: Arc<FaultProxy>,
    /// The device's: the real one, put forward or back by the test.
    pub clock: Arc<ShiftedClock>,
    pub replica: Arc<MortalReplica>,
    pub path: PathBuf,
    home: Home,
    secrets: Arc<MemorySecrets>,
    timings: Timings,
}

impl Device {
    pub(super) async fn new(
        name: &str,
        home: Home,
        path: PathBuf,
        proxy: Arc<FaultProxy>,
        timings: Timings,
    ) -> Self {
        let secrets = Arc::new(MemorySecrets::default());
        let clock = Arc::new(ShiftedClock::new(SystemClock));
        let (name, phone) = (name.to_owned(), String::new());
        Shut { name, phone, proxy, clock, path, home, secrets, timings }.start().await
    }

    /// The program ends and starts again on the same device.
    pub async fn restart(self) -> Self {
        self.engine.shutdown().await;
        self.boot().await
    }

    /// The same with other timings.
    pub async fn retimed(self, timings: Timings) -> Self {
        Self { timings, ..self }.restart().await
    }

    /// As [`Self::restart`], doing something to its replica in between.
    pub async fn restart_after(self, meanwhile: impl AsyncFnOnce(&SqliteReplica)) -> Self {
        self.engine.shutdown().await;
        meanwhile(&SqliteReplica::open(&self.path).await.unwrap()).await;
        self.boot().await
    }

    /// As [`Self::restart`], with the token of `other`: the windows of a browser share a cookie.
    pub async fn restart_with_token_of(self, other: &Self) -> Self {
        let secrets = Arc::clone(&other.secrets);
        Self { secrets, ..self }.restart().await
    }

    /// The program is killed where it stands, and started again. What has left for the disk by
    /// then is on it.
    pub async fn kill(self) -> Self {
        self.replica.die();
        self.boot().await
    }

    /// Starts the program anew on what it left.
    async fn boot(self) -> Self {
        self.left().await.start().await
    }

    /// The program ends and is not started again yet; its file is closed.
    pub async fn shut(self) -> Shut {
        self.engine.shutdown().await;
        let shut = self.left().await;
        let log = shut.file("-wal");
        eventually(PATIENCE, async || {
            // Whoever closes it last leaves nothing beside it.
            SqliteReplica::open(&shut.path).await.unwrap().close().await;
            if log.exists() { Err("its file is still open") } else { Ok(()) }
        })
        .await;
        shut
    }

    /// What is left of the device when nothing runs on it.
    async fn left(self) -> Shut {
        let Self { name, phone, engine, popups, proxy, clock, replica, .. } = self;
        drop((engine, popups));
        replica.until_still().await;
        let (path, home, secrets, timings) = (self.path, self.home, self.secrets, self.timings);
        Shut { name, phone, proxy, clock, path, home, secrets, timings }
    }

    pub async fn log_in_as(&mut self, owner: &Self) {
        self.engine.log_in(owner.phone.clone(), PASSWORD.to_owned()).await.unwrap();
        self.phone.clone_from(&owner.phone);
    }

    pub async fn me(&self) -> UserId {
        match self.engine.session().await.unwrap() {
            SessionState::SignedIn { user, .. } => user.id,
            SessionState::SignedOut { .. } => panic!("{} is not signed in", self.name),
        }
    }

    pub async fn respond(&self, order_id: OrderId) {
        let message = Some("Сделаю за два дня".to_owned());
        self.engine.respond(Respond { order_id, message, price_kopecks: None }).await.unwrap();
    }

    pub async fn say(&self, order_id: OrderId, content: &str) {
        self.engine.send_message(order_id, content.to_owned(), None).await.unwrap();
    }

    pub async fn say_all(&self, order_id: OrderId, texts: &[String]) {
        for text in texts {
            self.say(order_id, text).await;
        }
    }

    /// What the pop-up says, by the interface's dictionary in the device's language.
    pub async fn worded(&self, popup: &Popup) -> Told {
        let language = self.engine.local_settings().await.unwrap().language;
        let text = match language {
            Language::Russian => include_str!("../../../../ui/i18n/ru.ftl"),
            Language::English => include_str!("../../../../ui/i18n/en.ftl"),
        };
        Dictionary::new(language, text).popup(popup)
    }

    /// The line breaks, and the engine knows it.
    pub async fn go_offline(&self) {
        self.proxy.set(crate::Fault::Cut);
        self.until_link(Link::Offline).await;
    }

    /// Waits until something that can be read here is so.
    pub async fn until<T>(
        &self,
        what: &str,
        mut probe: impl AsyncFnMut(&Engine) -> Option<T>,
    ) -> T {
        let name = &self.name;
        eventually(PATIENCE, async || {
            probe(&self.engine).await.ok_or_else(|| format!("{name}: {what}"))
        })
        .await
    }

    pub async fn until_link(&self, link: Link) {
        self.until(&format!("{link:?}"), async |engine| {
            (engine.connection().await.unwrap().link == link).then_some(())
        })
        .await;
    }

    pub async fn until_chat(&self, order_id: OrderId) {
        self.until("the chat is open", async |engine| {
            engine.chat(order_id, 9).await.ok().map(drop)
        })
        .await;
    }

    pub async fn until_order(
        &self,
        order_id: OrderId,
        what: &str,
        is_so: impl Fn(&OrderView) -> bool,
    ) -> OrderView {
        self.until(what, async |engine| {
            engine.order(order_id).await.ok().filter(|order| is_so(order))
        })
        .await
    }

    /// Waits until nothing is left in the outbox that could go.
    pub async fn until_sent(&self) {
        self.until("the outbox is empty", async |engine| {
            (engine.connection().await.ok()?.queued == 0).then_some(())
        })
        .await;
    }

    /// What people wrote in the chat, oldest first, as far as the server has it.
    pub async fn texts(&self, order_id: OrderId) -> Vec<String> {
        let Ok(chat) = self.engine.chat(order_id, 500).await else { return Vec::new() };
        let texts = chat.lines.into_iter().filter_map(|line| match line {
            ChatLine::Message { message, .. } => message.sender_id.map(|_| message.content),
            ChatLine::Queued { .. } => None,
        });
        texts.collect()
    }

    pub async fn until_texts(&self, order_id: OrderId, expected: &[&str]) {
        let name = &self.name;
        eventually(PATIENCE, async || {
            let texts = self.texts(order_id).await;
            if texts == expected { Ok(()) } else { Err(format!("{name} sees {texts:?}")) }
        })
        .await;
    }

    /// What waits in this device's outbox, with whether it was refused.
    pub async fn queued(&self, order_id: OrderId) -> Vec<(String, bool)> {
        let chat = self.engine.chat(order_id, 500).await.unwrap();
        let queued = chat.lines.into_iter().filter_map(|line| match line {
            ChatLine::Queued { content, refused, .. } => Some((content, refused.is_some())),
            ChatLine::Message { .. } => None,
        });
        queued.collect()
    }

    /// Waits until one's own newest message has got so far.
    pub async fn until_tick(&self, order_id: OrderId, tick: DeliveryMark) {
        self.until(&format!("{tick:?}"), async |engine| {
            let chat = engine.chat(order_id, 50).await.ok()?;
            let newest = chat.lines.into_iter().rev().find_map(|line| match line {
                ChatLine::Message { delivery, .. } => delivery,
                ChatLine::Queued { .. } => None,
            });
            (newest == Some(tick)).then_some(())
        })
        .await;
    }

    pub async fn until_signed_out(&self) -> bool {
        self.until("signed out", async |engine| match engine.session().await.unwrap() {
            SessionState::SignedOut { ended } => Some(ended),
            SessionState::SignedIn { .. } => None,
        })
        .await
    }
}

/// A device whose program does not run.
#[derive(Debug)]
pub struct Shut {
    name: String,
    phone: String,
    proxy: Arc<FaultProxy>,
    clock: Arc<ShiftedClock>,
    path: PathBuf,
    home: Home,
    secrets: Arc<MemorySecrets>,
    timings: Timings,
}

impl Shut {
    /// The file of its replica, or the one beside it with this suffix, for a test to spoil.
    pub fn file(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(suffix);
        name.into()
    }

    pub async fn start(self) -> Device {
        let Self { name, phone, proxy, clock, path, home, secrets, timings } = self;
        let replica = replica(home, &path).await;
        let engine = open(&proxy, &replica, &secrets, &clock, timings.clone()).await;
        let popups = engine.popups();
        Device { name, phone, engine, popups, proxy, clock, replica, path, home, secrets, timings }
    }
}

async fn replica(home: Home, path: &Path) -> Arc<MortalReplica> {
    let inner: Arc<dyn Replica> = match home {
        Home::File => Arc::new(SqliteReplica::open(path).await.unwrap()),
        Home::Memory => Arc::new(MemoryReplica::default()),
    };
    Arc::new(MortalReplica::new(inner))
}

async fn open(
    proxy: &FaultProxy,
    replica: &Arc<MortalReplica>,
    secrets: &Arc<MemorySecrets>,
    clock: &Arc<ShiftedClock>,
    timings: Timings,
) -> Engine {
    let parts = Parts {
        replica: Arc::clone(replica) as _,
        secrets: Arc::clone(secrets) as _,
        clock: Arc::clone(clock) as _,
        entropy: Arc::new(OsEntropy),
    };
    let config = EngineConfig { server_url: proxy.url(), device_name: "Ноутбук".to_owned() };
    Engine::open_with(config, parts, timings).await.unwrap()
}
