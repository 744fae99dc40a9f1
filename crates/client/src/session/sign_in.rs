//! Signing in, by password or by the code that finishes a registration.

use std::sync::Arc;

use montaj_wire::account::{Login, SignedIn, UserView, VerifySms};

use super::Phase;
use crate::{core::Core, error::ClientError, transport::Request, views::Change};

impl Core {
    pub(crate) async fn log_in(
        self: &Arc<Self>,
        phone: String,
        password: String,
    ) -> Result<UserView, ClientError> {
        let device_name = Some(self.config.device_name.clone());
        let cookie = self.secrets().is_cookie();
        let login = Login { phone, password, device_name, cookie };
        self.sign_in(Request::post("/api/auth/login").body(&login)?).await
    }

    pub(crate) async fn verify_phone(
        self: &Arc<Self>,
        phone: String,
        code: String,
    ) -> Result<UserView, ClientError> {
        let device_name = Some(self.config.device_name.clone());
        let cookie = self.secrets().is_cookie();
        let verify = VerifySms { phone, code, device_name, cookie };
        self.sign_in(Request::post("/api/auth/verify-sms").body(&verify)?).await
    }

    async fn sign_in(self: &Arc<Self>, request: Request) -> Result<UserView, ClientError> {
        let SignedIn { user, tokens } = self.ask(request.open()).await?;
        self.own_replica(&user, false).await?;
        self.take_tokens(tokens).await;
        self.session.set_phase(Phase::Somebody(Arc::new(user.clone())));
        self.changed(Change::Session);
        self.changed(Change::All);
        self.hurry.ring();
        Ok(user)
    }
}
