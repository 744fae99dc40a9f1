#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_wire::lean;
use serde_json::Value;

// Reads and refuses what serde_json does; what was written is read as it was.
fuzz_target!(|text: &str| {
    let ours = lean::from_str::<Value>(text);
    assert_eq!(ours.is_ok(), serde_json::from_str::<Value>(text).is_ok());
    if let Ok(value) = ours {
        let again = lean::from_str::<Value>(&lean::written(&value));
        assert_eq!(again.as_ref(), Ok(&value));
    }
});
