//! `cargo xtask openapi`: docs/openapi.json is what the server says of itself; `--check` compares.

use std::fs;

use anyhow::bail;
use clap::Args;

use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// Refuse a docs/openapi.json that differs, instead of writing it
    #[arg(long)]
    check: bool,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    workspace.cargo().args(["build", "--package", "montaj-server"]).run()?;
    if options.check { check(workspace) } else { write(workspace) }
}

/// Compare docs/openapi.json with what the built server says.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let path = workspace.root.join("docs/openapi.json");
    let written = fs::read_to_string(&path).unwrap_or_default();
    let described = describe(workspace)?;
    if written.trim_end() != described.trim_end() {
        let line = first_difference(&written, &described);
        bail!("docs/openapi.json is out of date from line {line}: run `cargo xtask openapi`");
    }
    println!("  docs/openapi.json is up to date");
    Ok(())
}

fn write(workspace: &Workspace) -> anyhow::Result<()> {
    let path = workspace.root.join("docs/openapi.json");
    fs::create_dir_all(workspace.root.join("docs"))?;
    fs::write(&path, format!("{}\n", describe(workspace)?.trim_end()))?;
    println!("  wrote docs/openapi.json");
    Ok(())
}

fn describe(workspace: &Workspace) -> anyhow::Result<String> {
    workspace.command(workspace.binary("montaj-server", false)).arg("openapi").output()
}

fn first_difference(left: &str, right: &str) -> usize {
    let equal = left.lines().zip(right.lines()).take_while(|(l, r)| l == r).count();
    equal + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\nc", "a\nx\nc"), 2);
        assert_eq!(first_difference("", "a"), 1);
    }
}
