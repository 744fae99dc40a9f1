//! Small letters. In a browser the browser knows them: the standard library's tables would be
//! loaded with every page.

/// The letter in lower case; of the few that become two, the first.
pub fn lower(c: char) -> char {
    match c {
        'а'..='я' | 'ё' => c,
        'А'..='Я' => shifted(c, 0x20),
        'Ё' => 'ё',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => rare(c),
    }
}

/// The text with each letter in lower case.
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

#[cfg(not(target_arch = "wasm32"))]
fn rare(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(target_arch = "wasm32")]
fn rare(c: char) -> char {
    let text = js_sys::JsString::from(String::from(c));
    let lower = String::from(text.to_lower_case());
    lower.chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_lowered_as_the_standard_library_does() {
        for c in '\0'..='\u{1ffff}' {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c:?}");
        }
        assert_eq!(lowered("Ёлка, ÉCOLE, ЇЖАК"), "ёлка, école, їжак");
    }
}
