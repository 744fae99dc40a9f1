//! Fields that put what is typed into its usual form at once: digits fall into their places, and
//! the caret stays among them where it was.

use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

/// Puts digits into their form; what it gave stays as it is.
pub type Mask = fn(&str) -> String;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Before,
    After,
}

/// Formats the input at each edit and hands the formatted text on. `shown` is what stands in the
/// field before the edit.
pub fn masked(shown: AttrValue, mask: Mask, oninput: Callback<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let typed = input.value();
        let caret = input.selection_start().ok().flatten();
        let caret = caret.map_or(typed.chars().count(), |at| at as usize);
        let taken = match event.input_type().as_str() {
            "deleteContentBackward" => Taken::Before,
            "deleteContentForward" => Taken::After,
            _ => Taken::Nothing,
        };
        let (text, caret) = edited(&shown, &typed, caret, taken, mask);
        input.set_value(&text);
        let caret = u32::try_from(caret).unwrap_or(u32::MAX);
        // Fields that have no caret do without.
        let _ = input.set_selection_range(caret, caret);
        oninput.emit(text);
    })
}

/// The text in its form and the caret in it: as many digits stand after it as did before.
fn edited(shown: &str, typed: &str, caret: usize, taken: Taken, mask: Mask) -> (String, usize) {
    let mut typed: Vec<char> = typed.chars().collect();
    let mut caret = caret.min(typed.len());
    // Whoever takes a bracket away means the digit beside it.
    if digits(&shown.chars().collect::<Vec<_>>()) == digits(&typed) {
        let beside = match taken {
            Taken::Nothing => None,
            Taken::Before => typed[..caret].iter().rposition(char::is_ascii_digit),
            Taken::After => {
                typed[caret..].iter().position(char::is_ascii_digit).map(|at| at + caret)
            }
        };
        if let Some(at) = beside {
            typed.remove(at);
            caret -= usize::from(at < caret);
        }
    }
    let after = digits(&typed[caret..]).len();
    let text = mask(&typed.iter().collect::<String>());
    let placed = from_end(&text, after);
    (text, placed)
}

fn digits(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(char::is_ascii_digit).collect()
}

/// Where `after` digits are left to the end.
fn from_end(text: &str, after: usize) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let mut left = after;
    let mut at = chars.len();
    while left > 0 && at > 0 {
        at -= 1;
        left -= usize::from(chars[at].is_ascii_digit());
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{grouped_roubles, typed_phone};

    const PHONE: &str = "+7 (916) 123-45-67";

    #[test]
    fn the_caret_stays_where_one_types() {
        let (text, caret) = edited("1\u{a0}500", "1\u{a0}5900", 4, Taken::Nothing, grouped_roubles);
        assert_eq!((text.as_str(), caret), ("15\u{a0}900", 4));
    }

    #[test]
    fn taking_a_bracket_takes_the_digit_beside_it() {
        let (text, caret) = edited(PHONE, "+7 (916 123-45-67", 7, Taken::Before, typed_phone);
        assert_eq!((text.as_str(), caret), ("+7 (911) 234-56-7", 6));
        let (text, _) = edited(PHONE, "+7 916) 123-45-67", 3, Taken::After, typed_phone);
        assert_eq!(text, "+7 (161) 234-56-7");
    }

    #[test]
    fn at_the_end_the_caret_stays_at_the_end() {
        let (text, caret) = edited("+7 (916", "+7 (9161", 8, Taken::Nothing, typed_phone);
        assert_eq!((text.as_str(), caret), ("+7 (916) 1", 10));
        let (text, caret) = edited("", "8 916 123 45 67", 15, Taken::Nothing, typed_phone);
        assert_eq!((text.as_str(), caret), (PHONE, 18));
    }
}
