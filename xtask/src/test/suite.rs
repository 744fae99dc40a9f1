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
        if is_closing_line(line, !closing.is_empty()) {
            closing.push_str(line);
            closing.push('\n');
        }
    });
    fs::write(summary_file(workspace), &closing)?;
    outcome
}

/// The runner's summary and the names after it: what failed, what was slow.
fn is_closing_line(line: &str, after_summary: bool) -> bool {
    let line = line.trim_start();
    line.starts_with("Summary [") || after_summary && line.contains(" [") && line.contains("s] (")
}

#[cfg(test)]
mod tests {
    use super::is_closing_line;

    #[test]
    fn the_summary_and_the_names_of_failures_are_the_closing_lines() {
        assert!(is_closing_line("     Summary [   1.0s] 2 tests run: 1 passed, 1 failed", false));
        assert!(!is_closing_line("        FAIL [   0.2s] (1/2) montaj-ui a::b", false));
        assert!(is_closing_line("        FAIL [   0.2s] (1/2) montaj-ui a::b", true));
        assert!(!is_closing_line("error: test run failed", true));
    }
}
