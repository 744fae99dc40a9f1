//! The server under load: a process of its own, built for speed, with its default settings.

use std::{
    fs::File,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use montaj_domain::{ambient::Clock as _, timestamp::Timestamp};
use montaj_server::{ambient::SystemClock, config::Config, tokens::Tokens};
use tempfile::TempDir;
use tokio::time::Instant;

use crate::{dataset::Person, load::http::Connection, process::Process};

const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; it is killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    tokens: Tokens,
    _folder: TempDir,
}

/// How long a start took.
#[derive(Debug, Clone, Copy)]
pub struct Started {
    pub healthy: Duration,
    pub ready: Duration,
}

impl Server {
    /// Starts on the database at `url` and waits until it is ready.
    pub async fn start(url: &str) -> anyhow::Result<Self> {
        Ok(Self::start_timed(url).await?.0)
    }

    /// [`Self::start`], with the interface in the folder for browsers.
    pub async fn start_with(url: &str, interface: &Path) -> anyhow::Result<Self> {
        Ok(Self::launch(url, Some(interface)).await?.0)
    }

    /// [`Self::start`], telling when `/health` and `/ready` first answered 200.
    pub async fn start_timed(url: &str) -> anyhow::Result<(Self, Started)> {
        Self::launch(url, None).await
    }

    async fn launch(url: &str, interface: Option<&Path>) -> anyhow::Result<(Self, Started)> {
        let folder = tempfile::Builder::new().prefix("montaj-bench-").tempdir()?;
        let log = File::create(folder.path().join("log"))?;
        let address = free_address()?;
        // The secret of the tests, so that the generator can sign people in by their sessions.
        let config = Config::for_tests(url);
        let tokens = Tokens::new(&config.auth);
        let started_at = Instant::now();
        let child = Command::new(program()?)
            .arg("serve")
            .env("MONTAJ__HTTP__LISTEN", address.to_string())
            .env("MONTAJ__HTTP__OPERATOR_LISTEN", "127.0.0.1:0")
            .env("MONTAJ__DATABASE__URL", url)
            .env("MONTAJ__AUTH__SECRET", &config.auth.secret)
            .envs(LOAD_SETTINGS.iter().copied())
            .envs(interface.map(|folder| ("MONTAJ__HTTP__UI_DIR", folder)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("starting the server")?;
        let mut server = Self { child, address, tokens, _folder: folder };
        let healthy = server.first_ok("/health", started_at).await?;
        let ready = server.first_ok("/ready", started_at).await?;
        Ok((server, Started { healthy, ready }))
    }

    async fn first_ok(&mut self, path: &str, since: Instant) -> anyhow::Result<Duration> {
        while since.elapsed() < PATIENCE {
            if let Ok(mut connection) = Connection::open(self.address).await
                && connection.get(path, None).await.is_ok()
            {
                return Ok(since.elapsed());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended: {status}");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        bail!("the server does not answer {path}")
    }

    /// As clients are told it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the system says of it.
    pub fn process(&self) -> Process {
        Process::of(self.child.id())
    }

    /// A fresh access token of the person's session.
    pub fn token(&self, person: &Person) -> anyhow::Result<String> {
        Ok(self.tokens.access(person.id, person.session_id, 1, now())?)
    }

    /// The refresh token that the person's device holds.
    pub fn refresh_token(&self, person: &Person) -> String {
        self.tokens.refresh(person.session_id, 1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A load from one machine and from few people is not what the limits are for.
const LOAD_SETTINGS: [(&str, &str); 2] = [
    ("MONTAJ__LIMITS__EXEMPT", r#"["127.0.0.0/8"]"#),
    ("MONTAJ__LIMITS__SOCKET_FRAMES", "{burst=4000000000, per_hour=4000000000}"),
];

/// The hour: the server's own clock is the system's.
pub fn now() -> Timestamp {
    SystemClock.now()
}

/// The server's program, built beside this one.
fn program() -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name(format!("montaj-server{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("{} is missing: run `cargo xtask bench`", program.display());
    }
    Ok(program)
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
