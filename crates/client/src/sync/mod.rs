//! Following the person's log: by socket while it lives, by REST where it is blocked (ARCHITECTURE
//! "One path for data"). What arrives is stored with the cursor in one transaction, then acked.

mod apply;
mod arrive;
mod follow;
mod live;
mod log;
mod poll;
mod snapshot;

use std::{pin::pin, sync::Arc, time::Duration};

use futures::future::select;
use montaj_domain::{ids::OrderId, timestamp::Timestamp};

pub(crate) use apply::order_writes;

use crate::{
    core::Core,
    error::ClientError,
    host::sleep,
    replica::ReplicaError,
    session::Phase,
    views::{Change, Link},
};

/// What the server says of a message it has taken by socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acked {
    pub(crate) order_id: OrderId,
    pub(crate) seq: i64,
    pub(crate) at: Timestamp,
}

/// Why following could not go on.
#[derive(Debug)]
pub(crate) enum SyncFailure {
    /// The log no longer reaches back to what is stored here.
    Reset,
    Client(ClientError),
}

impl From<ClientError> for SyncFailure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Rejected(problem) if problem.status == 410 => Self::Reset,
            other => Self::Client(other),
        }
    }
}

impl From<ReplicaError> for SyncFailure {
    fn from(error: ReplicaError) -> Self {
        Self::Client(error.into())
    }
}

/// Follows the log of whoever is signed in, until the engine stops.
pub(crate) async fn run(core: Arc<Core>) {
    loop {
        let seen = core.session.changed.seen();
        match core.session.phase() {
            Phase::Somebody(_) => {
                let change = core.session.changed.after(seen);
                select(pin!(follow::follow(&core)), pin!(change)).await;
                core.leave_socket();
            }
            Phase::Resuming { .. } => resume(&core).await,
            Phase::Nobody | Phase::Ended => core.session.changed.after(seen).await,
        }
    }
}

async fn resume(core: &Arc<Core>) {
    let mut backoff = core.backoff();
    while let Err(error) = core.resume_session().await {
        tracing::info!(%error, "the session cannot be resumed yet");
        core.set_link(Link::Offline);
        core.pause(backoff.next(&*core.parts.entropy)).await;
        if !matches!(core.session.phase(), Phase::Resuming { .. }) {
            return;
        }
    }
}

impl Core {
    /// Waits, but not longer than until somebody wants the network.
    pub(crate) async fn pause(&self, time: Duration) {
        let seen = self.hurry.seen();
        select(pin!(sleep(time)), pin!(self.hurry.after(seen))).await;
    }

    /// Forgets what only a live socket tells.
    fn leave_socket(&self) {
        *self.live.lock() = None;
        // Dropping them tells their senders that no answer will come.
        self.acks.lock().clear();
        for order_id in self.present.lose_sight() {
            self.changed(Change::Chat { order_id });
        }
    }
}
