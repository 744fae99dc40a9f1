//! Starting and stopping: soft first, hard after a deadline.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use montaj_domain::ambient::{Clock, Entropy};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

use crate::{
    accept::{self, Bounds},
    app::{App, OpenError},
    config::Config,
    http::{self, operator},
    jobs,
};

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("cannot listen on {address}: {error}")]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("the address that is listened on: {0}")]
    Address(std::io::Error),
    #[error("a task failed: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    app: App,
    address: SocketAddr,
    operator_address: Option<SocketAddr>,
    tasks: JoinSet<Result<(), ServeError>>,
    stopping: CancellationToken,
    grace: Duration,
}

impl Server {
    /// Opens the database, listens, and serves until [`Self::stop`].
    pub async fn start(
        config: Config,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ServeError> {
        let listener = listen(config.http.listen).await?;
        let grace = Duration::from_secs(config.http.shutdown_secs);
        let operator_listen = config.http.operator_listen;
        let bounds = config.http.bounds();
        let app = App::open(config, clock, entropy).await?;
        let stopping = app.stopping.clone();
        let address = local_address(&listener)?;
        let mut tasks = JoinSet::new();
        tasks.spawn(serve(listener, http::router(app.clone()), bounds, stopping.clone()));
        let mut operator_address = None;
        if let Some(handle) = operator::install_metrics() {
            let listener = listen(operator_listen).await?;
            operator_address = Some(local_address(&listener)?);
            let summing_up = operator::sum_up(handle.clone(), stopping.clone());
            tasks.spawn(async move {
                summing_up.await;
                Ok(())
            });
            let router = operator::metrics(handle, app.clone());
            tasks.spawn(serve(listener, router, bounds, stopping.clone()));
        }
        let worker = app.clone();
        tasks.spawn(async move {
            jobs::run(worker).await;
            Ok(())
        });
        Ok(Self { app, address, operator_address, tasks, stopping, grace })
    }

    /// Where clients reach it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the operator reaches it, unless another server of this process has the figures.
    pub fn operator_address(&self) -> Option<SocketAddr> {
        self.operator_address
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// Serves until `signal`, then stops.
    pub async fn run_until(mut self, signal: impl Future<Output = ()>) -> Result<(), ServeError> {
        tokio::select! {
            () = signal => self.stop().await,
            Some(ended) = self.tasks.join_next() => {
                self.stop().await?;
                ended?
            }
        }
    }

    /// Stops: no new connections, sockets are told to come back, requests finish; what is not
    /// done by the deadline is dropped.
    pub async fn stop(mut self) -> Result<(), ServeError> {
        self.stopping.cancel();
        let finish = async {
            while let Some(ended) = self.tasks.join_next().await {
                ended??;
            }
            Ok(())
        };
        let finished = tokio::time::timeout(self.grace, finish).await;
        if finished.is_err() {
            tracing::warn!("not everything finished in time");
            self.tasks.abort_all();
        }
        self.app.desk.close().await;
        self.app.db.close().await;
        finished.unwrap_or(Ok(()))
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })
}

fn local_address(listener: &TcpListener) -> Result<SocketAddr, ServeError> {
    listener.local_addr().map_err(ServeError::Address)
}

async fn serve(
    listener: TcpListener,
    router: axum::Router,
    bounds: Bounds,
    stopping: CancellationToken,
) -> Result<(), ServeError> {
    accept::serve(listener, router, bounds, stopping).await;
    Ok(())
}
