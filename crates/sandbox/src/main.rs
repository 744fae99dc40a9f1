//! `montaj-sandbox`: the simulators as a program, for development and the end-to-end tests.

use std::{io::Write as _, net::SocketAddr};

use anyhow::Context as _;
use clap::Parser;
use montaj_sandbox::{Sandbox, SandboxConfig};
use tokio::signal::ctrl_c;

/// Simulators of the services outside Montaj.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The login that SMSC believes.
    #[arg(long, default_value = "montaj")]
    login: String,
    /// The password that SMSC believes.
    #[arg(long, default_value = "sandbox")]
    password: String,
    /// The key that SMSC believes in place of login and password.
    #[arg(long, default_value = "sandbox-key")]
    api_key: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Arguments { listen, login, password, api_key } = Arguments::parse();
    let config = SandboxConfig { listen, login, password, api_key, ..SandboxConfig::default() };
    let sandbox = Sandbox::start(config).await.with_context(|| format!("cannot bind {listen}"))?;
    // Whoever started us reads the port from this line.
    let mut output = std::io::stdout();
    writeln!(output, "listening on {}", sandbox.base_url())?;
    output.flush()?;
    asked_to_stop().await?;
    sandbox.shutdown().await;
    Ok(())
}

#[cfg(unix)]
async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> std::io::Result<()> {
    ctrl_c().await
}
