//! Taking up the session of the last time.

use std::sync::Arc;

use montaj_wire::{
    account::{UserAnswer, UserView},
    lean,
};

use super::Phase;
use crate::{
    core::Core,
    error::ClientError,
    replica::{Kept, Write},
    transport::Request,
    views::Change,
};

impl Core {
    /// Reads from this device who was signed in; asks nobody.
    pub(crate) async fn recall_session(&self) -> Result<(), ClientError> {
        let Some(_) = self.secret().await else { return Ok(()) };
        let phase = match self.kept_user().await? {
            Some(user) => Phase::Somebody(Arc::new(user)),
            None => Phase::Resuming { tried: false },
        };
        self.session.inner.lock().stored = true;
        self.session.set_phase(phase);
        Ok(())
    }

    async fn kept_user(&self) -> Result<Option<UserView>, ClientError> {
        let kept = self.replica().kept(Kept::User).await?;
        // A shape of an older build is as good as none: the server tells anew.
        Ok(kept.and_then(|user| lean::from_value(user).ok()))
    }

    /// Asks the server whose the refresh token is.
    pub(crate) async fn resume_session(self: &Arc<Self>) -> Result<(), ClientError> {
        match self.ask::<UserAnswer>(Request::get("/api/auth/me")).await {
            Ok(UserAnswer { user }) => {
                self.own_replica(&user, true).await?;
                self.session.set_phase(Phase::Somebody(Arc::new(user)));
                self.changed(Change::Session);
                self.changed(Change::All);
                Ok(())
            }
            Err(ClientError::Rejected(_)) => {
                // No session to resume; nobody knew of one, so none was ended.
                self.session.set_phase(Phase::Nobody);
                self.changed(Change::Session);
                Ok(())
            }
            Err(error) => {
                self.session.set_phase(Phase::Resuming { tried: true });
                Err(error)
            }
        }
    }

    /// Makes the replica this person's: derived data is fetched anew, and what another person
    /// left here goes. What belongs to nobody known is kept for a session that goes on.
    pub(super) async fn own_replica(
        &self,
        user: &UserView,
        goes_on: bool,
    ) -> Result<(), ClientError> {
        let owner = self.replica().kept(Kept::Owner).await?;
        let id = serde_json::json!(user.id);
        let is_theirs = owner.map_or(goes_on, |owner| owner == id);
        let forget = if is_theirs { Write::ForgetDerived } else { Write::ForgetAll };
        let user = lean::to_value(user).map_err(|error| ClientError::local(&error))?;
        self.write(vec![forget, Write::Keep(Kept::Owner, id), Write::Keep(Kept::User, user)]).await
    }
}
