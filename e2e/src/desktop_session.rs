//! A private desktop for one window: its own X display, session bus, unlocked keyring and
//! recording notification daemon. Nothing of the machine's own session is touched.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::notifications::Recorder;
use crate::process::Process;
use crate::wait::{PATIENCE, until};

/// What the desktop keeps secrets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// A real one, as after a log-in.
    Unlocked,
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
    pub async fn start(logs: &Path, keyring: Keyring) -> Result<Self> {
        let home = private_home()?;
        let (screen, display) = start_screen(logs).await?;
        let (bus_process, bus) = start_bus(home.path(), logs).await?;
        let notifications = Recorder::start(&bus).await?;
        let keyring = match keyring {
            Keyring::Unlocked => {
                let keyring = start_keyring(home.path(), &bus, logs)?;
                await_secrets(&bus, &keyring).await?;
                Some(keyring)
            }
            Keyring::Missing => None,
        };
        Ok(Self {
            notifications,
            display,
            bus,
            _keyring: keyring,
            _bus: bus_process,
            _screen: screen,
            home,
        })
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

/// Xvfb picks a free display itself and says which.
async fn start_screen(logs: &Path) -> Result<(Process, String)> {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"]);
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
    file.write_all(b"only for this test")?;
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
