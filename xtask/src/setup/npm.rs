//! Tools from npm, by the committed lock file, in the tools directory.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::workspace::Workspace;

const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];

pub fn ensure(workspace: &Workspace) -> anyhow::Result<()> {
    let source = workspace.root.join("xtask/tools");
    let installed = workspace.tools.join("npm");
    if is_current(&source, &installed) {
        return Ok(());
    }
    println!("  installing tools from npm");
    fs::create_dir_all(&installed)
        .with_context(|| format!("cannot make {}", installed.display()))?;
    fs::copy(source.join(MANIFESTS[0]), installed.join(MANIFESTS[0]))?;
    fs::copy(source.join(MANIFESTS[1]), installed.join(MANIFESTS[1]))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let done = workspace
        .command(npm)
        .dir(&installed)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .run()
        .context("npm (it comes with Node.js) could not install xtask/tools/package.json");
    if done.is_err() {
        // Half an installation must not pass for a whole one.
        fs::remove_file(installed.join(MANIFESTS[1]))?;
    }
    done
}

fn is_current(source: &Path, installed: &Path) -> bool {
    let same = |name| match (fs::read(source.join(name)), fs::read(installed.join(name))) {
        (Ok(wanted), Ok(there)) => wanted == there,
        _ => false,
    };
    MANIFESTS.into_iter().all(same)
        && ["node_modules/.bin/wasm-opt", "node_modules/axe-core/axe.min.js"]
            .into_iter()
            .all(|file| installed.join(file).exists())
}
