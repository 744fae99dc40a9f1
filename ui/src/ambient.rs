//! The hour and the zone of this device: the one place of the interface that asks for them.

use montaj_client::host::SystemClock;
use montaj_domain::{ambient::Clock, timestamp::Timestamp};

/// The instant of this device's clock.
pub fn now() -> Timestamp {
    SystemClock.now()
}

/// How far this device's local time is ahead of UTC, in seconds.
pub fn zone_secs() -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 14 hours")]
    let minutes_behind = js_sys::Date::new_0().get_timezone_offset() as i32;
    -minutes_behind * 60
}
