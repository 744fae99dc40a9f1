//! Looks a page over: by axe-core, for what stands over the edge, for lists without an end, and
//! for errors in the console.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::people::{Person, WIDER_THAN_THE_WINDOW};

/// How many rows of one list a page may hold (the rest comes as one scrolls).
const MOST_ROWS: u64 = 60;

impl Person {
    /// What is wrong with the page on screen, in words; empty when nothing is.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn faults_of_page(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let wide = self.ask(WIDER_THAN_THE_WINDOW).await?;
        if wide != json!([]) {
            faults.push(format!("over the edge: {wide}"));
        }
        let rows = self.ask(LONGEST_LIST).await?;
        if rows["count"].as_u64().unwrap_or_default() > MOST_ROWS {
            faults.push(format!("{} × {} at once", rows["count"], rows["id"]));
        }
        let heard = self.console_errors().await?;
        faults.extend(heard.into_iter().map(|message| format!("console: {message}")));
        Ok(faults)
    }

    /// What axe-core calls serious or critical on the page on screen.
    ///
    /// # Errors
    /// When axe-core is not installed or the page cannot be asked.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        if self.ask("return typeof axe;").await? == "undefined" {
            self.ask(&axe_source()?).await?;
        }
        let found = self.ask_later(RUN_AXE).await?;
        let found = found.as_array().context("axe-core answers with a list")?;
        Ok(found.iter().map(barrier).collect())
    }
}

fn barrier(found: &Value) -> String {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    format!("axe {}: {} at {}", text("id"), text("help"), text("where"))
}

/// axe-core as set-up installed it, beside the tools on PATH.
fn axe_source() -> Result<String> {
    const FILE: &str = "axe-core/axe.min.js";
    let path = std::env::var_os("PATH").unwrap_or_default();
    let beside = |tools: PathBuf| {
        [tools.join("..").join(FILE), tools.join("../npm/node_modules").join(FILE)]
    };
    let found = std::env::split_paths(&path).flat_map(beside).find(|file| file.is_file());
    let file = found.context("axe-core is not installed; `cargo xtask setup` installs it")?;
    std::fs::read_to_string(&file).with_context(|| file.display().to_string())
}

const RUN_AXE: &str = r"
    const done = arguments[arguments.length - 1];
    const options = { resultTypes: ['violations'], elementRef: false };
    axe.run(document, options).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({
            id, help,
            where: nodes.slice(0, 5).map(node => node.target.join(' ') + ' ' +
                (node.any[0]?.message ?? node.failureSummary ?? '')).join('; '),
        }))), error => done([{ id: 'failed', help: String(error), where: location.pathname }]));";

const LONGEST_LIST: &str = r"
    const counts = {};
    for (const { dataset } of document.querySelectorAll('[data-testid]'))
        counts[dataset.testid] = (counts[dataset.testid] ?? 0) + 1;
    const [id, count] = Object.entries(counts).reduce((a, b) => b[1] > a[1] ? b : a, ['', 0]);
    return { id, count };";
