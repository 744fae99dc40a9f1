//! The server as a child process.

use std::{
    fs::File,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep, timeout},
};

const READY_WITHIN: Duration = Duration::from_secs(30);
const SOFT_WITHIN: Duration = Duration::from_secs(30);

/// How it is started, each time anew; and the process, while there is one.
#[derive(Debug)]
pub(super) struct ServerProcess {
    program: PathBuf,
    config: PathBuf,
    log: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl ServerProcess {
    /// Writes its configuration into `folder`; starts nothing.
    pub(super) fn prepare(program: &Path, folder: &Path, database: &str) -> anyhow::Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let config = folder.join("server.toml");
        let text = format!(
            "[http]\nlisten = \"127.0.0.1:{port}\"\noperator_listen = \"127.0.0.1:0\"\n\
             shutdown_secs = 5\n[database]\nurl = \"{database}\"\n\
             [auth]\nsecret = \"known to everybody, for tests only\"\n\
             [smsc]\nbase_url = \"http://127.0.0.1:1/\"\nfallback_url = \"\"\n\
             [limits]\nexempt = [\"127.0.0.0/8\"]\n[log]\nfilter = \"warn\"\n"
        );
        std::fs::write(&config, text).context("the server's configuration")?;
        let log = folder.join("server.log");
        Ok(Self { program: program.to_owned(), config, log, port, child: None })
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) const fn is_up(&self) -> bool {
        self.child.is_some()
    }

    /// Whether it still runs, if it should.
    pub(super) fn alive(&mut self) -> anyhow::Result<()> {
        let Some(child) = &mut self.child else { return Ok(()) };
        if let Some(status) = child.try_wait()? {
            bail!("the server ended by itself, {status}:\n{}", self.log());
        }
        Ok(())
    }

    /// What it had to say so far, beyond the usual.
    pub(super) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Starts the process; [`ready`] tells when it serves.
    pub(super) fn spawn(&mut self) -> anyhow::Result<()> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let child = Command::new(&self.program)
            .args(["serve", "--config"])
            .arg(&self.config)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn();
        let program = self.program.display();
        self.child = Some(child.with_context(|| format!("cannot start {program}"))?);
        Ok(())
    }

    /// SIGKILL.
    pub(super) async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    /// SIGTERM, and waits for its end; tells how long that took.
    pub(super) async fn terminate(&mut self) -> anyhow::Result<Duration> {
        let Some(mut child) = self.child.take() else { return Ok(Duration::ZERO) };
        let began = Instant::now();
        let id = child.id().context("the server has ended by itself")?;
        kill(Pid::from_raw(i32::try_from(id)?), Signal::SIGTERM)?;
        let ended = timeout(SOFT_WITHIN, child.wait()).await;
        let status = ended.context("the server does not stop on SIGTERM")??;
        if !status.success() {
            bail!("on SIGTERM the server ended with {status}");
        }
        Ok(began.elapsed())
    }
}

/// Waits until the server at `url` answers /ready.
pub(super) async fn ready(url: String, http: reqwest::Client) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let answers = async {
        loop {
            let asked = http.get(format!("{url}/ready")).send().await;
            if asked.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            sleep(Duration::from_millis(3)).await;
        }
    };
    timeout(READY_WITHIN, answers).await.context("the server does not become ready")?;
    Ok(began.elapsed())
}
