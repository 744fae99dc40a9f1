//! rustup's part: the WebAssembly target and the sources of the standard library, which is built
//! with the interface; for the tests rustfmt, clippy and the target of Windows.

use anyhow::Context;

use super::Purpose;
use crate::pins::{WASM_TARGET, WINDOWS_TARGET};
use crate::workspace::Workspace;

pub fn ensure(workspace: &Workspace, purpose: Purpose) -> anyhow::Result<()> {
    let rustup = || workspace.command("rustup");
    let targets = rustup()
        .args(["target", "list", "--installed"])
        .output()
        .context("Montaj is built with rustup: see https://rustup.rs")?;
    let mut wanted = vec![WASM_TARGET];
    if purpose == Purpose::Test && cfg!(target_os = "linux") {
        wanted.push(WINDOWS_TARGET);
    }
    for target in wanted {
        if !targets.lines().any(|line| line.trim() == target) {
            rustup().args(["target", "add", target]).run()?;
        }
    }
    let components = rustup().args(["component", "list", "--installed"]).output()?;
    let mut wanted = vec!["rust-src"];
    if purpose == Purpose::Test {
        wanted.extend(["rustfmt", "clippy"]);
    }
    for component in wanted {
        if !components.lines().any(|line| line.starts_with(component)) {
            rustup().args(["component", "add", component]).run()?;
        }
    }
    Ok(())
}
