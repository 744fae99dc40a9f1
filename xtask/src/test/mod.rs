//! `cargo xtask test`: what CI checks, in the order in which mistakes are cheapest to find.

mod boundaries;
mod checks;
mod components;
mod postgres;
mod report;
mod schemathesis;
mod suite;
mod wasm_size;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::setup::{self, Purpose};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// Only this step; may be given several times
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(step_names()))]
    only: Vec<String>,
    /// Without the tests in a browser and in the desktop window
    #[arg(long)]
    skip_e2e: bool,
    /// Also ask the advisory database about our dependencies (needs the network)
    #[arg(long)]
    advisories: bool,
    /// Only tests that match this, as `cargo nextest run` takes it
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
}

/// One thing to check.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Session<'_>) -> anyhow::Result<()>,
}

/// What the steps share.
struct Session<'a> {
    workspace: &'a Workspace,
    options: &'a Options,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", what: "the code is formatted", run: checks::fmt },
    Step { name: "tidy", what: "the rules of the tree", run: checks::tidy },
    Step { name: "deny", what: "licences and sources of dependencies", run: checks::deny },
    Step { name: "boundaries", what: "who may depend on whom", run: boundaries::check },
    Step { name: "clippy", what: "lints, natively", run: checks::clippy },
    Step { name: "windows", what: "lints of the app for Windows", run: checks::windows },
    Step { name: "wasm", what: "lints and boundaries in WebAssembly", run: checks::wasm },
    Step { name: "ui", what: "the interface, by trunk", run: checks::ui },
    Step { name: "size", what: "what a browser loads of it", run: wasm_size::check },
    Step { name: "components", what: "components, in a browser", run: components::run },
    Step { name: "build", what: "server, simulators, desktop app, tests", run: suite::build },
    Step { name: "openapi", what: "docs/openapi.json is up to date", run: checks::openapi },
    Step {
        name: "contract",
        what: "the OpenAPI document holds, by schemathesis",
        run: schemathesis::check,
    },
    Step { name: "tests", what: "all tests", run: suite::run },
];

fn step_names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    setup::ensure(workspace, Purpose::Test)?;
    let session = Session { workspace, options };
    let mut report = report::Report::default();
    let chosen = STEPS.iter().filter(|step| options.includes(step.name));
    for (index, step) in chosen.enumerate() {
        println!("\n== {}. {}: {}", index + 1, step.name, step.what);
        let outcome = report.time(step.name, || (step.run)(&session));
        if outcome.is_err() {
            report.print(workspace);
            return outcome;
        }
    }
    report.print(workspace);
    Ok(())
}

impl Options {
    fn includes(&self, step: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == step)
    }
}
