//! `cargo xtask soak`: kills real processes and tells what became of what they had acknowledged.

use std::{env, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Parser;
use montaj_simulation::soak::{self, Plan};

/// One fault can be wrong in a thousand lines.
const MOST_SHOWN: usize = 60;

#[derive(Debug, Parser)]
struct Arguments {
    /// How many processes to kill.
    #[arg(long, default_value_t = 200)]
    kills: u32,
    /// Decides who is killed when, and who does what.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soak: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether everything that was acknowledged is there.
async fn run(arguments: Arguments) -> anyhow::Result<bool> {
    let Arguments { kills, seed } = arguments;
    let (server, client) = (beside_us("montaj-server")?, beside_us("montaj-soak-client")?);
    let report = soak::run(Plan { kills, seed, server, client }).await?;
    println!("\n{report}");
    for wrong in report.wrong.iter().take(MOST_SHOWN) {
        println!("✗ {wrong:.900}");
    }
    Ok(report.wrong.is_empty())
}

/// A program that was built together with this one.
fn beside_us(name: &str) -> anyhow::Result<PathBuf> {
    let own = env::current_exe().context("where this program stands")?;
    Ok(own.with_file_name(format!("{name}{}", env::consts::EXE_SUFFIX)))
}
