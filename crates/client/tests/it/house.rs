//! A server, and people with devices that each reach it by a proxy of their own.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use montaj_client::{
    engine::{Engine, EngineConfig, Parts, Popups, Timings},
    error::ClientError,
    host::{OsEntropy, SystemClock},
    replica::SqliteReplica,
    secrets::MemorySecrets,
    views::{ChatLine, DeliveryMark, Link, SessionState},
};
use montaj_domain::{
    ambient::Clock as _,
    ids::{OrderId, UserId},
    money::Kopecks,
    order::PaymentMethod,
    phone::Phone,
    user::{Role, Specialization},
};
use montaj_sandbox::{Sandbox, SandboxConfig};
use montaj_server::{Server, config::Config};
use montaj_store::settings;
use montaj_testkit::{FaultProxy, eventually};
use montaj_wire::{
    account::{EditExecutorProfile, Messengers, Register},
    order::{BudgetType, OrderDraft, OrderView},
    response::Respond,
};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "верный пароль 7";
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
const REGION: &str = "Москва";

/// Quick enough for tests, patient enough for a busy machine.
pub(crate) fn timings() -> Timings {
    Timings {
        request: Duration::from_secs(6),
        socket: Duration::from_secs(4),
        ping: Duration::from_secs(2),
        pong: Duration::from_secs(2),
        head_start: Duration::from_millis(500),
        poll: Duration::from_millis(100),
        backoff: Duration::from_millis(50),
        backoff_most: Duration::from_secs(1),
    }
}

pub(crate) struct House {
    pub(crate) server: Server,
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    pub(crate) async fn open_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
        let url = format!("sqlite:{}", folder.path().join("server.db").display());
        let mut config = Config::for_tests(&url);
        config.smsc.base_url = sandbox.base_url() + "/";
        config.smsc.fallback_url.clone_from(&config.smsc.base_url);
        config.smsc.login = "montaj".to_owned();
        config.smsc.password = "sandbox".to_owned();
        adjust(&mut config);
        let server =
            Server::start(config, Arc::new(SystemClock), Arc::new(OsEntropy)).await.unwrap();
        // Executors may respond at once: moderation is not what is tested here.
        let mut tx = server.app().db.write().await.unwrap();
        let mut platform = settings::load(&mut tx).await.unwrap();
        platform.auto_approve_users = true;
        settings::save(&mut tx, &platform).await.unwrap();
        tx.commit(SystemClock.now()).await.unwrap();
        Self { server, sandbox, folder }
    }

    /// A device in a drawer: nobody is signed in on it yet.
    pub(crate) async fn device(&self, name: &str) -> Device {
        self.device_with(name, timings()).await
    }

    pub(crate) async fn device_with(&self, name: &str, timings: Timings) -> Device {
        let proxy = FaultProxy::start(self.server.address()).await.unwrap();
        let path = self.folder.path().join(format!("{name}.db"));
        let secrets = Arc::new(MemorySecrets::default());
        let (engine, popups) = boot(&proxy, &path, &secrets, timings.clone()).await;
        Device { name: name.to_owned(), engine, popups, proxy, path, secrets, timings }
    }

    async fn signed_up(&self, name: &str, phone: &str, role: Role) -> Device {
        let device = self.device(name).await;
        let phone = Phone::parse(phone).unwrap();
        device.engine.register(registration(name, &phone, role)).await.unwrap();
        let code = self.sandbox.wait_for_code(&phone).await.unwrap();
        device.engine.verify_phone(phone.to_string(), code).await.unwrap();
        device
    }

    pub(crate) async fn anna(&self) -> Device {
        self.signed_up("Анна", ANNA, Role::Customer).await
    }

    pub(crate) async fn executor(&self, name: &str, phone: &str) -> Device {
        let device = self.signed_up(name, phone, Role::Executor).await;
        let profile = EditExecutorProfile {
            region: REGION.to_owned(),
            specializations: vec![Specialization::Windows],
            short_description: String::new(),
            full_description: String::new(),
            is_self_employed: false,
        };
        device.engine.save_executor_profile(profile).await.unwrap();
        device
    }

    pub(crate) async fn boris(&self) -> Device {
        self.executor("Борис", "+79160000002").await
    }

    /// Anna's order, for which Boris is selected.
    pub(crate) async fn at_work(&self) -> (Device, Device, OrderId) {
        let (anna, boris) = (self.anna().await, self.boris().await);
        let order = anna.engine.post_order(draft()).await.unwrap();
        boris.respond(order.id).await;
        anna.engine.select_executor(order.id, boris.me().await).await.unwrap();
        boris.until_chat(order.id).await;
        (anna, boris, order.id)
    }
}

pub(crate) const ANNA: &str = "+79160000001";

async fn boot(
    proxy: &FaultProxy,
    path: &Path,
    secrets: &Arc<MemorySecrets>,
    timings: Timings,
) -> (Engine, Popups) {
    let parts = Parts {
        replica: Arc::new(SqliteReplica::open(path).await.unwrap()),
        secrets: secrets.clone(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
    };
    let config = EngineConfig { server_url: proxy.url(), device_name: "Ноутбук".to_owned() };
    let engine = Engine::open_with(config, parts, timings).await.unwrap();
    let popups = engine.popups();
    (engine, popups)
}

pub(crate) struct Device {
    name: String,
    pub(crate) engine: Engine,
    pub(crate) popups: Popups,
    pub(crate) proxy: FaultProxy,
    pub(crate) path: PathBuf,
    secrets: Arc<MemorySecrets>,
    timings: Timings,
}

impl Device {
    /// The program ends and starts again on the same device.
    pub(crate) async fn restart(self) -> Self {
        self.restart_after(async |_| ()).await
    }

    /// As [`Device::restart`], doing something to its file in between.
    pub(crate) async fn restart_after(self, meanwhile: impl AsyncFnOnce(&SqliteReplica)) -> Self {
        self.engine.shutdown().await;
        meanwhile(&SqliteReplica::open(&self.path).await.unwrap()).await;
        let (engine, popups) =
            boot(&self.proxy, &self.path, &self.secrets, self.timings.clone()).await;
        Self { engine, popups, ..self }
    }

    pub(crate) async fn me(&self) -> UserId {
        match self.engine.session().await.unwrap() {
            SessionState::SignedIn { user, .. } => user.id,
            SessionState::SignedOut { .. } => panic!("{} is not signed in", self.name),
        }
    }

    pub(crate) async fn respond(&self, order_id: OrderId) {
        let message = Some("Сделаю за два дня".to_owned());
        self.engine.respond(Respond { order_id, message, price_kopecks: None }).await.unwrap();
    }

    /// Waits until something that can be read here is so.
    pub(crate) async fn until<T>(
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

    pub(crate) async fn until_link(&self, link: Link) {
        self.until(&format!("{link:?}"), async |engine| {
            (engine.connection().await.unwrap().link == link).then_some(())
        })
        .await;
    }

    pub(crate) async fn until_chat(&self, order_id: OrderId) {
        self.until("the chat is open", async |engine| {
            engine.chat(order_id, 9).await.ok().map(drop)
        })
        .await;
    }

    pub(crate) async fn until_order(
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

    pub(crate) async fn say(&self, order_id: OrderId, content: &str) {
        self.engine.send_message(order_id, content.to_owned(), None).await.unwrap();
    }

    /// What people wrote in the chat, oldest first, as far as the server has it.
    pub(crate) async fn texts(&self, order_id: OrderId) -> Vec<String> {
        let Ok(chat) = self.engine.chat(order_id, 500).await else { return Vec::new() };
        let texts = chat.lines.into_iter().filter_map(|line| match line {
            ChatLine::Message { message, .. } => message.sender_id.map(|_| message.content),
            ChatLine::Queued { .. } => None,
        });
        texts.collect()
    }

    pub(crate) async fn until_texts(&self, order_id: OrderId, expected: &[&str]) {
        let name = &self.name;
        eventually(PATIENCE, async || {
            let texts = self.texts(order_id).await;
            if texts == expected { Ok(()) } else { Err(format!("{name} sees {texts:?}")) }
        })
        .await;
    }

    /// What waits in this device's outbox, with whether it was refused.
    pub(crate) async fn queued(&self, order_id: OrderId) -> Vec<(String, bool)> {
        let chat = self.engine.chat(order_id, 500).await.unwrap();
        let queued = chat.lines.into_iter().filter_map(|line| match line {
            ChatLine::Queued { content, refused, .. } => Some((content, refused.is_some())),
            ChatLine::Message { .. } => None,
        });
        queued.collect()
    }

    /// Waits until one's own newest message has got so far.
    pub(crate) async fn until_tick(&self, order_id: OrderId, tick: DeliveryMark) {
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

    pub(crate) async fn until_signed_out(&self) -> bool {
        self.until("signed out", async |engine| match engine.session().await.unwrap() {
            SessionState::SignedOut { ended } => Some(ended),
            SessionState::SignedIn { .. } => None,
        })
        .await
    }
}

pub(crate) fn draft() -> OrderDraft {
    OrderDraft {
        category: Specialization::Windows,
        title: "Замена двух окон на кухне".to_owned(),
        description: "Панельный дом, девятый этаж, есть грузовой лифт, мусор вывезти.".to_owned(),
        region: REGION.to_owned(),
        address: "улица Профсоюзная, 45".to_owned(),
        latitude: None,
        longitude: None,
        start_date: SystemClock.now().plus_days(3).moscow_day(),
        end_date: None,
        budget_kopecks: Some(Kopecks::from_roubles(48_000)),
        budget_type: BudgetType::Fixed,
        payment_method: PaymentMethod::Card,
    }
}

fn registration(name: &str, phone: &Phone, role: Role) -> Register {
    Register {
        role,
        phone: phone.to_string(),
        email: format!("{}@example.ru", phone.as_str().trim_start_matches('+')),
        password: PASSWORD.to_owned(),
        full_name: format!("{name} Иванова"),
        city: REGION.to_owned(),
        agree_to_terms: true,
        agree_to_privacy: true,
        organization: None,
        address: None,
        messengers: Messengers::default(),
        inn: None,
        ogrn: None,
    }
}

/// The code with which the server refused.
pub(crate) fn code_of<T: std::fmt::Debug>(
    answer: Result<T, ClientError>,
) -> montaj_wire::problem::ErrorCode {
    answer.unwrap_err().code().unwrap()
}
