//! What the built WebAssembly weighs as brotli packs it, held down by ui/budget.toml: the interface
//! and, for plain browsers, the engine. Who makes one smaller lowers its budget, so that it stays.

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
    let dist = workspace.ui_dist();
    for (module, budget) in budgets(&workspace.root)? {
        let packed = packed(workspace, &wasm(&dist, &module)?)?;
        println!("  {module}: {packed} bytes packed (budget {budget})");
        judge(&module, packed, budget)?;
    }
    Ok(())
}

fn judge(module: &str, packed: usize, budget: usize) -> anyhow::Result<()> {
    if packed > budget {
        bail!("{module} grew to {packed} bytes packed, {BUDGET} allows {budget}");
    }
    if packed * 100 < budget * LOOSE_PERCENT {
        bail!("{module} is {packed} bytes packed: lower {BUDGET}, it allows {budget}");
    }
    Ok(())
}

/// The modules by the beginning of their file's name, with what each may weigh.
fn budgets(root: &Path) -> anyhow::Result<Vec<(String, usize)>> {
    let table: toml::Table = fs::read_to_string(root.join(BUDGET)).context(BUDGET)?.parse()?;
    let modules = table.get("wasm_brotli_bytes").and_then(toml::Value::as_table);
    let modules = modules.with_context(|| format!("{BUDGET} has no wasm_brotli_bytes"))?;
    let budget = |(module, bytes): (&String, &toml::Value)| {
        let bytes = bytes.as_integer().with_context(|| format!("{BUDGET}: {module}"))?;
        Ok((module.clone(), usize::try_from(bytes)?))
    };
    modules.iter().map(budget).collect()
}

fn wasm(dist: &Path, module: &str) -> anyhow::Result<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(module) && name.ends_with(".wasm") {
            found.push(path);
        }
    }
    ensure!(found.len() == 1, "{} has {} files of {module}", dist.display(), found.len());
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
        assert!(judge("ui", 1000, 1000).is_ok());
        assert!(judge("ui", 960, 1000).is_ok());
        assert!(judge("ui", 1001, 1000).unwrap_err().to_string().contains("grew"));
        assert!(judge("ui", 959, 1000).unwrap_err().to_string().contains("lower"));
    }

    #[test]
    fn the_committed_budget_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert!(budgets(&root).unwrap().iter().any(|(module, _)| module == "montaj-ui"));
    }
}
