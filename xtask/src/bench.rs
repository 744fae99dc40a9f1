//! `cargo xtask bench`: builds the benchmarks for speed and prints their tables.

use clap::Args;

use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// Passed on to the benchmarks, after `--`
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    let run = workspace.cargo().args(["run", "--release", "--package", "montaj-bench", "--"]);
    run.args(&options.arguments).run()
}
