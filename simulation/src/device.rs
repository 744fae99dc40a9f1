//! A device with a real engine on it: it can be killed, and booted again from what it had saved.
//!
//! The engine has a tokio runtime of its own, as the server has in [`montaj_testkit::world`]:
//! killing the device ends the runtime, and with it every task wherever it stands.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use montaj_client::{
    engine::{Engine, EngineConfig, Parts, Timings},
    replica::{MemoryReplica, Replica, SqliteReplica},
    secrets::{MemorySecrets, Secrets as _},
};
use montaj_domain::timestamp::Timestamp;
use montaj_testkit::{FaultProxy, SeededEntropy};
use tokio::{
    runtime::Runtime,
    task::{JoinHandle, spawn_blocking},
};

use crate::{
    clock::MovedClock,
    deed::{Deed, Outcome, Whose, perform},
    town::Seat,
};

const PATIENCE: Duration = Duration::from_secs(10);

/// Short enough that a broken network is noticed at once, long enough for a busy machine.
fn timings() -> Timings {
    Timings {
        request: Duration::from_millis(1500),
        socket: Duration::from_millis(1000),
        ping: Duration::from_millis(400),
        pong: Duration::from_millis(400),
        head_start: Duration::from_millis(60),
        poll: Duration::from_millis(30),
        backoff: Duration::from_millis(15),
        backoff_most: Duration::from_millis(250),
    }
}

/// What survives a kill: the network before it, its clock, its keyring, its disk.
#[derive(Debug)]
pub struct Device {
    pub name: String,
    pub whose: Whose,
    pub line: Arc<FaultProxy>,
    pub clock: Arc<MovedClock>,
    entropy: Arc<SeededEntropy>,
    secrets: Arc<MemorySecrets>,
    disk: Disk,
    running: Option<Running>,
}

#[derive(Debug)]
enum Disk {
    Memory(Arc<MemoryReplica>),
    File(PathBuf),
}

#[derive(Debug)]
struct Running {
    runtime: Runtime,
    engine: Engine,
    replica: Arc<dyn Replica>,
}

impl Device {
    /// Takes a seat; nothing runs before [`Self::boot`].
    pub async fn new(
        seat: &Seat,
        whose: Whose,
        line: Arc<FaultProxy>,
        start: Timestamp,
        seed: u64,
        folder: &Path,
    ) -> Self {
        let secrets = Arc::new(MemorySecrets::default());
        secrets.store(&seat.refresh_token).await.expect("memory holds a token");
        let disk = if seat.on_disk {
            Disk::File(folder.join(format!("{}.db", seat.name)))
        } else {
            Disk::Memory(Arc::default())
        };
        Self {
            name: seat.name.clone(),
            whose,
            line,
            clock: Arc::new(MovedClock::from(start)),
            entropy: Arc::new(SeededEntropy::new(seed)),
            secrets,
            disk,
            running: None,
        }
    }

    /// Starts the program, if it does not run.
    pub async fn boot(&mut self) {
        if self.running.is_some() {
            return;
        }
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let builder = builder.worker_threads(1).thread_name("device").enable_all();
        let runtime = builder.build().expect("a thread for a device");
        let memory = match &self.disk {
            Disk::Memory(replica) => Ok(Arc::clone(replica)),
            Disk::File(path) => Err(path.clone()),
        };
        let config = EngineConfig { server_url: self.line.url(), device_name: self.name.clone() };
        let (secrets, clock) = (Arc::clone(&self.secrets), Arc::clone(&self.clock));
        let entropy = Arc::clone(&self.entropy);
        let opening = runtime.spawn(async move {
            let replica: Arc<dyn Replica> = match memory {
                Ok(memory) => memory,
                Err(path) => Arc::new(SqliteReplica::open(&path).await.expect("a replica opens")),
            };
            let parts = Parts { replica: Arc::clone(&replica), secrets, clock, entropy };
            let engine = Engine::open_with(config, parts, timings()).await;
            (engine.expect("an engine opens"), replica)
        });
        let (engine, replica) = opening.await.expect("opening an engine does not panic");
        self.running = Some(Running { runtime, engine, replica });
    }

    /// Kills the program where it stands.
    pub async fn kill(&mut self) {
        let Some(Running { runtime, engine, replica }) = self.running.take() else { return };
        let ended = spawn_blocking(move || runtime.shutdown_timeout(PATIENCE)).await;
        ended.expect("a runtime ends");
        drop((engine, replica));
    }

    /// Begins a deed; `None` when the program does not run. It is cut when the program is killed.
    pub fn begin(&self, deed: Deed, pick: u64, mark: &str) -> Option<JoinHandle<Outcome>> {
        let running = self.running.as_ref()?;
        let (engine, whose, mark) = (running.engine.clone(), self.whose.clone(), mark.to_owned());
        let clock = Arc::clone(&self.clock);
        Some(
            running
                .runtime
                .spawn(async move { perform(&engine, &whose, &*clock, deed, pick, &mark).await }),
        )
    }

    /// The engine, once booted.
    pub fn engine(&self) -> &Engine {
        &self.running.as_ref().expect("the device runs").engine
    }

    /// What it has saved, once booted.
    pub fn replica(&self) -> &dyn Replica {
        &*self.running.as_ref().expect("the device runs").replica
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        if let Some(Running { runtime, engine, replica }) = self.running.take() {
            runtime.shutdown_background();
            drop((engine, replica));
        }
    }
}
