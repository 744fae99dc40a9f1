//! The real desktop app in a private desktop, driven by tauri-driver and WebKitWebDriver.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::json;

use crate::browser::{connect, listening};
use crate::desktop_session::{DesktopSession, Keyring};
use crate::process::{Process, free_port};
use crate::stage::program;
use crate::wait::{PATIENCE, until};

/// The running app; it ends on drop, before the desktop it stands in.
#[derive(Debug)]
pub struct Window {
    driver: Process,
    port: u16,
    application: PathBuf,
    server: String,
    /// The desktop around the window: its pop-ups are read here.
    pub desktop: DesktopSession,
}

impl Window {
    /// Starts the app against the server at `server`.
    ///
    /// # Errors
    /// When the app is not built, a driver is missing, or nothing comes up in time.
    pub async fn open(server: &str, keyring: Keyring, logs: &Path) -> Result<(Self, Client)> {
        let application = program("MONTAJ_BIN_APP", "montaj")?;
        Self::open_program(application, server, keyring, logs).await
    }

    /// [`Self::open`], of whatever program with a window of Tauri's.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_program(
        application: PathBuf,
        server: &str,
        keyring: Keyring,
        logs: &Path,
    ) -> Result<(Self, Client)> {
        let desktop = DesktopSession::start(logs, keyring).await?;
        let (port, native) = (free_port()?, free_port()?);
        let mut command = Command::new(driver());
        command
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .args(["--native-driver", "/usr/bin/WebKitWebDriver"]);
        settle(&mut command, &desktop, server);
        let driver = Process::start("tauri-driver", &mut command, logs)?;
        // tauri-driver answers before the driver behind it does.
        listening(native).await.with_context(|| driver.said())?;
        let window = Self { driver, port, application, server: server.to_owned(), desktop };
        let client = window.start(&[]).await?;
        Ok((window, client))
    }

    /// Starts the app with `arguments`, once more in the same desktop if it was closed.
    ///
    /// # Errors
    /// When it does not come up in time.
    pub async fn start(&self, arguments: &[&str]) -> Result<Client> {
        let options = json!({ "application": self.application, "args": arguments });
        let capabilities = Capabilities::from_iter([
            ("browserName".to_owned(), json!("wry")),
            ("tauri:options".to_owned(), options),
        ]);
        // An app that did not come up is waited for by the driver without end.
        let connecting = connect(self.port, &capabilities);
        let connected = tokio::time::timeout(PATIENCE, connecting).await;
        connected.context("it did not come up").flatten().with_context(|| self.driver.said())
    }

    /// Starts the app beside the one that runs, as a press on its icon or on a link does, and
    /// waits for it to end.
    ///
    /// # Errors
    /// When it cannot be started, or does not hand over and end.
    pub async fn start_beside(&self, arguments: &[&str]) -> Result<()> {
        let mut command = tokio::process::Command::new(&self.application);
        settle(command.as_std_mut(), &self.desktop, &self.server);
        let ended = command.args(arguments).kill_on_drop(true).status();
        let status = tokio::time::timeout(PATIENCE, ended).await.context("it keeps running")??;
        ensure!(status.success(), "the second start ended with {status}");
        Ok(())
    }

    /// Waits until the app has ended.
    ///
    /// # Errors
    /// When it keeps running.
    pub async fn wait_for_its_end(&self) -> Result<()> {
        until("the app's end", PATIENCE, || std::future::ready((!self.runs()).then_some(()))).await
    }

    /// Whether the app runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.driver.runs(&self.application)
    }
}

/// The app's surroundings: its desktop, its server, a data folder of its own.
fn settle(command: &mut Command, desktop: &DesktopSession, server: &str) {
    desktop
        .enter(command)
        .env("MONTAJ_SERVER_URL", server)
        .env("MONTAJ_DATA_DIR", desktop.home().join("montaj"))
        .env("MONTAJ_LOG", "info,montaj_lib=debug,montaj_client=debug");
}

/// tauri-driver: named by `MONTAJ_BIN_TAURI_DRIVER`, else found on PATH.
fn driver() -> PathBuf {
    std::env::var_os("MONTAJ_BIN_TAURI_DRIVER").map_or_else(|| "tauri-driver".into(), Into::into)
}
