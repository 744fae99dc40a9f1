//! Tools from PyPI, by the committed list of versions, in an environment of their own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::workspace::Workspace;

const REQUIREMENTS: &str = "requirements.txt";

pub fn ensure(workspace: &Workspace) -> anyhow::Result<()> {
    let wanted = workspace.root.join("xtask/tools").join(REQUIREMENTS);
    let environment = environment(workspace);
    // Written last: half an installation must not pass for a whole one.
    let record = environment.join(REQUIREMENTS);
    let wanted_text = fs::read(&wanted)?;
    if fs::read(&record).is_ok_and(|there| there == wanted_text) {
        return Ok(());
    }
    println!("  installing tools from PyPI");
    if environment.exists() {
        fs::remove_dir_all(&environment)?;
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    workspace
        .command(python)
        .args(["-m", "venv"])
        .arg(&environment)
        .run()
        .context("Python 3 with its module venv is needed (Debian: python3-venv)")?;
    workspace
        .command(program(&environment, "python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
        .arg("--requirement")
        .arg(&wanted)
        .run()
        .context("pip could not install xtask/tools/requirements.txt")?;
    fs::write(record, wanted_text)?;
    Ok(())
}

/// Where `schemathesis` stands after [`ensure`].
pub fn schemathesis(workspace: &Workspace) -> PathBuf {
    program(&environment(workspace), "schemathesis")
}

fn environment(workspace: &Workspace) -> PathBuf {
    workspace.tools.join("python")
}

fn program(environment: &Path, name: &str) -> PathBuf {
    if cfg!(windows) {
        return environment.join("Scripts").join(format!("{name}.exe"));
    }
    environment.join("bin").join(name)
}
