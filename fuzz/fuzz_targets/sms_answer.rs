#![no_main]

#[path = "../../server/src/sms/answer.rs"]
mod answer;

use answer::NotAccepted;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| match answer::read(body) {
    Ok(()) => assert!(body.contains(&b'{') || body.contains(&b'[')),
    Err(NotAccepted::Refused(refusal)) => {
        let _verdict = refusal.is_passing();
    }
    Err(NotAccepted::Unreadable(why)) => assert!(!why.is_empty()),
});
