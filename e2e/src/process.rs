//! A program that a test started: its output goes to a file, and it ends with the test,
//! together with everything it started itself.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};

/// Two programs of one name do not share a log.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A running program, killed on drop with all its descendants.
#[derive(Debug)]
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command` and writes what it says to `<logs>/<name>-<n>.log`.
    ///
    /// # Errors
    /// When the program is not installed or the log cannot be made.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Result<Self> {
        let log = logs.join(format!("{name}-{}.log", NEXT.fetch_add(1, Ordering::Relaxed)));
        let file = File::create(&log).with_context(|| format!("making {}", log.display()))?;
        let child = command
            .stdout(file.try_clone()?)
            .stderr(file)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("{name} did not start; `cargo xtask test` installs it"))?;
        Ok(Self { child, log })
    }

    /// All that the program has said so far.
    #[must_use]
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether one of the programs that this one started, or they, is `program`.
    #[must_use]
    pub fn runs(&self, program: &Path) -> bool {
        descendants(self.child.id())
            .iter()
            .any(|pid| std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|it| it == program))
    }

    /// Whether the program has ended.
    pub fn ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let family = descendants(self.child.id());
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !family.is_empty() {
            let pids = family.iter().map(u32::to_string);
            let _ = Command::new("kill").arg("-KILL").args(pids).stderr(Stdio::null()).status();
        }
    }
}

/// A free TCP port of this machine. Between asking and using it another program could take
/// it; the system hands out ports in turn, so in practice none does.
///
/// # Errors
/// When there is no port left.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The children of `root`, their children, and so on.
fn descendants(root: u32) -> Vec<u32> {
    let parents = parents();
    let mut family = vec![root];
    let mut next = 0;
    while next < family.len() {
        let parent = family[next];
        family.extend(parents.iter().filter(|(_, p)| *p == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    family.split_off(1)
}

/// Every process of the machine with its parent, from `/proc/<pid>/stat`.
fn parents() -> Vec<(u32, u32)> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // "pid (name) state ppid …", where the name may hold spaces and brackets.
            let ppid = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((pid, ppid))
        })
        .collect()
}
