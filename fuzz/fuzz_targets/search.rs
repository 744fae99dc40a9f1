#![no_main]

#[path = "../../crates/store/src/orders/words.rs"]
mod words;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let stems = words::stems([text]);
    let asked = words::asked(text);
    assert!(asked.len() <= words::MOST_ASKED);
    for stem in &asked {
        // Whoever looks for a text by its own words finds it, also when the last is typed half.
        assert!(stems.contains(stem), "{stem}");
        // Forms are forms of each other.
        for form in words::other_forms(stem).iter().filter(|form| !form.is_empty()) {
            assert!(words::other_forms(form).contains(stem), "{stem} {form}");
        }
        let beginnings = words::beginnings(stem);
        assert!(beginnings.contains(&words::beginning(stem)), "{stem}");
        assert!(beginnings.iter().all(|beginning| stem.starts_with(beginning)), "{stem}");
    }
    assert!(stems.iter().all(|stem| stem.chars().all(char::is_alphanumeric)), "{stems:?}");
});
