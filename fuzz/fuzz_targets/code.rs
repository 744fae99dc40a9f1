#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_domain::{
    code::{self, IssuedCode},
    timestamp::Timestamp,
};

fuzz_target!(|life: (i64, i64, u8, bool, Vec<i64>)| {
    let (sent, now, wrong_tries, used, earlier) = life;
    let now = Timestamp::from_millis(now);
    let issued =
        IssuedCode { sent_at: Timestamp::from_millis(sent), wrong_tries: wrong_tries.into(), used };
    if issued.check_open(now).is_ok() {
        assert!(!used && u32::from(wrong_tries) < code::MAX_WRONG_TRIES);
        assert!(now.millis_since(issued.sent_at) < code::LIFETIME_SECS * 1000);
    }
    let _after = issued.after_wrong_try();
    let earlier: Vec<_> = earlier.into_iter().map(Timestamp::from_millis).collect();
    assert!(code::wait_before_next_secs(&earlier, now).is_none_or(|secs| secs > 0));
});
