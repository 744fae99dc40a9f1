//! Commands that run to their end: printed before they start, ended with us, failures named.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, bail};

use crate::interrupt;

/// A command and how to show it to people.
#[derive(Debug)]
pub struct Cmd {
    command: Command,
    shown: String,
}

impl Cmd {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let shown = Path::new(program).file_name().unwrap_or(program).to_string_lossy().into();
        let mut command = Command::new(program);
        forget_outer_cargo(&mut command);
        Self { command, shown }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub fn args<I: IntoIterator<Item: AsRef<OsStr>>>(self, args: I) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    pub fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Run it, its output on ours.
    pub fn run(mut self) -> anyhow::Result<()> {
        println!("  $ {}", self.shown);
        let child = self.spawn()?;
        self.finish(child)
    }

    /// Run it and pass on each line that it writes to stderr, after `seen` has looked at it.
    pub fn run_watching(mut self, mut seen: impl FnMut(&str) + Send) -> anyhow::Result<()> {
        println!("  $ {}", self.shown);
        self.command.stderr(Stdio::piped());
        let mut child = self.spawn()?;
        let stderr = child.stderr.take().context("no stderr")?;
        thread::scope(|scope| {
            scope.spawn(move || {
                for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
                    let line = String::from_utf8_lossy(&line);
                    seen(&line);
                    eprintln!("{line}");
                }
            });
            self.finish(child)
        })
    }

    /// Run it quietly and return what it wrote; what it wrote to stderr goes into the error.
    pub fn output(mut self) -> anyhow::Result<String> {
        self.command.stdin(Stdio::null());
        let output =
            self.command.output().with_context(|| format!("cannot start {}", self.shown))?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            bail!("`{}`: {}\n{}", self.shown, output.status, stderr.trim_end());
        }
        String::from_utf8(output.stdout).with_context(|| format!("{} wrote no UTF-8", self.shown))
    }

    /// Run it with all that it writes going to a file, and tell how it ended.
    pub fn output_to(mut self, log: &Path) -> anyhow::Result<ExitStatus> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        self.command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let mut child = self.spawn()?;
        let status = wait_or_interrupt(&mut child)?;
        if interrupt::requested() {
            bail!("interrupted");
        }
        Ok(status)
    }

    /// The parts, for those who supervise the child themselves.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn spawn(&mut self) -> anyhow::Result<Child> {
        self.command.spawn().with_context(|| format!("cannot start {}", self.shown))
    }

    fn finish(&self, mut child: Child) -> anyhow::Result<()> {
        let status = wait_or_interrupt(&mut child)?;
        if interrupt::requested() {
            bail!("interrupted");
        }
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }
}

/// Wait for a child. A terminal's Ctrl-C reaches it by itself; a SIGTERM to us alone is passed on.
fn wait_or_interrupt(child: &mut Child) -> anyhow::Result<ExitStatus> {
    let mut told = false;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if interrupt::requested() && !told {
            told = true;
            terminate(child);
        }
        thread::sleep(interrupt::POLL);
    }
}

#[cfg(unix)]
fn terminate(child: &Child) {
    use nix::sys::signal::{Signal, kill};
    if let Ok(pid) = i32::try_from(child.id()) {
        // It may have ended in between; there is nothing to do then.
        let _gone = kill(nix::unistd::Pid::from_raw(pid), Signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn terminate(_child: &Child) {}

/// `cargo run` puts its own variables into our environment. Build scripts (ring's, for one) watch
/// them, so a cargo that inherits them rebuilds half the tree after each plain `cargo build`.
fn forget_outer_cargo(command: &mut Command) {
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        let ours = name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
        if ours || matches!(&*name, "CARGO_CRATE_NAME" | "CARGO_BIN_NAME" | "CARGO_PRIMARY_PACKAGE")
        {
            command.env_remove(key);
        }
    }
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        match without_cargo_dirs(&path) {
            Some(path) => command.env("LD_LIBRARY_PATH", path),
            None => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
}

fn without_cargo_dirs(path: &OsStr) -> Option<OsString> {
    let is_cargos = |dir: &Path| {
        dir.ends_with("debug")
            || dir.ends_with("debug/deps")
            || dir.ends_with("lib") && {
                dir.components().any(|part| part.as_os_str() == "toolchains")
            }
    };
    let kept: Vec<_> = env::split_paths(path)
        .filter(|dir| !dir.as_os_str().is_empty() && !is_cargos(dir))
        .collect();
    if kept.is_empty() { None } else { env::join_paths(kept).ok() }
}
