//! The sandbox as tests embed it: starts on a free port, is asked what was sent, ends when dropped.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use montaj_domain::{ambient::Clock, phone::Phone};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;

use crate::{
    clock::WallClock,
    control,
    fault::{Fault, Faults},
    hangup::{CuttableListener, Hangup},
    journal::{Journal, NothingSent, Sent},
    page, smsc,
};

/// How long `wait_for_sms` and `wait_for_code` wait.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long running calls may take to end when the sandbox stops.
const SHUTDOWN: Duration = Duration::from_secs(2);

/// Where the sandbox listens and which credentials it believes.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// Port 0 takes a free one.
    pub listen: SocketAddr,
    pub login: String,
    pub password: String,
    /// Believed in place of login and password.
    pub api_key: String,
    /// The account's money at start; each message costs 3 ₽.
    pub balance_kopecks: i64,
    pub clock: Arc<dyn Clock>,
}

impl Default for SandboxConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            login: "montaj".to_owned(),
            password: "sandbox".to_owned(),
            api_key: "sandbox-key".to_owned(),
            balance_kopecks: 10_000_000,
            clock: Arc::new(WallClock),
        }
    }
}

/// What all handlers share.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    pub(crate) smsc: smsc::Account,
    pub(crate) stopping: CancellationToken,
}

/// A running sandbox. Dropping it stops it; [`Sandbox::shutdown`] also waits for the end.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    desk: Arc<Desk>,
    serving: Option<JoinHandle<std::io::Result<()>>>,
}

impl Sandbox {
    /// Binds and starts to serve.
    ///
    /// # Errors
    /// The address cannot be bound.
    pub async fn start(config: SandboxConfig) -> std::io::Result<Self> {
        let listener = TcpListener::bind(config.listen).await?;
        let address = listener.local_addr()?;
        let desk = Arc::new(Desk {
            clock: Arc::clone(&config.clock),
            journal: Journal::new(),
            faults: Faults::default(),
            smsc: smsc::Account::new(&config),
            stopping: CancellationToken::new(),
        });
        let service = routes(&desk).into_make_service_with_connect_info::<Hangup>();
        let stopping = desk.stopping.clone();
        let serving = tokio::spawn(async move {
            axum::serve(CuttableListener(listener), service)
                .with_graceful_shutdown(stopping.cancelled_owned())
                .await
        });
        Ok(Self { address, desk, serving: Some(serving) })
    }

    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:PORT`, to which the services' own paths are appended.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything accepted and still kept (the last 500), oldest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.desk.journal.sent(None, 0)
    }

    /// What was sent to one number, oldest first.
    pub fn sent_to(&self, phone: &Phone) -> Vec<Sent> {
        self.desk.journal.sent(Some(phone), 0)
    }

    /// The newest message to this number that no earlier wait has returned; waits for it if need be.
    ///
    /// # Errors
    /// Nothing came within 20 s.
    pub async fn wait_for_sms(&self, phone: &Phone) -> Result<Sent, NothingSent> {
        self.desk.journal.take(phone, |_| true, PATIENCE).await
    }

    /// The newest code to this number that no earlier wait has returned; waits for it if need be.
    ///
    /// # Errors
    /// No message with a code came within 20 s.
    pub async fn wait_for_code(&self, phone: &Phone) -> Result<String, NothingSent> {
        let sent = self.desk.journal.take(phone, |sent| sent.code.is_some(), PATIENCE).await?;
        Ok(sent.code.unwrap_or_default())
    }

    /// Puts a fault in force, in place of the service's earlier one.
    pub fn set_fault(&self, fault: Fault) {
        self.desk.faults.set(fault);
    }

    /// The faults that still have calls to strike.
    pub fn faults(&self) -> Vec<Fault> {
        self.desk.faults.in_force()
    }

    pub fn clear_faults(&self) {
        self.desk.faults.clear();
    }

    /// Stops accepting, lets running calls end for up to 2 s, then ends them.
    pub async fn shutdown(mut self) {
        self.desk.stopping.cancel();
        let Some(mut serving) = self.serving.take() else { return };
        if timeout(SHUTDOWN, &mut serving).await.is_err() {
            serving.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.desk.stopping.cancel();
    }
}

fn routes(desk: &Arc<Desk>) -> Router {
    Router::new().merge(page::routes(desk)).merge(control::routes(desk)).merge(smsc::routes(desk))
}
