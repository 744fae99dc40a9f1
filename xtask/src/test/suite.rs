//! The tests themselves: one build of everything, one run, one summary.

use std::env;
use std::fs;

use super::Session;
use super::checks::FEATURES;
use super::postgres::Cluster;
use super::report::summary_file;

pub fn build(session: &Session<'_>) -> anyhow::Result<()> {
    session
        .workspace
        .cargo()
        // Tests and programs at once: apart, their dependencies would be built with two sets of
        // features.
        .args(["build", "--workspace", "--bins", "--tests"])
        .args(FEATURES)
        .run()
}

pub fn run(session: &Session<'_>) -> anyhow::Result<()> {
    let workspace = session.workspace;
    let postgres = Cluster::start(workspace)?;
    println!("  PostgreSQL at {}", postgres.url());
    let screenshots = match env::var_os("MONTAJ_SCREENSHOTS") {
        Some(dir) => dir.into(),
        None => workspace.target.join("screenshots"),
    };
    fs::create_dir_all(&screenshots)?;
    println!("  screenshots go to {}", screenshots.display());

    let mut nextest = workspace
        .cargo()
        .args(["nextest", "run", "--workspace"])
        .args(FEATURES)
        .env("MONTAJ_TEST_POSTGRES_URL", postgres.url())
        .env("MONTAJ_BIN_SERVER", workspace.binary("montaj-server", false))
        .env("MONTAJ_BIN_APP", workspace.binary("montaj", false))
        .env("MONTAJ_BIN_SANDBOX", workspace.binary("montaj-sandbox", false))
        .env("MONTAJ_UI_DIST", workspace.ui_dist())
        .env("MONTAJ_SCREENSHOTS", screenshots);
    if session.options.skip_e2e {
        // Not `--exclude`: another set of packages means other features, and everything anew.
        nextest = nextest.args(["--filterset", "not package(montaj-e2e)"]);
    }
    let mut closing = String::new();
    let outcome = nextest.args(&session.options.filters).run_watching(|line| {
        // From the runner's summary on, which names the failures too.
        if !closing.is_empty() || line.trim_start().starts_with("Summary [") {
            closing.push_str(line);
            closing.push('\n');
        }
    });
    fs::write(summary_file(workspace), &closing)?;
    outcome
}
