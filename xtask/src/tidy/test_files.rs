//! Files that are tests as a whole: those of test folders, and those that their parent
//! declares as `#[cfg(test)] mod name;`.

use std::collections::BTreeSet;
use std::path::Path;

use syn::{Attribute, File, Item};

#[derive(Debug, Default)]
pub struct TestFiles(BTreeSet<String>);

impl TestFiles {
    /// Learn what a file declares.
    pub fn learn(&mut self, path: &str, file: &File) {
        for item in &file.items {
            if let Item::Mod(module) = item
                && module.content.is_none()
                && module.attrs.iter().any(is_test)
            {
                let base = format!("{}/{}", folder(path), module.ident);
                self.0.extend([format!("{base}.rs"), format!("{base}/mod.rs")]);
            }
        }
    }

    pub fn contain(&self, path: &str) -> bool {
        path.contains("/tests/") || self.0.contains(path)
    }
}

/// `#[cfg(test)]`, `#[cfg(all(test, …))]`, `#[test]`, `#[wasm_bindgen_test]`.
pub fn is_test(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("cfg") {
        return attribute.meta.require_list().is_ok_and(|list| {
            let condition = list.tokens.to_string();
            condition == "test" || condition.starts_with("all (test")
        });
    }
    attribute.path().segments.last().is_some_and(|name| name.ident.to_string().ends_with("test"))
}

/// Where the modules that a file declares stand.
fn folder(path: &str) -> String {
    let path = Path::new(path);
    let is_root = ["mod", "lib", "main"].iter().any(|name| path.file_stem() == Some(name.as_ref()));
    let folder = if is_root { path.parent().unwrap_or(path) } else { &path.with_extension("") };
    folder.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::functions::parse;

    #[test]
    fn a_file_is_a_test_when_its_parent_declares_it_so() {
        let text = "mod page;\n#[cfg(test)]\nmod samples;";
        let mut tests = TestFiles::default();
        tests.learn("ui/src/orders/mod.rs", &parse("mod.rs", text).unwrap());
        tests.learn("ui/src/chat.rs", &parse("chat.rs", text).unwrap());
        assert!(tests.contain("ui/src/orders/samples.rs"));
        assert!(tests.contain("ui/src/chat/samples.rs"));
        assert!(!tests.contain("ui/src/orders/page.rs"));
        assert!(tests.contain("ui/tests/window.rs"));
    }
}
