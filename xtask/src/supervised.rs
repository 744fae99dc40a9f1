//! Children that run beside us: each in a process group of its own, its output in a log file,
//! ended with its whole group when we let go of it, however that happens.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::Context;

use crate::interrupt;
use crate::process::Cmd;
use crate::stopwatch::Stopwatch;
use crate::workspace::Workspace;

/// How long a child may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(8);

/// A command that the kernel ends when we are killed without a chance to do it ourselves
/// (Linux; elsewhere the command as it is).
pub fn tied_to_us(workspace: &Workspace, program: &Path) -> Cmd {
    const SETPRIV: &str = "/usr/bin/setpriv";
    if cfg!(target_os = "linux") && Path::new(SETPRIV).exists() {
        return workspace.command(SETPRIV).args(["--pdeathsig", "TERM"]).arg(program);
    }
    workspace.command(program)
}

#[derive(Debug)]
pub struct Supervised {
    pub name: &'static str,
    pub log: PathBuf,
    child: Child,
}

impl Supervised {
    pub fn start(name: &'static str, cmd: Cmd, log: PathBuf) -> anyhow::Result<Self> {
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = cmd.into_command();
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        own_group(&mut command);
        let child = command.spawn().with_context(|| format!("cannot start the {name}"))?;
        Ok(Self { name, log, child })
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// The last lines of its log, to say why it ended.
    pub fn last_lines(&self) -> String {
        let text = fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    fn stop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            signal_group(&self.child, false);
            let since = Stopwatch::start();
            while matches!(self.child.try_wait(), Ok(None)) && !since.is_past(GRACE) {
                thread::sleep(interrupt::POLL);
            }
        }
        // Also when the child itself has ended: what it started may still be there.
        signal_group(&self.child, true);
        let _reaped = self.child.wait();
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

#[cfg(unix)]
fn signal_group(child: &Child, kill: bool) {
    use nix::sys::signal::{Signal, killpg};
    let signal = if kill { Signal::SIGKILL } else { Signal::SIGTERM };
    if let Ok(pid) = i32::try_from(child.id()) {
        // The group may be empty already.
        let _gone = killpg(nix::unistd::Pid::from_raw(pid), signal);
    }
}

#[cfg(not(unix))]
fn signal_group(child: &Child, kill: bool) {
    // taskkill ends the tree; without /F it asks first.
    let force: &[&str] = if kill { &["/F"] } else { &[] };
    let pid = child.id().to_string();
    let _gone = Command::new("taskkill").args(["/T", "/PID", &pid]).args(force).output();
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_child_ends_with_us_together_with_what_it_started() {
        let workspace = Workspace::find().unwrap();
        let base = std::env::temp_dir().join(format!("montaj-child-{}", std::process::id()));
        fs::create_dir_all(&base).unwrap();
        let pid_file = base.join("pid");
        let script = "sleep 1000 & echo $! > \"$0\"; wait; wait";
        let cmd = tied_to_us(&workspace, Path::new("/bin/sh")).args(["-c", script]).arg(&pid_file);
        let child = Supervised::start("sleeper", cmd, base.join("log")).unwrap();
        let grandchild = loop {
            let text = fs::read_to_string(&pid_file).unwrap_or_default();
            if text.ends_with('\n') {
                break text.trim().to_owned();
            }
            thread::sleep(interrupt::POLL);
        };
        assert!(is_running(&grandchild));
        drop(child);
        let since = Stopwatch::start();
        while is_running(&grandchild) && !since.is_past(GRACE) {
            thread::sleep(interrupt::POLL);
        }
        assert!(!is_running(&grandchild));
        fs::remove_dir_all(base).unwrap();
    }

    /// A process that is only waited for by nobody (a zombie) does not run.
    fn is_running(pid: &str) -> bool {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
    }
}
