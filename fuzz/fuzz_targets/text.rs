#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_domain::text;

fuzz_target!(|typed: &str| {
    let cleaned = text::clean(typed);
    assert_eq!(text::clean(&cleaned), cleaned);
    assert!(!cleaned.contains(['\0', '\r', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}']));
    let line = text::clean_line(typed);
    assert_eq!(text::clean_line(&line), line);
    assert!(!line.contains(['\n', '\t', '\u{2028}']));
    for bounds in [text::PERSON_NAME, text::CHAT_MESSAGE] {
        if let Ok(checked) = bounds.check(typed) {
            assert!((bounds.min..=bounds.max).contains(&checked.chars().count()));
            assert_eq!(bounds.check(&checked), Ok(checked));
        }
    }
    if text::is_email(typed) {
        assert!(!typed.contains(['<', '>', '"', ' ', '\n', '\0']));
    }
});
