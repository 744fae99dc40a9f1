//! The server on its embedded database, with demo data, its SMS going to the simulator.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{log_file, ports, simulators};
use crate::process::Cmd;
use crate::supervised::{self, Supervised};
use crate::workspace::Workspace;

/// How this run's server is configured.
#[derive(Debug)]
pub struct Settings {
    pub port: u16,
    /// Where the operator's side listens: /metrics.
    pub operator_port: u16,
    /// What `seed-demo` printed: who can log in, and how.
    pub logins: String,
    data: PathBuf,
    sms: String,
    secret: String,
}

impl Settings {
    pub fn new(data: &Path, port: u16, sms: &simulators::Simulators) -> anyhow::Result<Self> {
        Ok(Self {
            port: ports::free_near(port)?,
            operator_port: ports::free_near(9090)?,
            logins: String::new(),
            data: data.to_path_buf(),
            sms: format!("{}/", sms.url),
            secret: secret(&data.join("secret"))?,
        })
    }

    /// The same on any free ports, beside others of its kind.
    pub fn anywhere(data: &Path, sms: &simulators::Simulators) -> anyhow::Result<Self> {
        let settings = Self::new(data, ports::free()?, sms)?;
        Ok(Self { operator_port: ports::free()?, ..settings })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Fill an empty database with demo data; a filled one stays as it is.
    pub fn seed_demo(&mut self, workspace: &Workspace, release: bool) -> anyhow::Result<()> {
        let program = workspace.binary("montaj-server", release);
        let seed = self.configure(workspace, workspace.command(program)).arg("seed-demo");
        self.logins = seed.output().context("the demo data could not be written")?;
        Ok(())
    }

    pub fn start(&self, workspace: &Workspace, release: bool) -> anyhow::Result<Supervised> {
        let program = workspace.binary("montaj-server", release);
        let cmd = self.configure(workspace, supervised::tied_to_us(workspace, &program));
        Supervised::start("server", cmd.arg("serve"), log_file(&self.data, "server"))
    }

    fn configure(&self, workspace: &Workspace, cmd: Cmd) -> Cmd {
        let database = format!("sqlite:{}", self.data.join("montaj.sqlite").display());
        cmd.env("MONTAJ__HTTP__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("MONTAJ__HTTP__OPERATOR_LISTEN", format!("127.0.0.1:{}", self.operator_port))
            .env("MONTAJ__HTTP__SHUTDOWN_SECS", "4")
            .env("MONTAJ__HTTP__PUBLIC_URL", self.url())
            // Everybody comes from this machine.
            .env("MONTAJ__LIMITS__EXEMPT", r#"["127.0.0.0/8", "::1"]"#)
            .env("MONTAJ__HTTP__UI_DIR", workspace.ui_dist())
            .env("MONTAJ__DATABASE__URL", database)
            .env("MONTAJ__AUTH__SECRET", &self.secret)
            .env("MONTAJ__SMSC__BASE_URL", &self.sms)
            // Nothing of a demo may reach the real gateway, not even when the simulator fails.
            .env("MONTAJ__SMSC__FALLBACK_URL", &self.sms)
            .env("MONTAJ__SMSC__LOGIN", simulators::LOGIN)
            .env("MONTAJ__SMSC__PASSWORD", simulators::PASSWORD)
    }
}

/// The key that signs tokens: made once for a data directory, so that logins outlive a restart.
fn secret(path: &Path) -> anyhow::Result<String> {
    if let Ok(secret) = fs::read_to_string(path) {
        return Ok(secret);
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(path, &secret).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(secret)
}
