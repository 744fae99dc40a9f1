#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_domain::contacts;

fuzz_target!(|text: &str| {
    if let Some(found) = contacts::find(text) {
        assert!(found.at.start < found.at.end && found.at.end <= text.chars().count());
    }
    // A number at the end of whatever it is stays a number.
    assert!(contacts::find(&format!("{text} и +7 916 123-45-67")).is_some());
});
