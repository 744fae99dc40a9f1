//! rustup's part: the WebAssembly target, and rustfmt and clippy for the tests.

use anyhow::Context;

use super::Purpose;
use crate::pins::WASM_TARGET;
use crate::workspace::Workspace;

pub fn ensure(workspace: &Workspace, purpose: Purpose) -> anyhow::Result<()> {
    let rustup = || workspace.command("rustup");
    let targets = rustup()
        .args(["target", "list", "--installed"])
        .output()
        .context("Montaj is built with rustup: see https://rustup.rs")?;
    if !targets.lines().any(|line| line.trim() == WASM_TARGET) {
        rustup().args(["target", "add", WASM_TARGET]).run()?;
    }
    if purpose == Purpose::Test {
        let components = rustup().args(["component", "list", "--installed"]).output()?;
        for component in ["rustfmt", "clippy"] {
            if !components.lines().any(|line| line.starts_with(component)) {
                rustup().args(["component", "add", component]).run()?;
            }
        }
    }
    Ok(())
}
