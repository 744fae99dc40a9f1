//! The session: who is signed in on this device, and the tokens (PRODUCT 1.4).
//!
//! The access token is in memory only; the refresh token is in [`crate::secrets`].

mod refresh;
mod resume;
mod sign_in;
mod sign_out;

use std::sync::Arc;

use montaj_domain::{ids::UserId, policy::Viewer, timestamp::Timestamp};
use montaj_wire::{
    account::UserView,
    order::OrderView,
    problem::{ErrorCode, Problem},
};
use parking_lot::Mutex;

use crate::{
    core::Core, error::ClientError, host::Signal, secrets::SecretsHome, session::refresh::Flight,
    views::SessionState,
};

/// Who is signed in.
#[derive(Debug, Clone, Default)]
pub(crate) enum Phase {
    /// There is a refresh token, but it is not known yet whose; `tried` says that the server
    /// could not be asked so far.
    Resuming {
        tried: bool,
    },
    #[default]
    Nobody,
    /// The server ended the session.
    Ended,
    Somebody(Arc<UserView>),
}

/// An access token and until when it is good by this device's clock.
#[derive(Debug, Clone)]
struct Access {
    token: String,
    until: Timestamp,
}

#[derive(Debug, Default)]
pub(crate) struct Session {
    inner: Mutex<Inner>,
    /// Rings when somebody signs in or out.
    pub(crate) changed: Signal,
}

#[derive(Default)]
struct Inner {
    phase: Phase,
    access: Option<Access>,
    /// The newest refresh token, should the store of secrets fail.
    secret: Option<String>,
    /// Whether the store of secrets took it.
    stored: bool,
    /// The refresh under way, which all who need a token wait for.
    flight: Option<Flight>,
    /// The one that began when the last session ended here.
    epoch: Epoch,
}

/// The time between two ends of sessions on this device: what was begun in one is not sent, and
/// its answer not taken, in the next, in which somebody else may be signed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Epoch(u64);

impl std::fmt::Debug for Inner {
    /// Without the tokens: this may be logged.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("phase", &self.phase).finish_non_exhaustive()
    }
}

impl Session {
    pub(crate) fn phase(&self) -> Phase {
        self.inner.lock().phase.clone()
    }

    /// The person signed in.
    pub(crate) fn user(&self) -> Result<Arc<UserView>, ClientError> {
        match self.phase() {
            Phase::Somebody(user) => Ok(user),
            Phase::Ended => Err(refused(ErrorCode::SessionEnded)),
            Phase::Nobody | Phase::Resuming { .. } => Err(refused(ErrorCode::Unauthenticated)),
        }
    }

    pub(crate) fn epoch(&self) -> Epoch {
        self.inner.lock().epoch
    }

    /// Refuses to go on with what began in an earlier epoch.
    pub(crate) fn is_still(&self, epoch: Epoch) -> Result<(), ClientError> {
        if self.epoch() == epoch { Ok(()) } else { Err(refused(ErrorCode::Unauthenticated)) }
    }

    pub(crate) fn me(&self) -> Result<UserId, ClientError> {
        Ok(self.user()?.id)
    }

    /// The person as one who looks at an order.
    pub(crate) fn viewer(&self, order: &OrderView) -> Result<Viewer, ClientError> {
        let user = self.user()?;
        let (id, role, status) = (user.id, user.role, user.status);
        Ok(Viewer { id, role, status, response: order.my_response_status })
    }

    fn set_phase(&self, phase: Phase) {
        self.inner.lock().phase = phase;
        self.changed.ring();
    }

    /// The person's own data has changed.
    pub(crate) fn set_user(&self, user: UserView) {
        let mut inner = self.inner.lock();
        if let Phase::Somebody(known) = &mut inner.phase
            && known.id == user.id
        {
            *known = Arc::new(user);
        }
    }
}

impl Core {
    /// The session as an interface sees it; waits for the first answer of the server when only
    /// that can tell.
    pub(crate) async fn session_state(&self) -> SessionState {
        loop {
            let seen = self.session.changed.seen();
            match self.session.phase() {
                Phase::Somebody(user) => {
                    let stored = self.session.inner.lock().stored;
                    let kept = if stored { self.secrets().home() } else { SecretsHome::Memory };
                    return SessionState::SignedIn { user: Box::new((*user).clone()), kept };
                }
                Phase::Nobody | Phase::Resuming { tried: true } => {
                    return SessionState::SignedOut { ended: false };
                }
                Phase::Ended => return SessionState::SignedOut { ended: true },
                Phase::Resuming { tried: false } => self.session.changed.after(seen).await,
            }
        }
    }
}

pub(crate) fn refused(code: ErrorCode) -> ClientError {
    ClientError::Rejected(Box::new(Problem::new(code)))
}
