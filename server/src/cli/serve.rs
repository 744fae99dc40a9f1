//! `serve`: runs until Ctrl-C or SIGTERM.

use std::sync::Arc;

use crate::{
    ambient::{SystemClock, SystemEntropy},
    config::Config,
    lifecycle::{ServeError, Server},
};

pub async fn run(config: Config) -> Result<(), ServeError> {
    let server = Server::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    tracing::info!(address = %server.address(), "listening");
    if let Some(address) = server.operator_address() {
        tracing::info!(%address, "listening for the operator");
    }
    server.run_until(stop_signal()).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn stop_signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot hear Ctrl-C");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate() => {}
    }
}

#[cfg(unix)]
async fn terminate() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(error) => {
            tracing::error!(%error, "cannot hear SIGTERM");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminate() {
    std::future::pending::<()>().await;
}
