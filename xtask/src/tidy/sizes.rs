//! How large a file may be, and what it may be called.

use std::path::Path;

use super::Finding;
use super::files::{Content, Tracked};

const RUST_LINES: usize = 600;
const BYTES: usize = 1024 * 1024;

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared"];

pub fn check(file: &Tracked, found: &mut Vec<Finding>) {
    if file.bytes > BYTES {
        let message = format!("{} KiB: git keeps it for ever (limit 1 MiB)", file.bytes / 1024);
        found.push(Finding::new("file-bytes", &file.path, 1, message).measured(file.bytes));
    }
    if !file.is_rust() {
        return;
    }
    if let Content::Text(text) = &file.content {
        let lines = text.lines().count();
        if lines > RUST_LINES {
            let message = format!("{lines} lines (limit {RUST_LINES})");
            found.push(Finding::new("file-length", &file.path, 1, message).measured(lines));
        }
    }
    if let Some(name) = empty_name(&file.path) {
        let message = format!("«{name}» names nothing: name the thing");
        found.push(Finding::new("file-name", &file.path, 1, message));
    }
}

fn empty_name(path: &str) -> Option<&str> {
    Path::new(path)
        .components()
        .filter_map(|part| Path::new(part.as_os_str()).file_stem()?.to_str())
        .find(|stem| EMPTY_NAMES.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: String) -> Vec<Finding> {
        let mut found = Vec::new();
        let file = Tracked { path: path.into(), bytes: text.len(), content: Content::Text(text) };
        check(&file, &mut found);
        found
    }

    #[test]
    fn a_rust_file_over_600_lines_is_refused_and_a_shorter_one_is_not() {
        assert_eq!(found("server/src/a.rs", "//\n".repeat(600)), []);
        assert_eq!(found("server/src/a.rs", "//\n".repeat(601))[0].size, Some(601));
        assert_eq!(found("docs/a.md", "text\n".repeat(601)), []);
    }

    #[test]
    fn a_file_or_folder_whose_name_says_nothing_is_refused() {
        assert_eq!(found("ui/src/utils.rs", String::new())[0].rule, "file-name");
        assert_eq!(found("ui/src/helpers/money.rs", String::new())[0].rule, "file-name");
        assert_eq!(found("ui/src/common_faults.rs", String::new()), []);
    }

    #[test]
    fn more_than_a_mebibyte_is_refused_in_any_file() {
        assert_eq!(found("icons/a.svg", " ".repeat(BYTES + 1))[0].rule, "file-bytes");
    }
}
