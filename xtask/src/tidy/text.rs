//! Rules that look at a line: marks of unfinished work, silenced lints, stray spaces, machine paths.

use super::Finding;

/// Marks of unfinished work. Written in two parts, so that this file does not find itself.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const UNFINISHED_MACROS: [&str; 2] = [concat!("to", "do!"), concat!("unimplement", "ed!")];
const SILENCED: [&str; 2] = [concat!("#[al", "low("), concat!("#![al", "low(")];
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

pub fn check(path: &str, text: &str, found: &mut Vec<Finding>) {
    let rust = path.ends_with(".rs");
    // Written by tools, byte for byte.
    let generated = path.ends_with(".snap") || path.ends_with(".lock") || path.ends_with(".svg");
    for (index, line) in text.lines().enumerate() {
        let mut refuse = |rule, message: String| {
            found.push(Finding::new(rule, path, index + 1, message));
        };
        if let Some(mark) = UNFINISHED.iter().find(|mark| has_word(line, mark)) {
            refuse("unfinished", format!("{mark}: do it, or write an issue"));
        }
        if let Some(path) = MACHINE_PATHS.iter().find(|path| has_absolute(line, path)) {
            refuse("machine-path", format!("{path} is a path of one machine"));
        }
        if !generated && line.ends_with([' ', '\t']) {
            refuse("trailing-space", "spaces at the end of the line".into());
        }
        if rust {
            let code = line.trim_start();
            if let Some(name) = UNFINISHED_MACROS.iter().find(|name| has_word(code, name)) {
                refuse("unfinished", format!("{name} is no implementation"));
            }
            if SILENCED.iter().any(|start| code.starts_with(start)) {
                refuse("silenced", "write #[expect(…, reason = \"…\")] instead".into());
            }
        }
    }
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !in_word(before) && (word.ends_with('!') || !in_word(after))
    })
}

/// Whether an absolute path starts there, as opposed to a folder of that name inside another.
fn has_absolute(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "_-./*}$~".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, line: &str) -> Vec<&'static str> {
        let mut found = Vec::new();
        check(path, line, &mut found);
        found.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn marks_of_unfinished_work_are_refused_as_words_only() {
        let mark = UNFINISHED[0];
        assert_eq!(rules("a.md", &format!("- {mark}: later")), ["unfinished"]);
        assert_eq!(rules("a.md", &format!("{mark}MVC is an example")), [""; 0]);
        assert_eq!(rules("a.rs", &format!("    {}()", UNFINISHED_MACROS[0])), ["unfinished"]);
    }

    #[test]
    fn a_silenced_lint_is_refused_and_an_expected_one_is_not() {
        assert_eq!(rules("a.rs", &format!("  {}dead_code)]", SILENCED[0])), ["silenced"]);
        assert_eq!(rules("a.rs", "#[expect(dead_code, reason = \"…\")]"), [""; 0]);
    }

    #[test]
    fn a_path_of_one_machine_is_refused_and_a_folder_of_that_name_is_not() {
        let path = MACHINE_PATHS[0];
        assert_eq!(rules("a.md", &format!("see {path}main")), ["machine-path"]);
        assert_eq!(rules("a.md", &format!("see pages{path}start.rs")), [""; 0]);
    }

    #[test]
    fn spaces_at_the_end_are_refused_except_in_generated_files() {
        assert_eq!(rules("a.css", "a {} "), ["trailing-space"]);
        assert_eq!(rules("a.snap", "a {} "), [""; 0]);
    }
}
