//! A house of people with real engines: each device reaches the real server by a line of its own,
//! which a test breaks. Server and devices can be killed and come up again.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod agreement;
mod device;
mod mortal;
mod people;
mod truth;

use std::{collections::HashMap, sync::Arc, time::Duration};

use montaj_client::{
    engine::Timings,
    host::{OsEntropy, SystemClock},
    replica::Replica as _,
};
use montaj_domain::{
    ambient::Clock as _,
    ids::{OrderId, UserId},
};
use montaj_sandbox::{Sandbox, SandboxConfig};
use montaj_server::{app::App, config::Config};
use montaj_store::{events, settings};
use tempfile::TempDir;
use tokio::sync::Mutex;

pub use self::{
    agreement::Agreement,
    device::{Device, Home, Shut},
    mortal::MortalReplica,
    people::{ANNA, BORIS, VERA, code_of, draft},
};
pub use crate::world::PASSWORD;
use crate::{
    ShiftedClock, eventually,
    world::{Actor, Machine},
};

/// How long a test waits for what should become so.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Quick enough for tests, patient enough for a busy machine.
pub const fn timings() -> Timings {
    Timings {
        request: Duration::from_secs(6),
        socket: Duration::from_secs(4),
        ping: Duration::from_secs(2),
        pong: Duration::from_secs(2),
        head_start: Duration::from_millis(500),
        poll: Duration::from_millis(50),
        backoff: Duration::from_millis(50),
        backoff_most: Duration::from_secs(1),
    }
}

/// For links on which nothing comes back: silence is noticed soon.
pub const fn hasty() -> Timings {
    Timings {
        request: Duration::from_millis(1500),
        socket: Duration::from_millis(1500),
        ping: Duration::from_millis(300),
        pong: Duration::from_millis(500),
        ..timings()
    }
}

/// For links on which everything comes, but late.
pub const fn unhurried() -> Timings {
    Timings {
        request: Duration::from_secs(25),
        socket: Duration::from_secs(25),
        ping: Duration::from_secs(20),
        pong: Duration::from_secs(20),
        poll: Duration::from_secs(2),
        ..timings()
    }
}

/// The server and everything around it.
#[derive(Debug)]
pub struct House {
    pub sandbox: Sandbox,
    pub folder: TempDir,
    /// The server's: the real one, put forward or back by the test.
    pub clock: Arc<ShiftedClock>,
    home: Home,
    timings: Timings,
    machine: Mutex<Machine>,
    /// By whom the server is asked what it knows of a person.
    witnesses: Mutex<HashMap<UserId, Actor>>,
}

impl House {
    /// On devices with a file.
    pub async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    pub async fn open_with(adjust: impl FnOnce(&mut Config)) -> Self {
        Self::furnished(Home::File, timings(), adjust).await
    }

    /// `home` and `timings` are those of the devices.
    pub async fn furnished(home: Home, timings: Timings, adjust: impl FnOnce(&mut Config)) -> Self {
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
        let clock = Arc::new(ShiftedClock::new(SystemClock));
        let machine = Machine::start(config, clock.clone(), Arc::new(OsEntropy)).await;
        approve_executors(machine.server().app()).await;
        let (machine, witnesses) = (Mutex::new(machine), Mutex::default());
        Self { sandbox, folder, clock, home, timings, machine, witnesses }
    }

    /// The server from within, for what no client can see or do.
    pub async fn on_server<T>(&self, look: impl AsyncFnOnce(&App) -> T) -> T {
        look(self.machine.lock().await.server().app()).await
    }

    /// Stops the server softly; [`Self::start_server`] brings it back.
    pub async fn stop_server(&self) {
        self.machine.lock().await.stop().await;
    }

    /// Pulls the server's plug; [`Self::start_server`] brings it back.
    pub async fn kill_server(&self) {
        self.machine.lock().await.kill().await;
    }

    /// Brings the server back, on the same database.
    pub async fn start_server(&self) {
        self.machine.lock().await.start_again().await;
    }

    /// A device in a drawer: nobody is signed in on it yet.
    pub async fn device(&self, name: &str) -> Device {
        self.device_with(name, self.timings.clone()).await
    }

    pub async fn device_with(&self, name: &str, timings: Timings) -> Device {
        let proxy = self.machine.lock().await.line().await;
        let path = self.folder.path().join(format!("{name}.db"));
        Device::new(name, self.home, path, proxy, timings).await
    }

    /// A further device of somebody's, signed in.
    pub async fn another_of(&self, owner: &Device, name: &str) -> Device {
        let mut device = self.device(name).await;
        device.log_in_as(owner).await;
        device
    }

    /// Anna's order, for which Boris is selected.
    pub async fn at_work(&self) -> (Device, Device, OrderId) {
        let (anna, boris) = (self.anna().await, self.boris().await);
        let order_id = self.hired(&anna, &boris).await;
        (anna, boris, order_id)
    }

    /// An order of the customer's, for which the executor is selected.
    pub async fn hired(&self, customer: &Device, executor: &Device) -> OrderId {
        let order = customer.engine.post_order(draft()).await.unwrap();
        executor.respond(order.id).await;
        customer.engine.select_executor(order.id, executor.me().await).await.unwrap();
        executor.until_chat(order.id).await;
        order.id
    }

    /// Waits until the device has heard all that the server's log tells its person.
    pub async fn until_told(&self, device: &Device) {
        let me = device.me().await;
        eventually(PATIENCE, async || {
            let told = self.on_server(async |app| {
                events::head(&mut app.db.look().await.unwrap(), me).await.unwrap().last_seq
            });
            let (told, heard) = (told.await, device.replica.cursor().await.unwrap());
            if heard == Some(told) { Ok(()) } else { Err(format!("{heard:?} of {told}")) }
        })
        .await;
    }

    /// What the devices that are named next must agree about, with the server and each other.
    pub fn agreement(&self, order_id: OrderId) -> Agreement<'_> {
        Agreement::new(self, order_id)
    }
}

/// Executors may respond at once: moderation is not what is tested here.
async fn approve_executors(app: &App) {
    let mut tx = app.db.write().await.unwrap();
    let mut platform = settings::load(&mut tx).await.unwrap();
    platform.auto_approve_users = true;
    settings::save(&mut tx, &platform).await.unwrap();
    tx.commit(SystemClock.now()).await.unwrap();
}
