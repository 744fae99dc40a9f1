//! What the system says of a process: memory and time, from `/proc`.

use std::{fs, time::Duration};

use anyhow::Context;

#[derive(Debug, Clone, Copy)]
pub struct Process(u32);

impl Process {
    pub const fn of(id: u32) -> Self {
        Self(id)
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
}
