//! `cargo xtask bench`: what the product costs on this machine, with what the machine costs by
//! itself beside it.
//!
//! The server is a process of its own, as released; this one is the load. Databases are made for
//! each scenario and reach the disk at every commit.

mod dataset;
mod figures;
mod floor;
mod home;
mod load;
mod process;
mod report;
mod scenarios;
mod server;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum as _};

use scenarios::{Bench, Scenario};

#[derive(Debug, Parser)]
struct Arguments {
    /// What to measure; everything without it.
    scenarios: Vec<Scenario>,
    /// Small data, short runs, once each: only to see that all of it works.
    #[arg(long)]
    quick: bool,
    /// Instead of measuring, fill the empty database at this address with the data set.
    #[arg(long, value_name = "URL")]
    generate: Option<String>,
    /// How many orders `--generate` makes.
    #[arg(long, default_value_t = 100_000)]
    orders: usize,
    /// Write the page of a full run there.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let ended = if std::env::args().nth(1).as_deref() == Some(floor::sockets::HOLD) {
        floor::sockets::hold().await
    } else {
        run(Arguments::parse()).await
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| anyhow::anyhow!("TLS was set up twice"))?;
    if let Some(url) = &arguments.generate {
        let plan = dataset::Plan::market(arguments.orders);
        let made = dataset::generate(url, plan, server::now()).await?;
        println!(
            "{} chats, {} published orders",
            made.orders.chats.len(),
            made.orders.published.len()
        );
        return Ok(());
    }
    let chosen = match &arguments.scenarios[..] {
        [] => Scenario::value_variants(),
        chosen => chosen,
    };
    let mut bench = Bench::new(arguments.quick);
    for scenario in chosen {
        bench.run(*scenario).await?;
    }
    let missed: Vec<_> = bench.report.missed().map(|row| row.key.as_str()).collect();
    if !missed.is_empty() {
        println!("\nmissed: {}", missed.join(", "));
    }
    match arguments.out {
        Some(out) if arguments.scenarios.is_empty() => report::write(&bench.report, &out),
        _ => Ok(()),
    }
}
