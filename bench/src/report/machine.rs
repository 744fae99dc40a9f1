//! The machine in a line, without its name.

use std::{fs, process::Command};

/// Processor, memory, kernel, and the databases' versions.
pub fn describe() -> String {
    let processor = first_value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = first_value("/proc/meminfo", "MemTotal")
        .and_then(|text| text.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or(0, |kib| kib.div_ceil(1024 * 1024));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel = kernel.split(['-', '\n']).next().unwrap_or_default().to_owned();
    format!("{processor}, {cores} cores, {memory} GiB, Linux {kernel}, {}", postgres())
}

/// The load of the last minute, as the machine tells it.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn first_value(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn postgres() -> String {
    let newest = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = newest.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).max();
    let path = newest.map(|version| format!("/usr/lib/postgresql/{version}/bin/postgres"));
    let said = Command::new(path.as_deref().unwrap_or("postgres")).arg("--version").output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let said = said.unwrap_or_default();
    let version = said.split_whitespace().nth(2).unwrap_or("unknown").to_owned();
    format!("PostgreSQL {version}")
}
