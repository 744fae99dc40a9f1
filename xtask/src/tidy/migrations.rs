//! A migration that landed never changes: databases out there have run it as it was.
//! `migrations/CHECKSUMS` records each (git's blob hash and the path) and only grows.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;

use super::Finding;
use super::files::{self, Tracked};
use crate::workspace::Workspace;

const RECORD: &str = "migrations/CHECKSUMS";
const RULE: &str = "migrations";

pub fn check(
    workspace: &Workspace,
    tracked: &[Tracked],
    found: &mut Vec<Finding>,
) -> anyhow::Result<()> {
    let record = fs::read_to_string(workspace.root.join(RECORD)).unwrap_or_default();
    compare(&parse(&record), &current(workspace, tracked)?, found);
    // A removed line shows in the record's history, however it was committed.
    let history =
        workspace.command("git").args(["log", "--format=", "--patch", "--", RECORD]).output();
    for line in history.unwrap_or_default().lines() {
        if line.starts_with('-') && !line.starts_with("---") {
            let message = format!("the record lost «{}»: it only grows", line[1..].trim());
            found.push(Finding::new(RULE, RECORD, 1, message));
        }
    }
    Ok(())
}

/// Append the migrations that the record does not have.
pub fn land(workspace: &Workspace) -> anyhow::Result<()> {
    let path = workspace.root.join(RECORD);
    let mut record = fs::read_to_string(&path).unwrap_or_default();
    let landed = parse(&record);
    for (migration, hash) in current(workspace, &files::tracked(workspace)?)? {
        if !landed.contains_key(&migration) {
            println!("  landed {migration}");
            record.push_str(&format!("{hash}  {migration}\n"));
        }
    }
    fs::write(path, record).with_context(|| format!("cannot write {RECORD}"))
}

type Hashes = BTreeMap<String, String>;

fn compare(landed: &Hashes, current: &Hashes, found: &mut Vec<Finding>) {
    for (path, hash) in current {
        let message = match landed.get(path) {
            Some(recorded) if recorded == hash => continue,
            Some(_) => "changed after it landed: write a new migration".to_owned(),
            None => "not recorded: `cargo xtask tidy --land-migrations`".to_owned(),
        };
        found.push(Finding::new(RULE, path, 1, message));
    }
    for path in landed.keys().filter(|path| !current.contains_key(*path)) {
        found.push(Finding::new(RULE, path, 1, "landed, and is gone"));
    }
}

fn current(workspace: &Workspace, tracked: &[Tracked]) -> anyhow::Result<Hashes> {
    let migrations = tracked.iter().map(|file| file.path.as_str()).filter(|path| is_one(path));
    migrations
        .map(|path| {
            let hash = workspace.command("git").args(["hash-object", "--", path]).output()?;
            Ok((path.to_owned(), hash.trim().to_owned()))
        })
        .collect()
}

fn is_one(path: &str) -> bool {
    path.ends_with(".sql")
        && (path.starts_with("migrations/") || path.starts_with("crates/client/migrations/"))
}

fn parse(record: &str) -> Hashes {
    let entries = record.lines().filter_map(|line| line.split_once("  "));
    entries.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(landed: &str, current: &str) -> Vec<String> {
        let mut found = Vec::new();
        compare(&parse(landed), &parse(current), &mut found);
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_migration_that_landed_may_neither_change_nor_go() {
        assert_eq!(refused("a  1.sql\n", "a  1.sql\n"), [""; 0]);
        assert!(refused("a  1.sql\n", "b  1.sql\n")[0].contains("changed"));
        assert!(refused("a  1.sql\n", "")[0].contains("gone"));
    }

    #[test]
    fn a_new_migration_must_be_recorded() {
        assert!(refused("", "a  1.sql\n")[0].contains("not recorded"));
    }
}
