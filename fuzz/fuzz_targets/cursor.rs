#![no_main]

#[path = "../../server/src/http/page/cursor.rs"]
mod cursor;

use libfuzzer_sys::fuzz_target;
use montaj_domain::{
    ids::OrderId,
    timestamp::{Date, Timestamp},
};

/// What the feed's cursors hold.
type Key = (Timestamp, Date, OrderId);

fuzz_target!(|text: &str| {
    if let Some(key) = cursor::decode::<Key>(text) {
        let again = cursor::encode(&key).unwrap();
        assert_eq!(cursor::decode::<Key>(&again), Some(key));
    }
    let _any = cursor::decode::<serde_json::Value>(text);
});
