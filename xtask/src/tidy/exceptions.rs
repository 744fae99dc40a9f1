//! xtask/tidy.toml: what stands although a rule refuses it. A ratchet: an exception that is no
//! longer needed, or allows more than there is, is refused itself.
//!
//! ```toml
//! [[exception]]
//! rule = "function-length"
//! path = "server/src/seed.rs"
//! item = "orders"
//! size = 82
//! reason = "one table of sample orders"
//! ```

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use toml::Table;

use super::Finding;

pub const FILE: &str = "xtask/tidy.toml";

#[derive(Debug, Default)]
pub struct Exceptions(Vec<Exception>);

#[derive(Debug)]
struct Exception {
    rule: String,
    path: String,
    item: Option<String>,
    size: Option<usize>,
}

impl Exceptions {
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(root.join(FILE)).with_context(|| format!("no {FILE}"))?;
        Self::parse(&text).with_context(|| format!("{FILE} is wrong"))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let file: Table = text.parse()?;
        let Some(list) = file.get("exception") else { return Ok(Self::default()) };
        let list = list.as_array().context("`exception` is not a list")?;
        list.iter().map(|entry| exception(entry.as_table().context("not a table")?)).collect()
    }

    /// What remains refused, together with the exceptions that are stale.
    pub fn apply(&self, found: Vec<Finding>) -> Vec<Finding> {
        let mut used = vec![false; self.0.len()];
        let mut refused = Vec::new();
        for finding in found {
            match self.0.iter().position(|exception| exception.is_about(&finding)) {
                Some(index) => {
                    used[index] = true;
                    refused.extend(self.0[index].judge(finding));
                }
                None => refused.push(finding),
            }
        }
        let stale = self.0.iter().zip(used).filter(|(_, used)| !used);
        refused.extend(stale.map(|(exception, _)| exception.stale()));
        refused
    }
}

impl FromIterator<Exception> for Exceptions {
    fn from_iter<I: IntoIterator<Item = Exception>>(list: I) -> Self {
        Self(list.into_iter().collect())
    }
}

fn exception(entry: &Table) -> anyhow::Result<Exception> {
    let text = |key: &str| entry.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let path = text("path").context("an exception without `path`")?;
    let rule = text("rule").with_context(|| format!("{path}: no `rule`"))?;
    if text("reason").is_none_or(|reason| reason.trim().len() < 10) {
        bail!("{path}: an exception needs a `reason` that says something");
    }
    let size = entry.get("size").and_then(toml::Value::as_integer);
    Ok(Exception { rule, path, item: text("item"), size: size.map(usize::try_from).transpose()? })
}

impl Exception {
    fn is_about(&self, finding: &Finding) -> bool {
        self.rule == finding.rule
            && self.path == finding.path
            && (self.item.is_none() || self.item == finding.item)
    }

    /// An excused finding disappears; one that has grown, or shrunk, says so.
    fn judge(&self, finding: Finding) -> Option<Finding> {
        let (Some(limit), Some(size)) = (self.size, finding.size) else {
            // A rule that measures is excused up to a size only.
            return finding.size.is_some().then_some(finding);
        };
        if size > limit {
            let message = format!("{}, its exception ends at {limit}", finding.message);
            return Some(Finding { message, ..finding });
        }
        (size < limit).then(|| {
            let message = format!("it shrank: lower `size` from {limit} to {size} in {FILE}");
            Finding { rule: "ratchet", message, ..finding }
        })
    }

    fn stale(&self) -> Finding {
        let item = self.item.as_deref().unwrap_or(&self.path);
        let message =
            format!("the exception of {item} from {} is not needed: remove it", self.rule);
        Finding::new("ratchet", FILE, 1, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(size: usize) -> Exceptions {
        let text = format!(
            "[[exception]]\nrule = \"function-length\"\npath = \"a.rs\"\nitem = \"f\"\n\
             size = {size}\nreason = \"one flat table\""
        );
        Exceptions::parse(&text).unwrap()
    }

    fn long_function(size: usize) -> Vec<Finding> {
        vec![Finding::new("function-length", "a.rs", 3, "long").measured(size).of("f".into())]
    }

    #[test]
    fn an_exception_excuses_exactly_what_it_names() {
        assert_eq!(entry(80).apply(long_function(80)), []);
        let other = vec![Finding::new("function-length", "b.rs", 3, "long").measured(80)];
        assert_eq!(entry(80).apply(other).len(), 2);
    }

    #[test]
    fn an_exception_may_only_shrink() {
        assert_eq!(entry(80).apply(long_function(81))[0].rule, "function-length");
        assert_eq!(entry(80).apply(long_function(79))[0].rule, "ratchet");
    }

    #[test]
    fn an_exception_that_is_not_needed_is_refused() {
        assert_eq!(entry(80).apply(Vec::new())[0].rule, "ratchet");
    }

    #[test]
    fn an_exception_needs_a_reason() {
        assert!(Exceptions::parse("[[exception]]\nrule = \"i18n\"\npath = \"a.rs\"").is_err());
    }
}
