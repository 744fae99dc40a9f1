//! The state that every handler shares.

use std::{ops::Deref, sync::Arc};

use montaj_domain::{
    ambient::{Clock, Entropy},
    ids::JobId,
    timestamp::Timestamp,
};
use montaj_store::{Db, DbOptions, StoreError, Tx, jobs};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    chat::Desk, config::Config, limits::Limits, live::Hub, passwords::Passwords, sms::Smsc,
    tokens::Tokens,
};

/// A cheap handle to the shared state.
#[derive(Debug, Clone)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
pub struct Shared {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub config: Config,
    pub tokens: Tokens,
    pub passwords: Passwords,
    pub sms: Smsc,
    pub limits: Limits,
    /// The sockets that are open on this node.
    pub hub: Hub,
    /// Where messages, marks of reading and acknowledgements are written.
    pub desk: Desk,
    /// Rung after a commit that may have added a job.
    pub jobs_waiting: Notify,
    /// Cancelled when the server begins to stop.
    pub stopping: CancellationToken,
}

/// Why the shared state cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the client for SMSC: {0}")]
    Sms(#[from] reqwest::Error),
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Opens the database, brings its tables up to date, and makes the shared state.
    pub async fn open(
        config: Config,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenError> {
        let hub = Hub::default();
        let max_connections = config.database.max_connections;
        let options = DbOptions { max_connections, ..DbOptions::default() };
        let wake = hub.clone();
        let db = Db::open(
            &config.database.url,
            options,
            Arc::new(move |committed| wake.wake(committed)),
        )
        .await?;
        Ok(Self(Arc::new(Shared {
            desk: Desk::start(db.clone(), Arc::clone(&clock)),
            db,
            tokens: Tokens::new(&config.auth),
            passwords: Passwords::default(),
            sms: Smsc::new(&config.smsc)?,
            limits: Limits::new(&config.limits),
            clock,
            entropy,
            config,
            hub,
            jobs_waiting: Notify::new(),
            stopping: CancellationToken::new(),
        })))
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Adds a job to the transaction; the worker is rung by [`Self::ring_jobs`] after the commit.
    pub async fn add_job(
        &self,
        tx: &mut Tx,
        kind: &str,
        payload: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        jobs::add(tx, JobId::new(now, &*self.entropy), kind, payload, now, now).await
    }

    /// Tells the worker to look for jobs now.
    pub fn ring_jobs(&self) {
        self.jobs_waiting.notify_one();
    }
}
