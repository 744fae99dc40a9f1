//! Finding words in a text as a person looks for them: in any case, ё as е, white space as it
//! comes.

use std::ops::Range;

use super::{Length, lower};

/// The bounds of what can be looked for.
pub const SEARCHED: Length = Length::line(1, 100);

/// What is looked for, in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(Vec<char>);

impl Needle {
    /// `None` when there is nothing to look for.
    pub fn new(query: &str) -> Option<Self> {
        let folded: Vec<char> = Folded::of(query.trim()).map(|(c, _)| c).collect();
        (!folded.is_empty()).then_some(Self(folded))
    }

    pub fn is_in(&self, text: &str) -> bool {
        !self.places(text, 1).is_empty()
    }

    /// Where it stands in the text, as ranges of bytes that do not overlap.
    pub fn all_in(&self, text: &str) -> Vec<Range<usize>> {
        self.places(text, usize::MAX)
    }

    fn places(&self, text: &str, most: usize) -> Vec<Range<usize>> {
        let folded: Vec<(char, Range<usize>)> = Folded::of(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while found.len() < most && at + self.0.len() <= folded.len() {
            let here = &folded[at..at + self.0.len()];
            if here.iter().zip(&self.0).all(|((c, _), sought)| c == sought) {
                found.push(here[0].1.start..here[here.len() - 1].1.end);
                at += self.0.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

/// The characters of a text in the form in which they are compared, with the bytes that each
/// stands for.
struct Folded<'a> {
    rest: std::iter::Peekable<std::str::CharIndices<'a>>,
}

impl<'a> Folded<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text.char_indices().peekable() }
    }
}

impl Iterator for Folded<'_> {
    type Item = (char, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (start, c) = self.rest.next()?;
        let mut end = start + c.len_utf8();
        if c.is_whitespace() {
            while let Some((at, space)) = self.rest.next_if(|(_, next)| next.is_whitespace()) {
                end = at + space.len_utf8();
            }
            return Some((' ', start..end));
        }
        // One for one: the few letters that become two in lower case are compared by the first.
        let small = lower(c);
        Some((if small == 'ё' { 'е' } else { small }, start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_spacing() {
        let found = |query: &str, text: &str| -> Vec<String> {
            let places = Needle::new(query).unwrap().all_in(text);
            places.into_iter().map(|place| text[place].to_owned()).collect()
        };
        assert_eq!(found("ключ", "Ключи — у консьержа, КЛЮЧ второй там же"), ["Ключ", "КЛЮЧ"]);
        assert_eq!(found("еще  раз", "Напишу ЕЩЁ\nраз"), ["ЕЩЁ\nраз"]);
        assert_eq!(found("аа", "ааааа"), ["аа", "аа"]);
        assert_eq!(found("100%", "залог 100% и _"), ["100%"]);
        assert!(found("окно", "дверь").is_empty());
        assert!(found("длиннее текста", "текст").is_empty());
        assert_eq!(Needle::new(" \n"), None);
    }
}
