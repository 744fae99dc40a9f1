//! `cargo xtask simulate`: lives many seeds of the simulation, or one again.

use clap::Args;

use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// How many seeds to live
    #[arg(long, default_value_t = 300)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many at the same time
    #[arg(long)]
    at_once: Option<usize>,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    let mut run = workspace
        .cargo()
        .args(["run", "--package", "montaj-simulation", "--bin", "montaj-simulate", "--"])
        .args(["--seeds", &options.seeds.to_string(), "--from", &options.from.to_string()]);
    if let Some(at_once) = options.at_once {
        run = run.args(["--at-once", &at_once.to_string()]);
    }
    run.run()
}
