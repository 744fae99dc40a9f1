//! The steps that are one command each.

use super::Session;
use crate::{openapi, pins, tidy, ui};

/// Features of every native build, so that clippy, binaries and tests share what they can.
pub const FEATURES: [&str; 2] = ["--features", "montaj/custom-protocol"];

pub fn fmt(session: &Session<'_>) -> anyhow::Result<()> {
    session.workspace.cargo().args(["fmt", "--all", "--", "--check"]).run()
}

pub fn tidy(session: &Session<'_>) -> anyhow::Result<()> {
    tidy::check(session.workspace)
}

pub fn deny(session: &Session<'_>) -> anyhow::Result<()> {
    let check = session.workspace.command("cargo-deny").args(["--log-level", "error", "check"]);
    let check = check.args(["--hide-inclusion-graph", "bans", "licenses", "sources"]);
    if session.options.advisories { check.arg("advisories").run() } else { check.run() }
}

pub fn clippy(session: &Session<'_>) -> anyhow::Result<()> {
    make_room_for_ui(session)?;
    session
        .workspace
        .cargo()
        .args(["clippy", "--workspace", "--all-targets"])
        .args(FEATURES)
        .args(["--", "--deny", "warnings"])
        .run()
}

/// The app as Windows gets it, whose own parts no other step compiles. Elsewhere than on Linux there
/// is no MinGW from set-up, and Windows itself lints them natively.
pub fn windows(session: &Session<'_>) -> anyhow::Result<()> {
    if cfg!(not(target_os = "linux")) {
        println!("  only on Linux");
        return Ok(());
    }
    make_room_for_ui(session)?;
    session
        .workspace
        .cargo()
        .args(["clippy", "--target", pins::WINDOWS_TARGET, "--package", "montaj"])
        .args(FEATURES)
        .args(["--", "--deny", "warnings"])
        .run()
}

/// The crates that the browser runs compile for it, without what only the app may use.
pub fn wasm(session: &Session<'_>) -> anyhow::Result<()> {
    let packages = ["montaj-domain", "montaj-wire", "montaj-client", "montaj-engine", "montaj-ui"];
    session
        .workspace
        .cargo()
        .args(["clippy", "--target", pins::WASM_TARGET, "--no-default-features"])
        .args(packages.iter().flat_map(|name| ["--package", name]))
        .args(["--", "--deny", "warnings"])
        .run()
}

/// As it is shipped: the scripts run what people get, and its size is what they load.
pub fn ui(session: &Session<'_>) -> anyhow::Result<()> {
    ui::build(session.workspace, true)
}

pub fn openapi(session: &Session<'_>) -> anyhow::Result<()> {
    openapi::check(session.workspace)
}

/// The desktop app embeds ui/dist while it compiles, so the folder must be there for lints too.
fn make_room_for_ui(session: &Session<'_>) -> anyhow::Result<()> {
    let index = session.workspace.ui_dist().join("index.html");
    if !index.exists() {
        std::fs::create_dir_all(session.workspace.ui_dist())?;
        std::fs::write(index, "<!doctype html><title>Montaj</title>\n")?;
    }
    Ok(())
}
