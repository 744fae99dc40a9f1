//! Montaj's commands: `cargo xtask run`, `test`, `setup`, `tidy`, `bench`,
//! `simulate`, `soak`, `fuzz`, `openapi`, `ui`.
//! Each command is one file or folder of that name; all set-up is theirs, none is yours.

mod bench;
mod fuzz;
mod interrupt;
mod openapi;
mod pins;
mod process;
mod run;
mod setup;
mod simulate;
mod soak;
mod stopwatch;
mod supervised;
mod test;
mod tidy;
mod ui;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Montaj's commands", version)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Install what building and testing need (the other commands call it themselves)
    Setup(setup::Options),
    /// Build everything, start it with demo data and open the app
    Run(run::Options),
    /// Check and test everything, as CI does
    #[command(visible_alias = "ci")]
    Test(test::Options),
    /// Check the rules of the tree that no compiler checks
    Tidy(tidy::Options),
    /// Measure, and print tables
    Bench(bench::Options),
    /// Live many seeds of the simulation of broken networks, or one again
    Simulate(simulate::Options),
    /// Kill real servers and clients under load, and look for what they had acknowledged
    Soak(soak::Options),
    /// Throw made-up input at what parses by hand
    Fuzz(fuzz::Options),
    /// Write docs/openapi.json from the server's handlers
    Openapi(openapi::Options),
    /// Build the interface into ui/dist as people get it
    Ui,
}

fn main() -> ExitCode {
    match dispatch(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<()> {
    interrupt::install()?;
    let workspace = Workspace::find()?;
    match cli.command {
        Task::Setup(options) => setup::command(&workspace, &options),
        Task::Run(options) => run::command(&workspace, &options),
        Task::Test(options) => test::command(&workspace, &options),
        Task::Tidy(options) => tidy::command(&workspace, &options),
        Task::Bench(options) => bench::command(&workspace, &options),
        Task::Simulate(options) => simulate::command(&workspace, &options),
        Task::Soak(options) => soak::command(&workspace, &options),
        Task::Fuzz(options) => fuzz::command(&workspace, &options),
        Task::Openapi(options) => openapi::command(&workspace, &options),
        Task::Ui => ui::command(&workspace),
    }
}
