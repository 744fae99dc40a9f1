//! `cargo xtask soak`: builds the server and its clients, and kills them under load.

use clap::Args;

use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// How many processes to kill
    #[arg(long, default_value_t = 200)]
    kills: u32,
    /// Decides who is killed when, and who does what
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Build for speed
    #[arg(long)]
    release: bool,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    let packages = ["--package", "montaj-server", "--package", "montaj-simulation", "--bins"];
    let mut build = workspace.cargo().arg("build").args(packages);
    if options.release {
        build = build.arg("--release");
    }
    build.run()?;
    workspace
        .command(workspace.binary("montaj-soak", options.release))
        .args(["--kills", &options.kills.to_string(), "--seed", &options.seed.to_string()])
        .run()
}
