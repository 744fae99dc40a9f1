//! `cargo xtask fuzz`: throws made-up input at what parses by hand, for a while.
//!
//! Without sanitizers, for which this tree has no use (it has no `unsafe`): so the pinned stable
//! compiler serves. What is found new goes to the target directory; `fuzz/corpus` keeps the seeds.

use std::fs;

use anyhow::{Context, bail};
use clap::Args;

use crate::setup;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// How long, for each target
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// Only these targets (files in fuzz/fuzz_targets)
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    setup::ensure_fuzz(workspace)?;
    let targets =
        if options.targets.is_empty() { all(workspace)? } else { options.targets.clone() };
    for target in &targets {
        println!("\n== {target}");
        run(workspace, target, options.seconds)
            .with_context(|| format!("{target}: the input is in fuzz/artifacts/{target}"))?;
    }
    println!("\nNothing found in {} targets, {} s each.", targets.len(), options.seconds);
    Ok(())
}

fn run(workspace: &Workspace, target: &str, seconds: u32) -> anyhow::Result<()> {
    let seeds = workspace.root.join("fuzz/corpus").join(target);
    if !seeds.is_dir() {
        bail!("there is no target of that name");
    }
    // Its flags are others than the tree's: a directory of its own keeps both builds.
    let build = workspace.target.join("fuzz");
    let found = build.join("corpus").join(target);
    fs::create_dir_all(&found)?;
    workspace
        .cargo()
        .args(["fuzz", "run", "--fuzz-dir", "fuzz", "--sanitizer", "none", target])
        .arg(found)
        .arg(seeds)
        .args(["--", "-verbosity=0", "-print_final_stats=1", "-max_len=4096"])
        .arg(format!("-max_total_time={seconds}"))
        .env("CARGO_TARGET_DIR", &build)
        // Instrumenting takes flags that only nightly would take without this.
        .env("RUSTC_BOOTSTRAP", "1")
        .run()
}

/// The names of all targets, in order.
fn all(workspace: &Workspace) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace.root.join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
