//! `cargo xtask bench`: what a message costs, from the sender's device to the receiver's.
//!
//! A real server in this process, on a fresh SQLite file, with real sockets over loopback. A
//! message counts once the sender has its acknowledgement and the receiver has its copy; the
//! acknowledgement means that it is on the disk.

mod chat;
mod figures;
mod pairs;

use std::process::ExitCode;

use clap::Parser;

#[derive(Debug, Parser)]
struct Arguments {
    /// How many pairs talk at the same time in the crowded run.
    #[arg(long, default_value_t = 20)]
    pairs: usize,
    /// How many messages each side of a pair sends.
    #[arg(long, default_value_t = 200)]
    messages: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
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
    println!("| durable chat on SQLite, closed loop | messages/s | p50 ms | p99 ms |");
    println!("|---|---:|---:|---:|");
    for pairs in [1, arguments.pairs] {
        let figures = chat::closed_loop(pairs, arguments.messages).await?;
        println!("| {pairs} pairs × {} messages | {figures} |", arguments.messages);
    }
    Ok(())
}
