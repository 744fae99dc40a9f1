//! The real desktop app in a private desktop, driven by tauri-driver and WebKitWebDriver.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::json;

use crate::browser::{connect, listening};
use crate::desktop_session::{DesktopSession, Keyring};
use crate::process::{Process, free_port};
use crate::stage::program;

/// The running app; it ends on drop, before the desktop it stands in.
#[derive(Debug)]
pub struct Window {
    driver: Process,
    port: u16,
    capabilities: Capabilities,
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
        let desktop = DesktopSession::start(logs, keyring).await?;
        let (port, native) = (free_port()?, free_port()?);
        let mut command = Command::new(driver());
        command
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .args(["--native-driver", "/usr/bin/WebKitWebDriver"])
            .env("MONTAJ_SERVER_URL", server)
            .env("MONTAJ_DATA_DIR", desktop.home().join("montaj"))
            .env("MONTAJ_LOG", "info,montaj_lib=debug,montaj_client=debug");
        let driver = Process::start("tauri-driver", desktop.enter(&mut command), logs)?;
        let capabilities = Capabilities::from_iter([
            ("browserName".to_owned(), json!("wry")),
            ("tauri:options".to_owned(), json!({ "application": application })),
        ]);
        // tauri-driver answers before the driver behind it does.
        listening(native).await.with_context(|| driver.said())?;
        let window = Self { driver, port, capabilities, desktop };
        let client = window.start().await?;
        Ok((window, client))
    }

    /// Starts the app, once more in the same desktop if it was closed.
    ///
    /// # Errors
    /// When it does not come up in time.
    pub async fn start(&self) -> Result<Client> {
        connect(self.port, &self.capabilities).await.with_context(|| self.driver.said())
    }
}

/// tauri-driver: named by `MONTAJ_BIN_TAURI_DRIVER`, else found on PATH.
fn driver() -> PathBuf {
    std::env::var_os("MONTAJ_BIN_TAURI_DRIVER").map_or_else(|| "tauri-driver".into(), Into::into)
}
