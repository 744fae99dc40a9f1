//! The engine's handle: opening, listening, shutting down. What it answers stands by area in
//! `account`, `orders`, `chat`, `notifications`, `screen` and `drafts`.

use std::{sync::Arc, time::Duration};

use montaj_domain::ambient::{Clock, Entropy};

pub use crate::queue::{Changes, Popups};
use crate::{
    core::Core, error::ClientError, local, outbox, quiet, replica::Replica, secrets::Secrets, sync,
};

/// Where the server is and what this device calls itself.
#[derive(Debug, Clone)]
pub struct EngineConfig {
    /// `http(s)://host[:port]`, without a path. What the person chose instead stands in the
    /// settings of the device.
    pub server_url: String,
    /// Shown to the person in the list of devices (PRODUCT 1.4).
    pub device_name: String,
}

/// What the engine stands on, which differs by host.
#[derive(Debug, Clone)]
pub struct Parts {
    pub replica: Arc<dyn Replica>,
    pub secrets: Arc<dyn Secrets>,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
}

/// How long the engine waits for what. Tests shorten it.
#[derive(Debug, Clone)]
pub struct Timings {
    /// For an answer to one request.
    pub request: Duration,
    /// For a socket to open and for an answer to a frame.
    pub socket: Duration,
    /// Between signs of life on the socket, and for the answer to the question for one.
    pub ping: Duration,
    pub pong: Duration,
    /// How long the socket may take before changes are fetched by REST meanwhile.
    pub head_start: Duration,
    /// Between two looks for changes by REST.
    pub poll: Duration,
    /// After a first failure; it doubles up to `backoff_most`.
    pub backoff: Duration,
    pub backoff_most: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(15),
            socket: Duration::from_secs(10),
            ping: Duration::from_secs(20),
            pong: Duration::from_secs(8),
            head_start: Duration::from_secs(3),
            poll: Duration::from_secs(2),
            backoff: Duration::from_millis(500),
            backoff_most: Duration::from_secs(30),
        }
    }
}

/// A handle to a running engine; clones share it. It stops when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Engine(Arc<Handle>);

#[derive(Debug)]
struct Handle(Arc<Core>);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Engine {
    /// Opens the engine and starts its tasks: the session is resumed, the log is followed, the
    /// outbox is emptied. Natively it must be called within tokio's runtime.
    ///
    /// # Errors
    /// When the replica cannot be read or `server_url` is not an address.
    pub async fn open(config: EngineConfig, parts: Parts) -> Result<Self, ClientError> {
        Self::open_with(config, parts, Timings::default()).await
    }

    /// [`Engine::open`] with other timings.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub async fn open_with(
        config: EngineConfig,
        parts: Parts,
        timings: Timings,
    ) -> Result<Self, ClientError> {
        let local = local::load(&*parts.replica).await?;
        let core = Core::new(config, parts, timings, local)?;
        core.recall_session().await?;
        core.tasks.run(sync::run(core.clone()));
        core.tasks.run(outbox::run(core.clone()));
        core.tasks.run(quiet::run(core.clone()));
        Ok(Self(Arc::new(Handle(core))))
    }

    /// Ends the engine's tasks and waits for them; nothing that was saved is lost.
    pub async fn shutdown(&self) {
        self.core().tasks.shutdown().await;
        self.core().stop();
    }

    /// A listener to what changes from now on.
    pub fn changes(&self) -> Changes {
        self.core().listeners.changes()
    }

    /// A listener to the native notifications that should be raised from now on (PRODUCT 8).
    pub fn popups(&self) -> Popups {
        self.core().listeners.popups()
    }

    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.0.0
    }
}
