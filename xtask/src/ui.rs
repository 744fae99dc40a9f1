//! Builds ui/ with trunk. The result is copied into ui/dist only where it differs: the desktop
//! app embeds that folder, and would be built anew whenever a date in it changes.
//!
//! For people the standard library is built with it, small and without the texts of panics
//! (docs/adr/0013-a-standard-library-of-its-own.md).

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::setup::{self, Purpose};
use crate::workspace::Workspace;

/// What makes the stable compiler build the standard library: cargo takes it from nowhere else as
/// long as the tree's other builds are to stay without it.
const OWN_STD: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_UI_PANIC", "immediate-abort"),
];

/// `cargo xtask ui`: as it is shipped. What packs the app calls it.
pub fn command(workspace: &Workspace) -> anyhow::Result<()> {
    setup::ensure(workspace, Purpose::Run)?;
    build(workspace, true)
}

pub fn build(workspace: &Workspace, release: bool) -> anyhow::Result<()> {
    let staging = workspace.target.join(if release { "ui-release" } else { "ui-debug" });
    fs::create_dir_all(&staging)?;
    let mut trunk = workspace
        .command("trunk")
        .dir(&workspace.root.join("ui"))
        .arg("build")
        .arg("--dist")
        .arg(&staging);
    if release {
        trunk = OWN_STD.iter().fold(trunk.arg("--release"), |t, (key, value)| t.env(key, value));
    }
    if env::var_os("NO_COLOR").is_some() {
        // trunk reads it as a flag and stumbles over «1».
        trunk = trunk.env("NO_COLOR", "true");
    }
    trunk.run()?;
    mirror(&staging, &workspace.ui_dist()).context("cannot write ui/dist")
}

/// Make `to` hold what `from` holds, touching only files that differ.
fn mirror(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    let mut kept = BTreeSet::<OsString>::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let copy = to.join(&name);
        if name.to_string_lossy().starts_with(".stage") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            mirror(&entry.path(), &copy)?;
        } else {
            let content = fs::read(entry.path())?;
            if fs::read(&copy).ok().as_ref() != Some(&content) {
                fs::write(&copy, content)?;
            }
        }
        kept.insert(name);
    }
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if kept.contains(&entry.file_name()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_gains_loses_and_keeps_files_without_touching_equal_ones() {
        let base = env::temp_dir().join(format!("montaj-mirror-{}", std::process::id()));
        let (from, to) = (base.join("from"), base.join("to"));
        fs::create_dir_all(from.join("icons")).unwrap();
        fs::create_dir_all(&to).unwrap();
        fs::write(from.join("index.html"), "new").unwrap();
        fs::write(from.join("icons/a.svg"), "a").unwrap();
        fs::write(to.join("old.js"), "old").unwrap();
        mirror(&from, &to).unwrap();
        let touched = |path: &str| fs::metadata(to.join(path)).unwrap().modified().unwrap();
        let before = touched("index.html");
        mirror(&from, &to).unwrap();
        assert_eq!(touched("index.html"), before);
        assert_eq!(fs::read_to_string(to.join("icons/a.svg")).unwrap(), "a");
        assert!(!to.join("old.js").exists());
        fs::remove_dir_all(base).unwrap();
    }
}
