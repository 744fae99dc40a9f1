//! A headless Chromium with an empty profile, driven by chromedriver.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

use crate::process::{Process, free_port};
use crate::wait::{PATIENCE, until};

/// What Chromium needs to run as root, without a display, and without calling home.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=ru",
    "--enable-logging",
    "--window-size=1200,800",
];

/// The running browser; it ends on drop.
#[derive(Debug)]
pub struct Browser {
    _driver: Process,
    port: u16,
    profile: TempDir,
    logs: PathBuf,
}

impl Browser {
    /// Starts a browser that stands at `url`.
    ///
    /// # Errors
    /// When Chromium or its driver is missing or does not come up in time.
    pub async fn open(url: &str, logs: &Path) -> Result<(Self, Client)> {
        let profile = tempfile::Builder::new().prefix("montaj-chromium-").tempdir()?;
        let port = free_port()?;
        let mut chromedriver = Command::new("chromedriver");
        chromedriver.arg(format!("--port={port}")).env("LANGUAGE", "ru");
        let driver = Process::start("chromedriver", &mut chromedriver, logs)?;
        let browser = Self { _driver: driver, port, profile, logs: logs.to_owned() };
        let client = browser.start(url).await?;
        Ok((browser, client))
    }

    /// Starts the browser at `url`, once more with the same profile if it was closed.
    ///
    /// # Errors
    /// When it does not come up in time.
    pub async fn start(&self, url: &str) -> Result<Client> {
        let client = connect(self.port, &capabilities(self.profile.path(), &self.logs)).await?;
        client.goto(url).await.with_context(|| format!("opening {url}"))?;
        Ok(client)
    }
}

fn capabilities(profile: &Path, logs: &Path) -> Capabilities {
    let mut arguments: Vec<String> = ARGUMENTS.iter().map(|&a| a.to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // What pages write to their console.
    arguments.push(format!("--log-file={}", logs.join("chromium-console.log").display()));
    let options = json!({ "args": arguments, "prefs": { "intl.accept_languages": "ru" } });
    Capabilities::from_iter([
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "SEVERE" })),
    ])
}

/// A WebDriver session, as soon as the driver at `port` gives one.
pub(crate) async fn connect(port: u16, capabilities: &Capabilities) -> Result<Client> {
    let address = format!("http://127.0.0.1:{port}");
    listening(port).await?;
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.clone())
        .connect(&address)
        .await
        .with_context(|| format!("a WebDriver session at {address}"))
}

/// Waits until a driver takes connections.
pub(crate) async fn listening(port: u16) -> Result<()> {
    until(format!("a driver at port {port}"), PATIENCE, || async {
        tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop)
    })
    .await
}
