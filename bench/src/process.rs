//! What the system says of a process: memory and time, from `/proc`.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, bail};
use montaj_domain::timestamp::Timestamp;

#[derive(Debug, Clone, Copy)]
pub struct Process(u32);

impl Process {
    pub const fn of(id: u32) -> Self {
        Self(id)
    }

    /// The one that runs `program`.
    pub fn running(program: &Path) -> anyhow::Result<Self> {
        for entry in fs::read_dir("/proc")?.flatten() {
            let id = entry.file_name().to_str().and_then(|name| name.parse().ok());
            let runs = fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program);
            if let (Some(id), true) = (id, runs) {
                return Ok(Self(id));
            }
        }
        bail!("{} does not run", program.display())
    }

    /// When it started, in milliseconds since 1970, as exact as the system tells: to 10 ms.
    pub fn started_at_millis(self, now: Timestamp) -> anyhow::Result<f64> {
        const TICKS_PER_SEC: f64 = 100.0;
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        // "pid (name) state …", where the name may hold spaces and brackets; the start is the 22nd.
        let after_name = stat.rsplit_once(')').context("no name")?.1;
        let start = after_name.split_whitespace().nth(19).context("no start")?;
        let uptime = fs::read_to_string("/proc/uptime")?;
        let uptime: f64 = uptime.split(' ').next().context("no uptime")?.parse()?;
        let age_secs = uptime - start.parse::<f64>()? / TICKS_PER_SEC;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
        let now_millis = now.as_millis() as f64;
        Ok(now_millis - age_secs * 1000.0)
    }

    /// Resident memory in bytes.
    pub fn resident(self) -> anyhow::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).context("no VmRSS")?;
        Ok(kib.trim().parse::<u64>()? * 1024)
    }

    /// Time on the processors, user and system, of all its threads: to the nanosecond where the
    /// kernel tells it.
    pub fn cpu(self) -> anyhow::Result<Duration> {
        let mut nanos = 0;
        for task in fs::read_dir(format!("/proc/{}/task", self.0))? {
            let Ok(text) = fs::read_to_string(task?.path().join("schedstat")) else {
                // A thread that has just ended.
                continue;
            };
            nanos += text.split(' ').next().context("an empty schedstat")?.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_takes_memory_and_time() {
        let this = Process::of(std::process::id());
        assert!(this.resident().unwrap() > 100_000);
        assert!(this.cpu().unwrap() > Duration::ZERO);
    }

    #[test]
    fn this_process_is_found_and_started_a_moment_ago() {
        let this = Process::running(&std::env::current_exe().unwrap()).unwrap();
        let now = crate::server::now();
        let age_millis = now.as_millis() as f64 - this.started_at_millis(now).unwrap();
        assert!((-20.0..600_000.0).contains(&age_millis), "{age_millis}");
    }
}
