//! From what somebody looks for to what `like` compares with. (`fuzz/` includes this very file.)

use montaj_domain::text::search_form;

/// Patterns of a text search; what goes beyond is looked for as one phrase.
pub const PATTERNS: usize = 4;

/// One `like` pattern for each word, with the signs that `like` would take for its own escaped.
pub fn patterns(words: &str) -> [String; PATTERNS] {
    let form = search_form(words);
    let mut words = form.splitn(PATTERNS, ' ');
    std::array::from_fn(|_| format!("%{}%", escaped(words.next().unwrap_or_default())))
}

fn escaped(word: &str) -> String {
    word.chars().fold(String::with_capacity(word.len()), |mut text, c| {
        if matches!(c, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(c);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_looked_for_as_it_stands() {
        assert_eq!(patterns("  Окно  50%_ Ёлка "), ["%окно%", "%50\\%\\_%", "%елка%", "%%"]);
        assert_eq!(patterns("а б в г д")[3], "%г д%");
    }
}
