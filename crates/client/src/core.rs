//! What the engine's parts share: its home, its transport, its state in memory.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::AtomicBool},
};

use futures::channel::{mpsc, oneshot};
use montaj_domain::ids::{MessageId, OperationId};
use montaj_wire::{problem::Problem, socket::ClientFrame};
use parking_lot::Mutex;
use serde::de::DeserializeOwned;

use crate::{
    backoff::Backoff,
    chat::History,
    engine::{EngineConfig, Parts, Timings},
    error::ClientError,
    host::{Signal, sleep},
    local::{LocalSettings, Offers},
    notifications::Older,
    orders::OlderOrders,
    presence::Present,
    queue::Listeners,
    quiet::Quiet,
    replica::{Basis, Replica, ReplicaError, Write},
    secrets::Secrets,
    session::{Epoch, Session},
    sync::Acked,
    tasks::Tasks,
    transport::{Failure, Request, Rest},
    typing::Typing,
    views::{Change, Link, Screen},
};

/// How often a request is sent again when its answer was lost.
const MOST_REPEATS: u32 = 4;
/// How long the id of an operation without an answer is kept for its repetition.
const OPERATION_LIVES_SECS: i64 = 24 * 3600;

/// The answer that a sender of a message waits for.
pub(crate) type AckSender = oneshot::Sender<Result<Acked, Box<Problem>>>;

#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) config: EngineConfig,
    pub(crate) timings: Timings,
    pub(crate) parts: Parts,
    rest: Mutex<Arc<Rest>>,
    pub(crate) local: Mutex<LocalSettings>,
    pub(crate) offers: Mutex<Offers>,
    pub(crate) session: Session,
    pub(crate) listeners: Listeners,
    pub(crate) tasks: Tasks,
    pub(crate) present: Present,
    pub(crate) typing: Typing,
    pub(crate) history: History,
    pub(crate) screen: Mutex<Screen>,
    link: Mutex<Link>,
    /// The way out to the socket while it is live.
    pub(crate) live: Mutex<Option<mpsc::Sender<ClientFrame>>>,
    /// Messages sent by socket whose ack has not come.
    pub(crate) acks: Mutex<HashMap<MessageId, AckSender>>,
    /// How far back one's own orders are here.
    pub(crate) older_orders: Mutex<Option<OlderOrders>>,
    /// Rings when waiting for the network should be cut short: somebody wants it now.
    pub(crate) hurry: Signal,
    /// Rings when the outbox may be able to do something.
    pub(crate) outbox: Signal,
    /// Whether the log was caught up with once since the engine started.
    pub(crate) caught_up: AtomicBool,
    pub(crate) quiet: Quiet,
    pub(crate) older: Older,
    /// Whether the settings were fetched since the engine started.
    pub(crate) settings_fetched: AtomicBool,
}

impl Core {
    pub(crate) fn new(
        config: EngineConfig,
        parts: Parts,
        timings: Timings,
        local: LocalSettings,
    ) -> Result<Arc<Self>, ClientError> {
        let server_url = local.server_url.as_ref().unwrap_or(&config.server_url);
        let rest = Mutex::new(Arc::new(Rest::new(server_url, timings.request)?));
        Ok(Arc::new(Self {
            rest,
            local: Mutex::new(local),
            offers: Mutex::default(),
            config,
            timings,
            parts,
            session: Session::default(),
            listeners: Listeners::default(),
            tasks: Tasks::default(),
            present: Present::default(),
            typing: Typing::default(),
            history: History::default(),
            screen: Mutex::new(Screen::default()),
            link: Mutex::new(Link::Connecting),
            live: Mutex::new(None),
            acks: Mutex::default(),
            older_orders: Mutex::default(),
            hurry: Signal::default(),
            outbox: Signal::default(),
            quiet: Quiet::default(),
            older: Older::default(),
            caught_up: AtomicBool::new(false),
            settings_fetched: AtomicBool::new(false),
        }))
    }

    /// Tells every task to end and every listener that it is over.
    pub(crate) fn stop(&self) {
        self.tasks.stop();
        self.listeners.close();
    }

    pub(crate) fn replica(&self) -> &dyn Replica {
        &*self.parts.replica
    }

    /// The way to the server in use.
    pub(crate) fn rest(&self) -> Arc<Rest> {
        Arc::clone(&self.rest.lock())
    }

    pub(crate) fn set_rest(&self, rest: Rest) {
        *self.rest.lock() = Arc::new(rest);
    }

    pub(crate) fn secrets(&self) -> &dyn Secrets {
        &*self.parts.secrets
    }

    pub(crate) fn new_operation(&self) -> OperationId {
        OperationId::new(self.parts.clock.now(), &*self.parts.entropy)
    }

    pub(crate) fn backoff(&self) -> Backoff {
        Backoff::new(self.timings.backoff, self.timings.backoff_most)
    }

    pub(crate) fn changed(&self, change: Change) {
        self.listeners.changed(change);
    }

    pub(crate) fn link(&self) -> Link {
        *self.link.lock()
    }

    pub(crate) fn set_link(&self, link: Link) {
        let before = std::mem::replace(&mut *self.link.lock(), link);
        if before != link {
            tracing::debug!(?before, ?link, "the way to the server changed");
            self.changed(Change::Connection);
            self.outbox.ring();
        }
    }

    /// Writes what an answer brought, unless the log brought something newer meanwhile.
    pub(crate) async fn write(&self, batch: Vec<Write>) -> Result<(), ClientError> {
        Ok(self.replica().write(batch).await?)
    }

    /// The basis of a view that is about to be asked for.
    pub(crate) async fn basis(&self) -> Result<Basis, ClientError> {
        Ok(Basis::Answer(self.replica().cursor().await?.unwrap_or(0)))
    }

    /// Sends a request and gives its answer; an expired token is refreshed on the way, and a read
    /// whose answer was lost is repeated once.
    pub(crate) async fn ask<T: DeserializeOwned>(
        self: &Arc<Self>,
        request: Request,
    ) -> Result<T, ClientError> {
        let epoch = self.session.epoch();
        let answer = self.send(&request, epoch).await?;
        let answer = match answer {
            Err(Failure::Lost) if request.is_read() => self.send(&request, epoch).await?,
            other => other,
        };
        Ok(answer?)
    }

    /// As [`Core::ask`], with the finer failure: the outer error is the session's. Nothing is sent,
    /// and no answer given, in another epoch than the one it began in.
    async fn send<T: DeserializeOwned>(
        self: &Arc<Self>,
        request: &Request,
        epoch: Epoch,
    ) -> Result<Result<T, Failure>, ClientError> {
        if !request.needs_session {
            return Ok(self.rest().send(request, None).await);
        }
        let token = self.access_token().await?;
        self.session.is_still(epoch)?;
        let answer = match self.rest().send(request, Some(&token)).await {
            Err(failure) if failure.is_unauthenticated() => {
                let token = self.refreshed_token(&token).await?;
                self.session.is_still(epoch)?;
                self.rest().send(request, Some(&token)).await
            }
            other => other,
        };
        self.session.is_still(epoch)?;
        Ok(answer)
    }

    /// Sends an operation that changes something: under an id saved before, and again under the
    /// same id when the answer was lost, so that it happens once. Needs the network.
    pub(crate) async fn perform<T: DeserializeOwned>(
        self: &Arc<Self>,
        request: Request,
    ) -> Result<T, ClientError> {
        let epoch = self.session.epoch();
        let fingerprint = request.fingerprint();
        let request = request.keyed(self.begin_operation(&fingerprint).await?);
        self.hurry.ring();
        let mut backoff = Backoff::new(self.timings.backoff, self.timings.backoff_most);
        let mut repeats = 0;
        loop {
            match self.send(&request, epoch).await? {
                Err(Failure::Lost) if repeats < MOST_REPEATS => {
                    repeats += 1;
                    sleep(backoff.next(&*self.parts.entropy)).await;
                }
                // It may have happened: the id stays, for when the person tries again.
                Err(failure @ (Failure::Lost | Failure::NotReached)) => return Err(failure.into()),
                definite => {
                    self.write(vec![Write::EndOperation { fingerprint }]).await?;
                    // Where changes are asked for by REST, this is the moment to ask.
                    self.hurry.ring();
                    return Ok(definite?);
                }
            }
        }
    }

    /// The id under which this very operation was tried already, or a new one, saved.
    async fn begin_operation(&self, fingerprint: &str) -> Result<OperationId, ClientError> {
        let now = self.parts.clock.now();
        if let Some((id, at)) = self.replica().operation(fingerprint).await?
            && now < at.plus_secs(OPERATION_LIVES_SECS)
        {
            return Ok(id);
        }
        let id = self.new_operation();
        let fingerprint = fingerprint.to_owned();
        self.write(vec![Write::BeginOperation { fingerprint, id, at: now }]).await?;
        Ok(id)
    }
}

impl From<ReplicaError> for ClientError {
    fn from(error: ReplicaError) -> Self {
        tracing::error!(%error, "the replica failed");
        Self::local(&error)
    }
}
