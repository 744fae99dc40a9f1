//! A client of the soak: the app's engine with its replica in a file, worked by lines of JSON in
//! place of an interface. It ends when its input does, or when it is killed.

use std::{
    io::{BufRead as _, Write as _, stderr},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use clap::Parser;
use montaj_client::{
    engine::{Engine, EngineConfig, Parts, Timings},
    host::{OsEntropy, SystemClock},
    replica::{Replica, SqliteReplica},
    views::SessionState,
};
use montaj_simulation::{
    deed::{Whose, perform},
    settle::unsent,
    soak::{
        FileKeyring,
        protocol::{Answer, Order, Standing},
    },
};
use tokio::{
    sync::mpsc::{Receiver, channel},
    time::timeout,
};
use tracing_subscriber::filter::LevelFilter;

#[derive(Debug, Parser)]
struct Arguments {
    server_url: String,
    replica: PathBuf,
    keyring: PathBuf,
    name: String,
    /// Who sits here, as JSON.
    whose: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("soak-client: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_max_level(LevelFilter::INFO).with_writer(stderr).init();
    // It is the first to do so in this process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let whose: Whose = serde_json::from_str(&arguments.whose).context("who sits here")?;
    let replica: Arc<dyn Replica> = Arc::new(SqliteReplica::open(&arguments.replica).await?);
    let parts = Parts {
        replica: Arc::clone(&replica),
        secrets: Arc::new(FileKeyring::at(arguments.keyring)),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
    };
    let config =
        EngineConfig { server_url: arguments.server_url, device_name: arguments.name.clone() };
    let engine = Engine::open_with(config, parts, timings()).await?;
    let mut lines = lines_of_stdin();
    while let Some(line) = lines.recv().await {
        match serde_json::from_str(&line)? {
            Order::Tell { number } => {
                let standing = standing(&arguments.name, &engine, &*replica).await?;
                say(&Answer::Standing { number, standing })?;
            }
            Order::Do { number, deed, pick, mark } => {
                let (engine, whose) = (engine.clone(), whose.clone());
                let doing = async move {
                    let outcome = perform(&engine, &whose, &SystemClock, deed, pick, &mark).await;
                    say(&Answer::Done { number, outcome })
                };
                if deed.is_local() {
                    doing.await?;
                } else {
                    // Ends with the engine's own timings.
                    tokio::spawn(doing);
                }
            }
        }
    }
    engine.shutdown().await;
    Ok(())
}

/// Read on a thread of its own, which ends with the input.
fn lines_of_stdin() -> Receiver<String> {
    let (said, lines) = channel(64);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if said.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

async fn standing(name: &str, engine: &Engine, replica: &dyn Replica) -> anyhow::Result<Standing> {
    let session = timeout(Duration::from_secs(2), engine.session()).await;
    let signed_in = matches!(session, Ok(Ok(SessionState::SignedIn { .. })));
    let unsent = if signed_in { unsent(name, engine, replica).await? } else { Vec::new() };
    Ok(Standing { signed_in, cursor: replica.cursor().await?, unsent })
}

fn say(answer: &Answer) -> anyhow::Result<()> {
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, answer)?;
    output.write_all(b"\n")?;
    Ok(output.flush()?)
}

/// Patient as the app's, but a server that is killed every few seconds is asked for again soon.
fn timings() -> Timings {
    Timings {
        request: Duration::from_secs(5),
        socket: Duration::from_secs(4),
        ping: Duration::from_secs(2),
        pong: Duration::from_secs(2),
        head_start: Duration::from_millis(400),
        poll: Duration::from_millis(200),
        backoff: Duration::from_millis(50),
        backoff_most: Duration::from_secs(1),
    }
}
