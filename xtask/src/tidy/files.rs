//! The files that git tracks or would track: what is ignored is nobody's business.

use std::fs;

use anyhow::Context;

use crate::workspace::Workspace;

#[derive(Debug)]
pub struct Tracked {
    /// From the root, with forward slashes.
    pub path: String,
    pub bytes: usize,
    pub content: Content,
}

#[derive(Debug)]
pub enum Content {
    Text(String),
    Binary,
}

impl Tracked {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

pub fn tracked(workspace: &Workspace) -> anyhow::Result<Vec<Tracked>> {
    let listing = workspace
        .command("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .context("tidy looks at what git tracks")?;
    let mut paths: Vec<_> = listing.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths.into_iter().filter_map(|path| read(workspace, path).transpose()).collect()
}

/// `None` for a file that is deleted but not yet committed as such, and for a link.
fn read(workspace: &Workspace, path: &str) -> anyhow::Result<Option<Tracked>> {
    let full = workspace.root.join(path);
    if !fs::symlink_metadata(&full).is_ok_and(|data| data.is_file()) {
        return Ok(None);
    }
    let raw = fs::read(&full).with_context(|| format!("cannot read {path}"))?;
    let bytes = raw.len();
    let content = match String::from_utf8(raw) {
        Ok(text) if !text.contains('\0') => Content::Text(text),
        _ => Content::Binary,
    };
    Ok(Some(Tracked { path: path.to_owned(), bytes, content }))
}
