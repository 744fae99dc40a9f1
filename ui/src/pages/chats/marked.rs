//! A text with what was looked for in it lit up.

use montaj_domain::text::Needle;
use yew::prelude::*;

/// How much of a text stands before what was found in it, in a result.
const BEFORE: usize = 40;

pub fn marked(text: &str, needle: Option<&Needle>) -> Html {
    let Some(needle) = needle else { return html! { { text } } };
    let pieces = pieces(text, needle);
    html! {
        for (piece, found) in pieces {
            if found {
                <mark>{ piece }</mark>
            } else {
                { piece }
            }
        }
    }
}

/// The text in pieces, with whether each was looked for.
fn pieces<'a>(text: &'a str, needle: &Needle) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for place in needle.all_in(text) {
        pieces.push((&text[at..place.start], false));
        pieces.push((&text[place.clone()], true));
        at = place.end;
    }
    pieces.push((&text[at..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The part of a text from a little before what was found in it.
pub fn excerpt(text: &str, needle: &Needle) -> String {
    let start = needle.all_in(text).first().map_or(0, |place| place.start);
    let chars_before = text[..start].chars().count();
    if chars_before <= BEFORE {
        return text.to_owned();
    }
    let skipped: String = text.chars().skip(chars_before - BEFORE).collect();
    // Not from within a word.
    let from = skipped.find(char::is_whitespace).map_or(0, |space| space + 1);
    format!("… {}", &skipped[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_told_from_the_rest() {
        let needle = Needle::new("ключ").unwrap();
        assert_eq!(
            pieces("Ключи: ключ у консьержа", &needle),
            [("Ключ", true), ("и: ", false), ("ключ", true), (" у консьержа", false)]
        );
        assert_eq!(pieces("Окно", &needle), [("Окно", false)]);
    }

    #[test]
    fn a_result_begins_a_little_before_what_was_found() {
        let needle = Needle::new("ключ").unwrap();
        assert_eq!(excerpt("Возьмите ключ", &needle), "Возьмите ключ");
        let long = format!("{} возьмите ключ у консьержа", "слово ".repeat(40));
        let shown = excerpt(&long, &needle);
        assert!(shown.starts_with("… слово ") && shown.ends_with("ключ у консьержа"), "{shown}");
        assert!(shown.chars().count() < 70, "{shown}");
    }
}
