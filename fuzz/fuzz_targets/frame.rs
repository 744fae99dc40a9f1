#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_wire::socket::ClientFrame;

fuzz_target!(|text: &str| {
    if let Ok(frame) = serde_json::from_str::<ClientFrame>(text) {
        let again = serde_json::to_string(&frame).unwrap();
        assert_eq!(serde_json::from_str::<ClientFrame>(&again).unwrap(), frame);
    }
});
