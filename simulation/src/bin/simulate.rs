//! `cargo xtask simulate`: lives many seeds and tells which of them went wrong.

use std::{process::ExitCode, sync::Arc};

use clap::Parser;
use montaj_simulation::seeds;

#[derive(Debug, Parser)]
struct Arguments {
    /// How many seeds to live.
    #[arg(long, default_value_t = 300)]
    seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many at the same time; most of a run is waiting.
    #[arg(long, default_value_t = seeds::AT_ONCE)]
    at_once: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { seeds: count, from, at_once } = Arguments::parse();
    let told = Arc::new(|seed: u64, went_well: bool| {
        if !went_well || (seed + 1).is_multiple_of(50) {
            println!("seed {seed}: {}", if went_well { "well" } else { "WRONG" });
        }
    });
    let outcome = seeds::live(from..from + count, at_once, told).await;
    for failure in &outcome.failures {
        println!("\n{failure}");
    }
    println!("\n{outcome}");
    if outcome.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
