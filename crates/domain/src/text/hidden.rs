//! What nobody sees and what deceives: taken out of every text before it is kept.
//!
//! Control characters (NUL among them, which PostgreSQL refuses), marks that turn the direction of
//! writing, letters without width or shape, tags, and towers of combining marks. Emoji stay whole.

/// Marks that may stand on one letter; more is a tower that covers its neighbours.
const MAX_MARKS: usize = 4;

/// A text of several lines without hidden characters, trimmed. Every kind of line break is `\n`.
pub fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut last = ' ';
    let mut marks = 0;
    for c in text.chars() {
        let c = if is_line_break(c) { '\n' } else { c };
        let joins = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
        if is_hidden(c) || (joins && !is_picture(last)) {
            continue;
        }
        // What is left out does not part a tower.
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            continue;
        }
        kept.push(c);
        last = c;
    }
    kept.trim().to_owned()
}

/// The same on one line, with single spaces: for names and titles, which must not pretend to be
/// more lines than they are.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A mark that stands on the letter before it.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What emoji are joined from.
fn is_picture(c: char) -> bool {
    c >= '\u{203c}' && !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c)
}

fn is_hidden(c: char) -> bool {
    let controls = c.is_control() && c != '\n' && c != '\t';
    let turns = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
    );
    let has_no_width = matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
    );
    let has_no_shape = matches!(
        c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
    );
    let tags = matches!(
        c,
        '\u{180b}'..='\u{180d}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    controls || turns || has_no_width || has_no_shape || tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_taken_out() {
        assert_eq!(clean(" a\u{202e}b\u{0}c\u{200b}\n\td "), "abc\n\td");
        assert_eq!(clean("Ан\u{ad}на\u{3164}\u{e0041}\u{200c}"), "Анна");
        assert_eq!(clean("8\u{200d}9\u{fe0f}1\u{2066}6"), "8916");
    }

    #[test]
    fn every_line_break_is_the_same() {
        assert_eq!(clean("раз\r\nдва\u{2028}три\u{85}четыре"), "раз\nдва\nтри\nчетыре");
        assert_eq!(clean_line("Анна\r\n\tАдминистратор \u{a0} сайта"), "Анна Администратор сайта");
    }

    #[test]
    fn emoji_and_accents_stay_whole() {
        for whole in ["👨‍👩‍👧 дома", "❤\u{fe0f}", "🧑🏽‍🔧", "и\u{306} у\u{301}", "1\u{20e3}"]
        {
            assert_eq!(clean(whole), whole);
        }
        let tower = format!("Я{}я", "\u{30a}".repeat(40));
        assert_eq!(clean(&tower), format!("Я{}я", "\u{30a}".repeat(4)));
        let parted = format!("Я{}я", "\u{30a}\u{0}\u{200b}\u{200d}".repeat(40));
        assert_eq!(clean(&parted), format!("Я{}я", "\u{30a}".repeat(4)));
    }
}
