//! `cargo xtask setup`: install what is missing and say so; say next to nothing when all is there.

mod apt;
mod cargo_tools;
mod npm;
mod python;
mod rust;
mod version;

use clap::Args;

pub use self::python::schemathesis;
use crate::pins;
use crate::stopwatch::Stopwatch;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub struct Options {
    /// Only what building and running need, not what the tests need
    #[arg(long)]
    build_only: bool,
}

/// What the machine is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Run,
    Test,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    let purpose = if options.build_only { Purpose::Run } else { Purpose::Test };
    ensure(workspace, purpose)
}

/// Everything that `purpose` needs is there afterwards, or the error says what is missing.
pub fn ensure(workspace: &Workspace, purpose: Purpose) -> anyhow::Result<()> {
    println!("Setting up (tools in {})", workspace.tools.display());
    let watch = Stopwatch::start();
    system_packages(workspace, purpose)?;
    rust::ensure(workspace, purpose)?;
    let mut tools = vec![pins::TRUNK, pins::WASM_BINDGEN];
    if purpose == Purpose::Test {
        tools.extend([pins::NEXTEST, pins::DENY]);
        if cfg!(not(target_os = "macos")) {
            tools.push(pins::TAURI_DRIVER);
        }
    }
    cargo_tools::ensure(workspace, &tools)?;
    npm::ensure(workspace)?;
    if purpose == Purpose::Test {
        python::ensure(workspace)?;
    }
    println!("  all there ({})", watch.elapsed());
    Ok(())
}

/// The tools of `cargo xtask fuzz`, which nothing else needs.
pub fn ensure_fuzz(workspace: &Workspace) -> anyhow::Result<()> {
    cargo_tools::ensure(workspace, &[pins::FUZZ])
}

fn system_packages(workspace: &Workspace, purpose: Purpose) -> anyhow::Result<()> {
    if cfg!(target_os = "linux") {
        return apt::ensure(workspace, purpose);
    }
    if cfg!(target_os = "macos") {
        println!(
            "  macOS: needs Xcode's command line tools (xcode-select --install) and Node.js\n  \
             (brew install node); the tests also Python 3, PostgreSQL and Chromium\n  \
             (brew install postgresql@15 chromedriver && brew install --cask chromium)."
        );
    } else {
        println!(
            "  Windows: needs Visual Studio's Build Tools with «Desktop development with C++»,\n  \
             the WebView2 runtime (part of Windows 11) and Node.js (winget install OpenJS.NodeJS);\n  \
             the tests also Python 3, and PostgreSQL 15 with its bin folder on PATH."
        );
    }
    Ok(())
}
