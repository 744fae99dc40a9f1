//! Tools from the crates registry, at their pinned versions, in our own directory:
//! nothing of the user's is replaced, and a second checkout shares them.

use std::fs;

use anyhow::Context;

use super::version::{self, Version};
use crate::pins::{self, CargoTool};
use crate::workspace::Workspace;

pub fn ensure(workspace: &Workspace, tools: &[CargoTool]) -> anyhow::Result<()> {
    let missing: Vec<_> = tools.iter().filter(|tool| !is_there(workspace, tool)).collect();
    for (index, tool) in missing.iter().enumerate() {
        println!(
            "  building {} {} ({} of {}, about {}, only this once)",
            tool.name,
            tool.version,
            index + 1,
            missing.len(),
            tool.takes
        );
        install(workspace, tool)?;
    }
    Ok(())
}

fn is_there(workspace: &Workspace, tool: &CargoTool) -> bool {
    // cargo's own record of what `cargo install --root` put there.
    let record = fs::read_to_string(workspace.tools.join(".crates.toml")).unwrap_or_default();
    if version::installed(&record, tool.name).as_deref() == Some(tool.version) {
        return true;
    }
    // The test runner is often there already, and a newer one serves as well.
    tool.name == pins::NEXTEST.name
        && workspace
            .cargo()
            .args(["nextest", "--version"])
            .output()
            .ok()
            .and_then(|line| Version::in_text(&line))
            >= Version::in_text(tool.version)
}

fn install(workspace: &Workspace, tool: &CargoTool) -> anyhow::Result<()> {
    fs::create_dir_all(&workspace.tools)
        .with_context(|| format!("cannot make {}", workspace.tools.display()))?;
    workspace
        .cargo()
        .args(["install", tool.name, "--version", &format!("={}", tool.version)])
        .args(tool.flags)
        .arg("--root")
        .arg(&workspace.tools)
        // A target directory of their own: tools must not evict the tree's build, nor wait for it.
        .env("CARGO_TARGET_DIR", workspace.tools.with_file_name("tools-target"))
        .run()
}
