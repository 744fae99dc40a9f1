//! `cargo xtask bench`: builds the server, the app and the benchmarks for speed and measures. A
//! full run writes docs/benchmarks.md.

use clap::Args;

use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// What to measure (chat, open-loop, idle, feed, start, device, interface); everything without it
    scenarios: Vec<String>,
    /// Small data and short runs: only to see that all of it works
    #[arg(long)]
    quick: bool,
    /// Instead of measuring, fill the empty database at this address with the data set
    #[arg(long, value_name = "URL")]
    generate: Option<String>,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    let packages = ["--package", "montaj-server", "--package", "montaj-bench"];
    workspace.cargo().args(["build", "--release"]).args(packages).run()?;
    if options.generate.is_none() && options.measures_interface() {
        setup::ensure(workspace, Purpose::Test)?;
        ui::build(workspace, true)?;
        let apps = ["--package", "montaj", "--package", "montaj-hello"];
        let features = ["--features", "montaj/custom-protocol,montaj-hello/custom-protocol"];
        workspace.cargo().args(["build", "--release"]).args(apps).args(features).run()?;
    }
    let bench = workspace.command(workspace.binary("montaj-bench", true)).args(&options.scenarios);
    if let Some(url) = &options.generate {
        return bench.arg("--generate").arg(url).run();
    }
    if options.quick {
        return bench.arg("--quick").run();
    }
    bench.arg("--out").arg(workspace.root.join("docs").join("benchmarks.md")).run()
}

impl Options {
    fn measures_interface(&self) -> bool {
        self.scenarios.is_empty() || self.scenarios.iter().any(|name| name == "interface")
    }
}
