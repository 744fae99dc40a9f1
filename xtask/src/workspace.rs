//! Where things are: the tree, the target directory, the tools; and commands that know it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::process::Cmd;

/// The checked-out tree and the directories that belong to it.
#[derive(Debug)]
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
    /// Where set-up installs tools: `bin/` from cargo, `npm/` from npm.
    pub tools: PathBuf,
}

impl Workspace {
    pub fn find() -> anyhow::Result<Self> {
        // Cargo says where the package stands that it runs. What was compiled in may be another
        // checkout that shares the target directory.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().context("xtask does not stand in a workspace")?.to_path_buf();
        if !root.join("Cargo.lock").exists() {
            bail!("the tree has moved since xtask was built: run it as `cargo xtask`");
        }
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        Ok(Self { root, target, tools: tools_dir()? })
    }

    pub fn cargo(&self) -> Cmd {
        self.command("cargo")
    }

    /// A command in the root of the tree, with our tools on PATH before the machine's.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Cmd {
        Cmd::new(program).dir(&self.root).env("PATH", self.path())
    }

    /// The directory of built binaries for a profile.
    pub fn bin_dir(&self, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" })
    }

    pub fn binary(&self, name: &str, release: bool) -> PathBuf {
        self.bin_dir(release).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    pub fn ui_dist(&self) -> PathBuf {
        self.root.join("ui").join("dist")
    }

    fn path(&self) -> OsString {
        let ours = [self.tools.join("npm/node_modules/.bin"), self.tools.join("bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = ours.into_iter().chain(env::split_paths(&inherited));
        env::join_paths(all).unwrap_or(inherited)
    }
}

/// `$MONTAJ_TOOLS`, else `montaj/tools` under the user's cache directory.
fn tools_dir() -> anyhow::Result<PathBuf> {
    if let Some(dir) = env::var_os("MONTAJ_TOOLS") {
        return std::path::absolute(dir).context("MONTAJ_TOOLS is not a path");
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("there is no home directory: set MONTAJ_TOOLS to where tools may be installed")?;
    Ok(cache.join("montaj").join("tools"))
}
