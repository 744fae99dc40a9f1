//! The stage of a script: simulators, a server with an empty database, and people who reach
//! it each through a line of their own.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use montaj_domain::ambient::Clock as _;
use montaj_sandbox::{Sandbox, SandboxConfig, WallClock};
use montaj_testkit::FaultProxy;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::people::{Host, Person};
use crate::process::{Process, free_port};
use crate::screens::Screens;
use crate::wait::{PATIENCE, until};

/// How many people a script may have, one after the other or at once.
const LINES: usize = 4;
const ADMIN_PHONE: &str = "+79160000099";
/// Of everybody in the demo data.
pub const DEMO_PASSWORD: &str = "montaj-demo";
const ADMIN_PASSWORD: &str = "correct horse battery";

/// Everything around the people; it ends on drop.
#[derive(Debug)]
pub struct Stage {
    pub sandbox: Sandbox,
    server: SocketAddr,
    /// The lines to the server that nobody has taken yet.
    lines: Mutex<Vec<FaultProxy>>,
    screens: Arc<Screens>,
    http: reqwest::Client,
    admin_token: String,
    _process: Process,
    _data: TempDir,
}

impl Stage {
    /// Sets up the stage for `script`, whose name the folder of screenshots bears.
    ///
    /// # Errors
    /// When a program is not built or does not come up in time.
    pub async fn set(script: &str) -> Result<Self> {
        Self::set_with(script, |_| Ok(())).await
    }

    /// As [`Self::set`], with the demo data: everybody in it logs in with [`DEMO_PASSWORD`].
    ///
    /// # Errors
    /// When a program is not built or does not come up in time.
    pub async fn set_with_demo(script: &str) -> Result<Self> {
        Self::set_with(script, seed_demo).await
    }

    async fn set_with(
        script: &str,
        fill: impl FnOnce(&dyn Fn(&mut Command)) -> Result<()>,
    ) -> Result<Self> {
        // Fails only when another script of this process installed it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let screens = Arc::new(Screens::of(script)?);
        let sandbox = Sandbox::start(SandboxConfig::default()).await?;
        let data = tempfile::Builder::new().prefix("montaj-server-").tempdir()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let lines = lines_to(address).await?;
        // Pages come through the lines, so the socket must allow each line's origin.
        let origins: Vec<String> = lines.iter().map(FaultProxy::url).collect();
        let configure = |command: &mut Command| {
            settings(command, address, &sandbox, data.path());
            command.env("MONTAJ__HTTP__ALLOWED_ORIGINS", format!("{origins:?}"));
        };
        fill(&configure)?;
        prepare(configure)?;
        let mut serve = Command::new(program("MONTAJ_BIN_SERVER", "montaj-server")?);
        configure(serve.arg("serve"));
        let mut process = Process::start("server", &mut serve, screens.folder())?;
        let http = reqwest::Client::new();
        await_ready(&http, address, &mut process).await?;
        let admin_token = log_in_admin(&http, address).await?;
        Ok(Self {
            sandbox,
            server: address,
            lines: Mutex::new(lines),
            screens,
            http,
            admin_token,
            _process: process,
            _data: data,
        })
    }

    /// Lets somebody sit down before `host` with a line of their own to the server.
    ///
    /// # Errors
    /// When their program does not start.
    pub async fn person(&self, name: &'static str, host: Host) -> Result<Person> {
        let line = self.lines.lock().pop().context("a script has at most four people")?;
        Person::sit_down(name, host, line, Arc::clone(&self.screens)).await
    }

    /// The date `days` from today, `YYYY-MM-DD`.
    #[must_use]
    pub fn day_after(&self, days: i64) -> String {
        let today = WallClock.now().moscow_day();
        (today + time::Duration::days(days)).to_string()
    }

    /// Глеб the admin approves the person with this phone (PRODUCT 1.6).
    ///
    /// # Errors
    /// When the person is not in the queue or the server refuses.
    pub async fn approve(&self, phone: &str) -> Result<()> {
        let users = self.admin(self.http.get(self.url("/api/admin/users?limit=100"))).await?;
        let waiting = users["items"].as_array().into_iter().flatten();
        let found = waiting.into_iter().find(|user| user["phone"] == phone);
        let id = found.and_then(|user| user["id"].as_str());
        let Some(id) = id else { bail!("no user {phone} among {users}") };
        let moderate = self.url(&format!("/api/admin/users/{id}/moderate"));
        self.admin(self.http.post(moderate).json(&json!({ "action": "APPROVE" }))).await?;
        Ok(())
    }

    /// Глеб the admin cancels the order, whoever works on it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn take_away(&self, order: &str) -> Result<()> {
        let moderate = self.url(&format!("/api/admin/orders/{order}/moderate"));
        let act = json!({ "action": "CANCEL", "reason": "Жалоба на заказчика подтвердилась" });
        self.admin(self.http.post(moderate).json(&act)).await?;
        Ok(())
    }

    async fn admin(&self, request: reqwest::RequestBuilder) -> Result<Value> {
        let answer = request.bearer_auth(&self.admin_token).send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        ensure!(status.is_success(), "the admin was answered {status}: {text}");
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server)
    }
}

/// The server's configuration: an embedded database, the simulators, the built interface.
fn settings(command: &mut Command, address: SocketAddr, sandbox: &Sandbox, data: &Path) {
    let credentials = SandboxConfig::default();
    command
        .current_dir(data)
        .env("MONTAJ__HTTP__LISTEN", address.to_string())
        .env("MONTAJ__HTTP__OPERATOR_LISTEN", "127.0.0.1:0")
        .env("MONTAJ__HTTP__PUBLIC_URL", format!("http://{address}"))
        .env("MONTAJ__LIMITS__EXEMPT", r#"["127.0.0.0/8", "::1"]"#)
        .env("MONTAJ__HTTP__UI_DIR", ui_dist())
        .env("MONTAJ__DATABASE__URL", format!("sqlite://{}", data.join("montaj.db").display()))
        .env("MONTAJ__AUTH__SECRET", "a secret of this test that is long enough")
        .env("MONTAJ__SMSC__BASE_URL", sandbox.base_url())
        .env("MONTAJ__SMSC__FALLBACK_URL", sandbox.base_url())
        .env("MONTAJ__SMSC__LOGIN", credentials.login)
        .env("MONTAJ__SMSC__PASSWORD", credentials.password);
}

async fn lines_to(server: SocketAddr) -> Result<Vec<FaultProxy>> {
    let mut lines = Vec::new();
    for _ in 0..LINES {
        lines.push(FaultProxy::start(server).await?);
    }
    Ok(lines)
}

fn seed_demo(configure: &dyn Fn(&mut Command)) -> Result<()> {
    let mut seed = Command::new(program("MONTAJ_BIN_SERVER", "montaj-server")?);
    configure(seed.arg("seed-demo"));
    let done = seed.output().context("seed-demo")?;
    ensure!(done.status.success(), "seed-demo: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

/// A database with an administrator, whose password goes in by standard input.
fn prepare(configure: impl Fn(&mut Command)) -> Result<()> {
    let server = program("MONTAJ_BIN_SERVER", "montaj-server")?;
    let mut create = Command::new(server);
    create.args(["admin", "create", "--phone", ADMIN_PHONE, "--name", "Глеб Админов"]);
    configure(create.args(["--email", "gleb@example.ru"]));
    let mut creating = create
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("admin create")?;
    if let Some(mut input) = creating.stdin.take() {
        writeln!(input, "{ADMIN_PASSWORD}")?;
    }
    let done = creating.wait_with_output()?;
    ensure!(done.status.success(), "admin create: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

async fn await_ready(
    http: &reqwest::Client,
    address: SocketAddr,
    process: &mut Process,
) -> Result<()> {
    let url = format!("http://{address}/ready");
    let ready = until("the server's /ready", PATIENCE, || async {
        http.get(&url).send().await.ok().filter(|answer| answer.status().is_success())
    });
    if let Err(error) = ready.await {
        let fate = if process.ended() { "it ended" } else { "it runs" };
        bail!("{error}; {fate}: {}", process.said());
    }
    Ok(())
}

async fn log_in_admin(http: &reqwest::Client, address: SocketAddr) -> Result<String> {
    let body = json!({ "phone": ADMIN_PHONE, "password": ADMIN_PASSWORD });
    let answer = http.post(format!("http://{address}/api/auth/login")).json(&body).send().await?;
    let (status, text) = (answer.status(), answer.text().await?);
    ensure!(status.is_success(), "the admin's log-in was answered {status}: {text}");
    let answer: Value = serde_json::from_str(&text)?;
    Ok(answer["accessToken"].as_str().context("no token for the admin")?.to_owned())
}

/// A program of the workspace: named by `variable`, else beside the test's own executable.
pub(crate) fn program(variable: &str, name: &str) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return Ok(named.into());
    }
    let test = std::env::current_exe()?;
    match test.ancestors().nth(2).map(|folder| folder.join(name)) {
        Some(path) if path.is_file() => Ok(path),
        _ => bail!("{name} is not built; `cargo xtask test` builds it"),
    }
}

/// The built interface: named by `MONTAJ_UI_DIST`, else the workspace's own.
fn ui_dist() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    std::env::var_os("MONTAJ_UI_DIST").map_or_else(own, PathBuf::from)
}
