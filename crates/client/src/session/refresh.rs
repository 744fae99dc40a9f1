//! Fresh access tokens. Refresh tokens rotate and a used one ends the session, so there is one
//! refresh at a time, and nobody who stops waiting cuts it.

use std::sync::Arc;

use futures::{FutureExt as _, channel::oneshot, future::Shared};
use montaj_wire::{
    account::{Refresh, Refreshed, TokenPair},
    problem::ErrorCode,
};

use super::{Access, Phase, refused};
use crate::{
    core::Core,
    error::ClientError,
    host::sleep,
    transport::{Failure, Request, is_hearsay},
};

/// How often a refresh is sent again when its answer was lost.
const MOST_REPEATS: u32 = 3;
/// A token is renewed this long before it expires, so that it does not expire on its way.
const EARLY_SECS: i64 = 10;

/// A refresh under way.
pub(super) type Flight = Shared<oneshot::Receiver<Result<(), ClientError>>>;

impl Core {
    /// A token that is good by this device's clock.
    pub(crate) async fn access_token(self: &Arc<Self>) -> Result<String, ClientError> {
        if let Some(token) = self.good_token() {
            return Ok(token);
        }
        self.refresh().await?;
        self.good_token().ok_or_else(|| refused(ErrorCode::Unauthenticated))
    }

    /// A token other than `refused_token`, which the server did not accept.
    pub(crate) async fn refreshed_token(
        self: &Arc<Self>,
        refused_token: &str,
    ) -> Result<String, ClientError> {
        {
            let mut inner = self.session.inner.lock();
            if inner.access.as_ref().is_some_and(|access| access.token == refused_token) {
                inner.access = None;
            }
        }
        self.access_token().await
    }

    fn good_token(&self) -> Option<String> {
        let now = self.parts.clock.now();
        let inner = self.session.inner.lock();
        inner.access.as_ref().filter(|access| now < access.until).map(|access| access.token.clone())
    }

    /// Joins the refresh under way or starts one.
    pub(super) async fn refresh(self: &Arc<Self>) -> Result<(), ClientError> {
        let (flight, started) = {
            let mut inner = self.session.inner.lock();
            match &inner.flight {
                Some(flight) => (flight.clone(), None),
                None => {
                    let (done, flight) = oneshot::channel();
                    let flight = flight.shared();
                    inner.flight = Some(flight.clone());
                    (flight, Some(done))
                }
            }
        };
        if let Some(done) = started {
            let core = self.clone();
            self.tasks.run_to_its_end(async move {
                let outcome = core.rotate().await;
                core.session.inner.lock().flight = None;
                // Nobody may be waiting any more; the tokens are stored all the same.
                drop(done.send(outcome));
            });
        }
        flight.await.unwrap_or(Err(ClientError::Offline))
    }

    /// Changes the refresh token for a new pair.
    async fn rotate(self: &Arc<Self>) -> Result<(), ClientError> {
        let Some(secret) = self.secret().await else {
            return Err(refused(ErrorCode::Unauthenticated));
        };
        let epoch = self.session.epoch();
        let cookie = self.secrets().is_cookie();
        let body = Refresh { refresh_token: (!cookie).then_some(secret), cookie };
        let request = Request::post("/api/auth/refresh").open().body(&body)?;
        match self.send_patiently(&request.keyed(self.new_operation())).await {
            // Signed out meanwhile: that session is over.
            _ if self.session.epoch() != epoch => Err(refused(ErrorCode::Unauthenticated)),
            Ok(Refreshed { user_id, tokens }) => match self.session.phase() {
                Phase::Somebody(user) if user.id != user_id => {
                    tracing::info!("another window of this browser has signed in as somebody else");
                    self.end_session().await;
                    Err(refused(ErrorCode::SessionEnded))
                }
                _ => {
                    self.take_tokens(tokens).await;
                    Ok(())
                }
            },
            Err(Failure::Refused(problem)) if is_hearsay(&problem) => Err(ClientError::Offline),
            Err(Failure::Refused(problem)) if matches!(problem.status, 401 | 403 | 404) => {
                let ended = ClientError::Rejected(problem);
                self.end_session().await;
                Err(ended)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn send_patiently(&self, request: &Request) -> Result<Refreshed, Failure> {
        let mut backoff = self.backoff();
        let mut repeats = 0;
        loop {
            match self.rest().send(request, None).await {
                Err(Failure::Lost) if repeats < MOST_REPEATS => {
                    repeats += 1;
                    sleep(backoff.next(&*self.parts.entropy)).await;
                }
                definite => return definite,
            }
        }
    }

    /// The newest refresh token, or the mark that the browser may have one.
    pub(super) async fn secret(&self) -> Option<String> {
        let newest = self.session.inner.lock().secret.clone();
        if newest.is_some() {
            return newest;
        }
        match self.secrets().load().await {
            Ok(secret) => secret,
            Err(error) => {
                tracing::warn!(%error, "the refresh token cannot be read");
                None
            }
        }
    }

    /// Keeps a new pair: the refresh token first, the old one is used up.
    pub(super) async fn take_tokens(&self, pair: TokenPair) {
        let secret = pair.refresh_token.unwrap_or_else(|| "cookie".to_owned());
        let stored = self.secrets().store(&secret).await;
        if let Err(error) = &stored {
            tracing::warn!(%error, "the refresh token cannot be kept: the session ends with the program");
        }
        let early = EARLY_SECS.min(pair.expires_in / 5);
        let until = self.parts.clock.now().plus_secs(pair.expires_in - early);
        let mut inner = self.session.inner.lock();
        inner.secret = Some(secret);
        inner.stored = stored.is_ok();
        inner.access = Some(Access { token: pair.access_token, until });
    }
}
