#![no_main]

#[path = "../../crates/store/src/orders/feed/patterns.rs"]
mod patterns;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    for pattern in patterns::patterns(words) {
        let inner = pattern.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')).unwrap();
        // Every sign that `like` knows is escaped, and no escape stands before anything else.
        let mut signs = inner.chars();
        while let Some(sign) = signs.next() {
            assert!(!matches!(sign, '%' | '_'), "{pattern}");
            if sign == '\\' {
                assert!(matches!(signs.next(), Some('%' | '_' | '\\')), "{pattern}");
            }
        }
    }
});
