//! What a soak came to, as a table.

use std::{fmt, time::Duration};

/// Counts, times, and everything that was wrong.
#[derive(Debug, Default)]
pub struct Report {
    pub seed: u64,
    pub took: Duration,
    pub server_kills: u32,
    pub client_kills: u32,
    pub soft_stops: u32,
    /// Clients that ended though nobody killed them.
    pub deaths: u32,
    pub orders: usize,
    /// Saved by a device, and so promised to be sent.
    pub messages: usize,
    pub acknowledged: usize,
    /// Answers that were no answers: «come back later».
    pub told_to_wait: usize,
    pub on_the_server: usize,
    /// Saved, but then refused by the server for a reason that the device shows, or given up.
    pub refused: usize,
    /// From the start of the process to /ready.
    pub server_starts: Vec<Duration>,
    pub soft_stop_times: Vec<Duration>,
    /// From the start of the process to its first answer.
    pub client_starts: Vec<Duration>,
    pub settled_after: Duration,
    pub wrong: Vec<String>,
}

impl Report {
    pub const fn kills(&self) -> u32 {
        self.server_kills + self.client_kills
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |what: &str| self.wrong.iter().filter(|wrong| wrong.starts_with(what)).count();
        writeln!(f, "| soak, seed {} | |", self.seed)?;
        writeln!(f, "|---|---:|")?;
        writeln!(f, "| took | {:.0} s |", self.took.as_secs_f64())?;
        writeln!(f, "| kills of the server, SIGKILL | {} |", self.server_kills)?;
        writeln!(f, "| kills of clients, SIGKILL | {} |", self.client_kills)?;
        writeln!(f, "| soft restarts of the server, SIGTERM | {} |", self.soft_stops)?;
        writeln!(f, "| clients that ended by themselves | {} |", self.deaths)?;
        writeln!(f, "| acknowledged deeds | {} |", self.acknowledged)?;
        writeln!(f, "| of them messages | {} |", self.messages)?;
        writeln!(f, "| told to wait by a server that goes down | {} |", self.told_to_wait)?;
        writeln!(f, "| messages on the server | {} |", self.on_the_server)?;
        writeln!(f, "| messages refused with a reason shown | {} |", self.refused)?;
        writeln!(f, "| orders | {} |", self.orders)?;
        writeln!(f, "| lost | {} |", count("lost"))?;
        writeln!(f, "| doubled | {} |", count("on the server"))?;
        writeln!(f, "| wrong in all | {} |", self.wrong.len())?;
        writeln!(f, "| server start to /ready, p50, p99 | {} |", shown(&self.server_starts))?;
        writeln!(f, "| server SIGTERM to its end, p50, p99 | {} |", shown(&self.soft_stop_times))?;
        writeln!(f, "| client start to first answer, p50, p99 | {} |", shown(&self.client_starts))?;
        write!(f, "| everything settled after | {:.1} s |", self.settled_after.as_secs_f64())
    }
}

fn shown(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |share: usize| {
        let place = (sorted.len() * share / 100).min(sorted.len().saturating_sub(1));
        sorted.get(place).map_or(0, Duration::as_millis)
    };
    format!("{} ms, {} ms", at(50), at(99))
}
