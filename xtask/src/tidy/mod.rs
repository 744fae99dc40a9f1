//! `cargo xtask tidy`: the rules of the tree that no compiler checks (STYLE, CONTRIBUTING).
//! Exceptions stand in xtask/tidy.toml, each with a reason, and may only shrink.

mod cyrillic;
mod exceptions;
mod files;
mod functions;
mod migrations;
mod sizes;
mod test_files;
mod text;

use anyhow::bail;
use clap::Args;

use crate::workspace::Workspace;
use exceptions::Exceptions;
use files::{Content, Tracked};
use test_files::TestFiles;

#[derive(Debug, Args)]
pub struct Options {
    /// Write the checksums of new migrations down: from then on nobody may change them
    #[arg(long)]
    land_migrations: bool,
}

/// One thing that a rule refuses.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub path: String,
    pub line: usize,
    /// The function's name, where the rule is about one.
    pub item: Option<String>,
    /// How large it is, where the rule measures.
    pub size: Option<usize>,
    pub message: String,
}

impl Finding {
    pub fn new(rule: &'static str, path: &str, line: usize, message: impl Into<String>) -> Self {
        let (path, message) = (path.to_owned(), message.into());
        Self { rule, path, line, item: None, size: None, message }
    }

    pub fn measured(self, size: usize) -> Self {
        Self { size: Some(size), ..self }
    }

    pub fn of(self, item: String) -> Self {
        Self { item: Some(item), ..self }
    }
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    if options.land_migrations {
        migrations::land(workspace)?;
    }
    check(workspace)
}

/// Prints what is refused, and fails if anything is.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let tracked = files::tracked(workspace)?;
    let mut found = Vec::new();
    for file in &tracked {
        sizes::check(file, &mut found);
        if let Content::Text(text) = &file.content {
            text::check(&file.path, text, &mut found);
        }
    }
    inspect_rust(&tracked, &mut found)?;
    migrations::check(workspace, &tracked, &mut found)?;
    let exceptions = Exceptions::read(&workspace.root)?;
    let refused = exceptions.apply(found);
    for finding in &refused {
        println!("  {}:{}: {} [{}]", finding.path, finding.line, finding.message, finding.rule);
    }
    if !refused.is_empty() {
        bail!("tidy refuses {} things (exceptions: {})", refused.len(), exceptions::FILE);
    }
    println!("  tidy: {} files", tracked.len());
    Ok(())
}

fn inspect_rust(tracked: &[Tracked], found: &mut Vec<Finding>) -> anyhow::Result<()> {
    let mut tests = TestFiles::default();
    let mut parsed = Vec::new();
    for file in tracked.iter().filter(|file| file.is_rust()) {
        if let Content::Text(text) = &file.content {
            let tree = functions::parse(&file.path, text)?;
            tests.learn(&file.path, &tree);
            parsed.push((&file.path, tree));
        }
    }
    for (path, tree) in &parsed {
        functions::check(path, tree, found);
        if !tests.contain(path) {
            cyrillic::check(path, tree, found);
        }
    }
    Ok(())
}
