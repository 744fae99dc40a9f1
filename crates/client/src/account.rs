//! Accounts, devices and profiles (PRODUCT 1).

use std::sync::atomic::Ordering;

use montaj_domain::ids::{SessionId, UserId};
use montaj_wire::{
    account::{
        EditExecutorProfile, EditProfile, PhoneOnly, PublicProfile, PublicSettings, Register,
        ResetPassword, SessionView, UserAnswer, UserView,
    },
    lean,
    page::Page,
};
use serde_json::Value;

use crate::{
    engine::Engine,
    error::ClientError,
    replica::{Kept, Write},
    transport::Request,
    views::{Change, SessionState},
};

impl Engine {
    pub async fn session(&self) -> Result<SessionState, ClientError> {
        Ok(self.core().session_state().await)
    }

    pub async fn register(&self, form: Register) -> Result<UserView, ClientError> {
        let request = Request::post("/api/auth/register").open().body(&form)?;
        let UserAnswer { user } = self.core().ask(request).await?;
        Ok(user)
    }

    pub async fn send_code(&self, phone: String) -> Result<(), ClientError> {
        self.tell(Request::post("/api/auth/send-sms").body(&PhoneOnly { phone })?.open()).await
    }

    pub async fn verify_phone(&self, phone: String, code: String) -> Result<UserView, ClientError> {
        self.core().verify_phone(phone, code).await
    }

    pub async fn log_in(&self, phone: String, password: String) -> Result<UserView, ClientError> {
        self.core().log_in(phone, password).await
    }

    pub async fn log_out(&self) -> Result<(), ClientError> {
        self.core().log_out().await
    }

    pub async fn request_reset(&self, phone: String) -> Result<(), ClientError> {
        let body = PhoneOnly { phone };
        self.tell(Request::post("/api/auth/request-reset").body(&body)?.open()).await
    }

    pub async fn reset_password(
        &self,
        phone: String,
        code: String,
        password: String,
    ) -> Result<(), ClientError> {
        let body = ResetPassword { phone, code, password };
        self.tell(Request::post("/api/auth/reset-password").body(&body)?.open()).await
    }

    pub async fn sessions(&self) -> Result<Vec<SessionView>, ClientError> {
        let page: Page<SessionView> = self.core().ask(Request::get("/api/auth/sessions")).await?;
        Ok(page.items)
    }

    pub async fn end_session(&self, session_id: SessionId) -> Result<(), ClientError> {
        self.tell(Request::delete(format!("/api/auth/sessions/{session_id}"))).await
    }

    pub async fn save_profile(&self, profile: EditProfile) -> Result<UserView, ClientError> {
        self.save(Request::put("/api/users/profile").body(&profile)?).await
    }

    pub async fn save_executor_profile(
        &self,
        profile: EditExecutorProfile,
    ) -> Result<UserView, ClientError> {
        self.save(Request::put("/api/users/executor-profile").body(&profile)?).await
    }

    pub async fn public_profile(&self, user_id: UserId) -> Result<PublicProfile, ClientError> {
        self.core().ask(Request::get(format!("/api/users/{user_id}/public"))).await
    }

    /// Fetched once a run; after that, and without network, what is kept.
    pub async fn public_settings(&self) -> Result<PublicSettings, ClientError> {
        let core = self.core();
        let kept = core.replica().kept(Kept::Settings).await?;
        let kept = kept.and_then(|settings| lean::from_value(settings).ok());
        if let Some(settings) = &kept
            && core.settings_fetched.load(Ordering::SeqCst)
        {
            return Ok(PublicSettings::clone(settings));
        }
        let fetched = core.ask::<Value>(Request::get("/api/settings/public").open()).await;
        match (fetched, kept) {
            (Ok(fetched), _) => {
                let settings = lean::from_value(fetched.clone());
                let settings = settings.map_err(|error| ClientError::local(&error))?;
                core.write(vec![Write::Keep(Kept::Settings, fetched)]).await?;
                core.settings_fetched.store(true, Ordering::SeqCst);
                Ok(settings)
            }
            (Err(ClientError::Offline | ClientError::RetryAfter { .. }), Some(kept)) => Ok(kept),
            (Err(error), _) => Err(error),
        }
    }

    async fn save(&self, request: Request) -> Result<UserView, ClientError> {
        let core = self.core();
        let UserAnswer { user } = core.perform(request).await?;
        let kept = lean::to_value(&user).map_err(|error| ClientError::local(&error))?;
        core.write(vec![Write::Keep(Kept::User, kept)]).await?;
        core.session.set_user(user.clone());
        core.changed(Change::Session);
        Ok(user)
    }

    async fn tell(&self, request: Request) -> Result<(), ClientError> {
        self.core().ask::<Value>(request).await.map(drop)
    }
}
