//! The end of a session: by the person here, or by the server.

use std::{sync::Arc, time::Duration};

use montaj_wire::account::Refresh;
use serde_json::Value;

use super::Phase;
use crate::{
    core::Core,
    error::ClientError,
    host::within,
    replica::{Kept, Write},
    transport::Request,
    views::Change,
};

/// How long the server is told of a sign-out that has happened here already.
const GOODBYE: Duration = Duration::from_secs(5);

impl Core {
    /// Signs out: nothing of the person stays on this device.
    ///
    /// In a browser only the server can take the cookie away, so there it needs the network.
    pub(crate) async fn log_out(self: &Arc<Self>) -> Result<(), ClientError> {
        let cookie = self.secrets().is_cookie();
        if cookie {
            // Another window may have signed in as somebody else: the cookie is theirs then, and
            // theirs is not the session to end.
            match self.refresh().await {
                Ok(()) => {}
                Err(ClientError::Rejected(_)) => {
                    return self.forget(Phase::Nobody, vec![Write::ForgetAll]).await;
                }
                Err(error) => return Err(error),
            }
        }
        let secret = self.secret().await;
        let body = Refresh { refresh_token: secret.filter(|_| !cookie), cookie };
        let request = Request::post("/api/auth/logout").open().body(&body)?;
        if cookie {
            match self.ask::<Value>(request).await {
                // The server knows of no session: it is over already.
                Ok(_) | Err(ClientError::Rejected(_)) => {}
                Err(error) => return Err(error),
            }
            return self.forget(Phase::Nobody, vec![Write::ForgetAll]).await;
        }
        let rest = self.rest();
        self.tasks.run_to_its_end(async move {
            let told = within(GOODBYE, rest.send::<Value>(&request, None)).await;
            if !matches!(told, Some(Ok(_))) {
                tracing::info!("the server could not be told of the sign-out");
            }
        });
        self.forget(Phase::Nobody, vec![Write::ForgetAll]).await
    }

    /// The server ended the session: what came from it goes, what only this device has stays for
    /// when the same person signs in again.
    pub(crate) async fn end_session(self: &Arc<Self>) {
        let phase = match self.session.phase() {
            Phase::Somebody(_) => Phase::Ended,
            // It was not known whose the token was.
            _ => Phase::Nobody,
        };
        let owner = self.replica().kept(Kept::Owner).await.ok().flatten();
        let mut writes = vec![Write::ForgetDerived];
        writes.extend(owner.map(|owner| Write::Keep(Kept::Owner, owner)));
        if let Err(error) = self.forget(phase, writes).await {
            tracing::error!(%error, "the ended session's data stays on the device");
        }
    }

    async fn forget(&self, phase: Phase, writes: Vec<Write>) -> Result<(), ClientError> {
        {
            let mut inner = self.session.inner.lock();
            inner.access = None;
            inner.secret = None;
            inner.epoch.0 = inner.epoch.0.wrapping_add(1);
        }
        self.session.set_phase(phase);
        self.present.clear();
        if let Err(error) = self.secrets().clear().await {
            tracing::warn!(%error, "the refresh token cannot be removed");
        }
        let written = self.write(writes).await;
        self.changed(Change::Session);
        self.changed(Change::All);
        written
    }
}
