//! Another server: asked whether it is one, then moved to. Nothing of the person's goes along.

use std::sync::atomic::Ordering;

use montaj_wire::problem::{ErrorCode, FieldError, Problem};
use serde::Deserialize;

use super::{LocalSettings, ServerFacts, address};
use crate::{
    engine::Engine,
    error::ClientError,
    replica::Write,
    session::refused,
    transport::{Request, Rest},
    views::Change,
};

/// What `/health` answers.
#[derive(Deserialize)]
struct Health {
    status: String,
    version: String,
}

impl Engine {
    /// Asks the server at `url` whether it is one of Montaj's.
    pub async fn check_server(&self, url: String) -> Result<ServerFacts, ClientError> {
        let url = address::normal(&url).ok_or_else(no_address)?;
        let rest = Rest::new(&url, self.core().timings.request).map_err(|_| no_address())?;
        let health: Health = match rest.send(&Request::get("/health").open(), None).await {
            Ok(health) => health,
            Err(failure) => match ClientError::from(failure) {
                error @ (ClientError::Offline | ClientError::RetryAfter { .. }) => {
                    return Err(error);
                }
                // Something answers there, but nothing that we know.
                ClientError::Rejected(_) | ClientError::Local { .. } => return Err(no_server()),
            },
        };
        if health.status != "ok" {
            return Err(no_server());
        }
        Ok(ServerFacts { url, version: health.version })
    }

    /// Signs out, forgets everything of the old server, and talks to the one at `url` from now
    /// on. Refused where the shell offers no other server.
    pub async fn move_to_server(&self, url: String) -> Result<(), ClientError> {
        let core = self.core();
        if !core.offers.lock().server {
            return Err(refused(ErrorCode::NotApplicable));
        }
        let ServerFacts { url, .. } = self.check_server(url).await?;
        let rest = Rest::new(&url, core.timings.request)?;
        if core.session.me().is_ok() {
            core.log_out().await?;
        }
        core.write(vec![Write::ForgetAll]).await?;
        core.set_rest(rest);
        core.settings_fetched.store(false, Ordering::SeqCst);
        core.keep_local(LocalSettings { server_url: Some(url), ..core.local() }).await?;
        core.changed(Change::All);
        Ok(())
    }
}

fn no_address() -> ClientError {
    wrong("address", "Адрес сервера выглядит так: https://montaj.example")
}

fn no_server() -> ClientError {
    wrong("not_a_server", "По этому адресу отвечает не сервер Montaj")
}

fn wrong(code: &'static str, message: &str) -> ClientError {
    let field = FieldError { field: "url".into(), code: code.into(), message: message.into() };
    let problem = Problem { errors: vec![field], ..Problem::new(ErrorCode::InvalidInput) };
    ClientError::Rejected(Box::new(problem))
}
