//! How much a browser loads before it shows anything: the built WebAssembly as brotli packs it,
//! held down by ui/budget.toml. Who makes it smaller lowers the budget, so that it stays.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::Session;
use crate::workspace::Workspace;

const BUDGET: &str = "ui/budget.toml";
/// Below this share of the budget it must be lowered, in hundredths.
const LOOSE_PERCENT: usize = 96;

/// Node comes with the tools, and packs as servers do.
const PACK: &str = "const { brotliCompressSync: pack } = require('node:zlib');\
    console.log(pack(require('node:fs').readFileSync(process.argv[1])).length)";

pub fn check(session: &Session<'_>) -> anyhow::Result<()> {
    let workspace = session.workspace;
    let budget = budget(&workspace.root)?;
    let packed = packed(workspace, &wasm(&workspace.ui_dist())?)?;
    println!("  WebAssembly: {packed} bytes packed (budget {budget})");
    judge(packed, budget)
}

fn judge(packed: usize, budget: usize) -> anyhow::Result<()> {
    if packed > budget {
        bail!("the interface grew to {packed} bytes packed, {BUDGET} allows {budget}");
    }
    if packed * 100 < budget * LOOSE_PERCENT {
        bail!("the interface is {packed} bytes packed: lower {BUDGET}, it allows {budget}");
    }
    Ok(())
}

fn budget(root: &Path) -> anyhow::Result<usize> {
    let table: toml::Table = fs::read_to_string(root.join(BUDGET)).context(BUDGET)?.parse()?;
    let bytes = table.get("wasm_brotli_bytes").and_then(toml::Value::as_integer);
    let bytes = bytes.with_context(|| format!("{BUDGET} has no wasm_brotli_bytes"))?;
    Ok(usize::try_from(bytes)?)
}

fn wasm(dist: &Path) -> anyhow::Result<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            found.push(path);
        }
    }
    ensure!(found.len() == 1, "{} has {} WebAssembly files", dist.display(), found.len());
    found.pop().context("no WebAssembly")
}

fn packed(workspace: &Workspace, wasm: &Path) -> anyhow::Result<usize> {
    let said = workspace.command("node").args(["-e", PACK, "--"]).arg(wasm).output()?;
    said.trim().parse().with_context(|| format!("node said «{said}»"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grew_is_refused_and_so_is_a_budget_with_room_to_spare() {
        assert!(judge(1000, 1000).is_ok());
        assert!(judge(960, 1000).is_ok());
        assert!(judge(1001, 1000).unwrap_err().to_string().contains("grew"));
        assert!(judge(959, 1000).unwrap_err().to_string().contains("lower"));
    }

    #[test]
    fn the_committed_budget_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert!(budget(&root).unwrap() > 0);
    }
}
