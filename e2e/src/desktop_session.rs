//! A private desktop for one window: its own X display, session bus, unlocked keyring and
//! recording notification daemon. Nothing of the machine's own session is touched.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::notifications::Recorder;
use crate::process::Process;
use crate::wait::{PATIENCE, until};

const PASSWORD: &[u8] = b"only for this test";
/// What a log-in opens, and programs write into.
const LOGIN_COLLECTION: &str = "/org/freedesktop/secrets/collection/login";

/// What the desktop keeps secrets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// A real one, as after a log-in.
    Unlocked,
    /// One that is shut, and nobody is there to open it.
    Locked,
    /// None that could be written: nobody ever made or unlocked one.
    Missing,
}

/// The private desktop; everything in it ends on drop, the programs before the folders.
#[derive(Debug)]
pub struct DesktopSession {
    /// What the app's pop-ups were.
    pub notifications: Recorder,
    display: String,
    bus: String,
    _keyring: Option<Process>,
    _bus: Process,
    _screen: Process,
    home: TempDir,
}

impl DesktopSession {
    /// Starts the display, the bus, the notification daemon and, if wanted, the keyring.
    ///
    /// # Errors
    /// When one of the programs is missing or does not come up in time.
    pub async fn start(logs: &Path, keyring_is: Keyring) -> Result<Self> {
        let home = private_home()?;
        let (screen, display) = start_screen(logs).await?;
        let (bus_process, bus) = start_bus(home.path(), logs).await?;
        let notifications = Recorder::start(&bus).await?;
        let keyring = match keyring_is {
            Keyring::Unlocked | Keyring::Locked => {
                let keyring = start_keyring(home.path(), &bus, logs)?;
                await_secrets(&bus, &keyring).await?;
                Some(keyring)
            }
            Keyring::Missing => None,
        };
        let locked = keyring_is == Keyring::Locked;
        let desktop = Self {
            notifications,
            display,
            bus,
            _keyring: keyring,
            _bus: bus_process,
            _screen: screen,
            home,
        };
        if locked {
            desktop.lock_keyring().await?;
        }
        Ok(desktop)
    }

    /// The address of the session bus.
    #[must_use]
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// Shuts the keyring, as desktops do with the screen.
    ///
    /// # Errors
    /// When there is none, or it stays open.
    pub async fn lock_keyring(&self) -> Result<()> {
        let connection = zbus::connection::Builder::address(self.bus.as_str()).build().await?;
        let collection = zbus::ObjectPath::try_from(LOGIN_COLLECTION)?;
        let arguments = (vec![collection],);
        let service = "org.freedesktop.secrets";
        let interface = Some("org.freedesktop.Secret.Service");
        let path = "/org/freedesktop/secrets";
        connection.call_method(Some(service), path, interface, "Lock", &arguments).await?;
        Ok(())
    }

    /// Opens the keyring again, as a log-in does: by the daemon's own socket.
    ///
    /// # Errors
    /// When it does not open.
    pub fn unlock_keyring(&self) -> Result<()> {
        const UNLOCK: u32 = 1;
        let length = u32::try_from(12 + PASSWORD.len())?;
        let mut message = vec![0]; // A byte alone, by which the daemon sees who asks.
        for number in [length, UNLOCK, u32::try_from(PASSWORD.len())?] {
            message.extend(number.to_be_bytes());
        }
        message.extend(PASSWORD);
        let mut daemon = UnixStream::connect(self.home.path().join("run/keyring/control"))?;
        daemon.write_all(&message)?;
        let mut answer = [0; 8];
        daemon.read_exact(&mut answer)?;
        ensure!(answer == [0, 0, 0, 8, 0, 0, 0, 0], "the keyring stays shut: {answer:?}");
        Ok(())
    }

    /// Whether a window of the app is on screen.
    ///
    /// # Errors
    /// When the display cannot be asked.
    pub fn shows_window(&self) -> Result<bool> {
        let mut search = Command::new("xdotool");
        search.args(["search", "--onlyvisible", "--class", "montaj"]);
        let found = self.enter(&mut search).output().context("xdotool")?;
        Ok(!found.stdout.trim_ascii().is_empty())
    }

    /// Waits until a window of the app is on screen, or none is.
    ///
    /// # Errors
    /// When it does not become so in time.
    pub async fn wait_for_window(&self, shown: bool) -> Result<()> {
        let what = if shown { "a window on screen" } else { "no window on screen" };
        until(what, PATIENCE, || {
            let is = self.shows_window().is_ok_and(|seen| seen == shown);
            std::future::ready(is.then_some(()))
        })
        .await
    }

    /// Puts `command` into this desktop.
    pub fn enter<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        settle(command, self.home.path(), &self.bus).env("DISPLAY", &self.display)
    }

    /// The private home, where the app keeps its data.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }
}

fn private_home() -> Result<TempDir> {
    let home = tempfile::Builder::new().prefix("montaj-desktop-").tempdir()?;
    let runtime = home.path().join("run");
    std::fs::create_dir(&runtime)?;
    std::fs::set_permissions(&runtime, std::fs::Permissions::from_mode(0o700))?;
    Ok(home)
}

/// The environment of a session: the private home and bus, none of the machine's own.
fn settle<'c>(command: &'c mut Command, home: &Path, bus: &str) -> &'c mut Command {
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home.join("run"))
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("LANG", "C.UTF-8")
}

/// Xvfb picks a free display itself and says which. It stays as it is when the last window is gone:
/// beginning anew, it would turn away an app that starts in that moment.
async fn start_screen(logs: &Path) -> Result<(Process, String)> {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp", "-noreset"]);
    let mut screen = Process::start("xvfb", &mut xvfb, logs)?;
    let display = until("Xvfb's display", PATIENCE, || {
        let said = first_line(&screen, |line| line.parse::<u32>().is_ok());
        std::future::ready(said)
    });
    let number = match display.await {
        Ok(number) => number,
        Err(error) if screen.ended() => bail!("{error}; Xvfb ended: {}", screen.said()),
        Err(error) => return Err(error),
    };
    Ok((screen, format!(":{number}")))
}

async fn start_bus(home: &Path, logs: &Path) -> Result<(Process, String)> {
    let address = format!("unix:path={}", home.join("run/bus").display());
    let mut daemon = Command::new("dbus-daemon");
    daemon.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
    daemon.arg(format!("--address={address}"));
    settle(&mut daemon, home, &address);
    let bus = Process::start("dbus", &mut daemon, logs)?;
    let ready = until("the session bus", PATIENCE, || {
        std::future::ready(first_line(&bus, |line| line.starts_with("unix:path=")))
    });
    ready.await.with_context(|| bus.said())?;
    Ok((bus, address))
}

/// The real keyring, unlocked as a log-in would: the password comes by standard input.
fn start_keyring(home: &Path, bus: &str, logs: &Path) -> Result<Process> {
    let secret = home.join("run/keyring-password");
    let mut file = std::fs::File::create(&secret)?;
    file.write_all(PASSWORD)?;
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "exec gnome-keyring-daemon --unlock --components=secrets --foreground < \"$0\"",
    ]);
    shell.arg(&secret);
    Process::start("keyring", settle(&mut shell, home, bus), logs)
}

async fn await_secrets(bus: &str, keyring: &Process) -> Result<()> {
    let connection = zbus::connection::Builder::address(bus).build().await?;
    let owned = until("the keyring on the bus", PATIENCE, || async {
        let name = ("org.freedesktop.secrets",);
        let daemon = "org.freedesktop.DBus";
        let path = "/org/freedesktop/DBus";
        let call = connection.call_method(Some(daemon), path, Some(daemon), "NameHasOwner", &name);
        let owned: bool = call.await.ok()?.body().deserialize().ok()?;
        owned.then_some(())
    });
    owned.await.with_context(|| keyring.said())
}

fn first_line(process: &Process, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let said = process.said();
    // Only whole lines count: the last one may still be under way.
    said.split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
        .find(|line| wanted(line))
        .map(str::to_owned)
}
