//! The closing table: each step, how it ended, how long it took; and the test runner's own summary.

use std::fs;
use std::path::PathBuf;

use crate::stopwatch::{Elapsed, Stopwatch};
use crate::workspace::Workspace;

#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<(&'static str, bool, Elapsed)>,
}

impl Report {
    pub fn time(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let watch = Stopwatch::start();
        let outcome = step();
        self.rows.push((name, outcome.is_ok(), watch.elapsed()));
        outcome
    }

    pub fn print(&self, workspace: &Workspace) {
        println!();
        for (name, ok, took) in &self.rows {
            println!("  {name:<12}{:<8}{took:>14}", if *ok { "ok" } else { "FAILED" });
        }
        if self.rows.iter().any(|(name, ..)| *name == "tests")
            && let Ok(summary) = fs::read_to_string(summary_file(workspace))
        {
            println!("\n{}", summary.trim_end());
        }
    }
}

/// Where the test runner's closing lines are kept until the table is printed.
pub fn summary_file(workspace: &Workspace) -> PathBuf {
    workspace.target.join("montaj-test-summary.txt")
}
