//! The part of Fluent that the dictionary uses: texts with `{ $names }` and choices by number or
//! word. Texts are put together from the dictionary's own lines, without a tree: a page asks for
//! some hundred of them, and the whole of Fluent would be a tenth of what a browser loads. A test
//! holds this reader against Fluent's own.

use std::fmt::Write as _;

use super::plural::plural;
use crate::local::Language;

/// A value that a text takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Number(i64),
    Text(String),
}

macro_rules! numbers {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Number)
            }
        })+
    };
}

numbers!(i64, i32, u8, u16, u32, u64, usize);

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

pub type Args<'a> = &'a [(&'a str, Arg)];

/// The keys of a dictionary with their patterns, as they stand in it.
pub fn entries(dictionary: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut entries = Vec::new();
    let mut rest = dictionary;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        let Some((key, _)) = line.split_once(" =") else { continue };
        if !key.starts_with(|first: char| first.is_ascii_lowercase()) {
            continue;
        }
        // A pattern goes on for as long as its lines are indented or close a choice.
        let start = dictionary.len() - rest.len() - line.len() - 1 + key.len() + 2;
        while rest.starts_with([' ', '}']) {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        }
        entries.push((key, dictionary[start..dictionary.len() - rest.len()].trim()));
    }
    entries
}

/// The pattern's text with `args` put in.
pub fn filled(pattern: &str, args: Args<'_>, language: Language) -> String {
    let mut text = String::with_capacity(pattern.len());
    fill(pattern, args, language, &mut text);
    text
}

fn fill(mut pattern: &str, args: Args<'_>, language: Language, into: &mut String) {
    while let Some((before, placeable)) = pattern.split_once('{') {
        into.push_str(before);
        let Some((inside, after)) = closed(placeable) else { return };
        pattern = after;
        match inside.split_once("->") {
            Some((name, variants)) => {
                if let Some(chosen) = choose(variants, find(name, args), language) {
                    fill(chosen, args, language, into);
                }
            }
            None => match find(inside, args) {
                // Writing into a text does not fail.
                Some(Arg::Number(number)) => {
                    let _ = write!(into, "{number}");
                }
                Some(Arg::Text(text)) => into.push_str(text),
                None => {}
            },
        }
    }
    into.push_str(pattern);
}

/// What stands before the brace that closes, and what after it.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + 1..]));
        }
    }
    None
}

fn find<'a>(name: &str, args: Args<'a>) -> Option<&'a Arg> {
    let name = name.trim().strip_prefix('$')?;
    args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
}

/// The variant of that name or number, else of the number's plural form, else the one marked `*`.
fn choose<'a>(variants: &'a str, arg: Option<&Arg>, language: Language) -> Option<&'a str> {
    let (exact, form) = match arg {
        Some(Arg::Number(number)) => (number.to_string(), plural(language, *number)),
        Some(Arg::Text(text)) => (text.clone(), ""),
        None => (String::new(), ""),
    };
    let mut chosen = None;
    // The rank of what was chosen: 1 the default, 2 the plural form, 3 the very value.
    let mut best = 0;
    for line in variants.lines().map(str::trim) {
        let (is_default, named) = match line.strip_prefix('*') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let Some((name, text)) = named.strip_prefix('[').and_then(|v| v.split_once(']')) else {
            continue;
        };
        let rank = if name == exact {
            3
        } else if name == form {
            2
        } else {
            u8::from(is_default)
        };
        if rank > best {
            (best, chosen) = (rank, Some(text.trim_start()));
        }
    }
    chosen
}
