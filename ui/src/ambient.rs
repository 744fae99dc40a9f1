//! The hour and the zone of this device: the one place of the interface that asks for them.

use montaj_client::host::SystemClock;
use montaj_domain::{ambient::Clock, timestamp::Timestamp};

/// The instant of this device's clock.
pub fn now() -> Timestamp {
    SystemClock.now()
}

/// What this device calls its zone: `Europe/Moscow`; empty where it does not say.
pub fn zone_name() -> String {
    let format = js_sys::Intl::DateTimeFormat::default();
    let zone = js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into());
    zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// How far this device's local time is ahead of UTC, in seconds.
pub fn zone_secs() -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 14 hours")]
    let minutes_behind = js_sys::Date::new_0().get_timezone_offset() as i32;
    -minutes_behind * 60
}
