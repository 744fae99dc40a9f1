//! Quiet hours: the part of each day in which nothing pops up (PRODUCT 8).

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

const MINUTES_OF_DAY: u16 = 24 * 60;
const MINUTE_MILLIS: i64 = 60_000;
/// The farthest that any zone is from UTC.
const FARTHEST_MINUTES: i32 = 14 * 60;
const MAX_ZONE_CHARS: usize = 64;

/// From a minute of the day to another, over midnight if that comes first, in the zone of the
/// person at the time of choosing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Switched off, the hours are remembered.
    pub on: bool,
    /// 0 to 1439.
    pub from_minute: u16,
    pub to_minute: u16,
    /// What people call the zone: `Europe/Moscow`. Only shown.
    pub zone: String,
    /// How far the zone is ahead of UTC.
    pub offset_minutes: i32,
}

impl Default for QuietHours {
    /// Off; the night, in Moscow, for who switches them on.
    fn default() -> Self {
        Self {
            on: false,
            from_minute: 22 * 60,
            to_minute: 8 * 60,
            zone: "Europe/Moscow".to_owned(),
            offset_minutes: 3 * 60,
        }
    }
}

/// Why hours are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuietHours {
    #[error("a minute of the day is from 0 to 1439")]
    NoSuchMinute,
    #[error("they begin when they end")]
    Empty,
    #[error("no zone is so far from UTC, or has such a name")]
    NoSuchZone,
}

impl QuietHours {
    /// # Errors
    /// When they name no part of a day or no zone.
    pub fn check(&self) -> Result<(), InvalidQuietHours> {
        if self.from_minute >= MINUTES_OF_DAY || self.to_minute >= MINUTES_OF_DAY {
            return Err(InvalidQuietHours::NoSuchMinute);
        }
        if self.from_minute == self.to_minute {
            return Err(InvalidQuietHours::Empty);
        }
        let is_named = self.zone.chars().count() <= MAX_ZONE_CHARS
            && self.zone.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-:".contains(c));
        let is_of_earth = (-FARTHEST_MINUTES..=FARTHEST_MINUTES).contains(&self.offset_minutes);
        if !is_of_earth || !is_named {
            return Err(InvalidQuietHours::NoSuchZone);
        }
        Ok(())
    }

    /// When the quiet around this instant began; `None` when it is not quiet.
    pub fn quiet_since(&self, at: Timestamp) -> Option<Timestamp> {
        let (into, long) = (self.millis_into(at), self.millis_long());
        (self.on && into < long).then(|| Timestamp::from_millis(at.as_millis() - into))
    }

    /// When the quiet around this instant ends; `None` when it is not quiet.
    pub fn quiet_until(&self, at: Timestamp) -> Option<Timestamp> {
        let since = self.quiet_since(at)?;
        Some(Timestamp::from_millis(since.as_millis() + self.millis_long()))
    }

    /// How long ago they last began.
    fn millis_into(&self, at: Timestamp) -> i64 {
        let day = i64::from(MINUTES_OF_DAY) * MINUTE_MILLIS;
        let local = at.as_millis() + i64::from(self.offset_minutes) * MINUTE_MILLIS;
        (local - i64::from(self.from_minute) * MINUTE_MILLIS).rem_euclid(day)
    }

    fn millis_long(&self) -> i64 {
        let minutes = i32::from(self.to_minute) - i32::from(self.from_minute);
        i64::from(minutes.rem_euclid(i32::from(MINUTES_OF_DAY))) * MINUTE_MILLIS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: u16, to: u16) -> QuietHours {
        QuietHours { on: true, from_minute: from * 60, to_minute: to * 60, ..QuietHours::default() }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn the_night_goes_over_midnight_in_the_zone_of_the_person() {
        let table = [
            ("2026-03-09T18:59:59Z", false),
            ("2026-03-09T19:00:00Z", true),
            ("2026-03-09T22:30:00Z", true),
            ("2026-03-10T04:59:59Z", true),
            ("2026-03-10T05:00:00Z", false),
            ("2026-03-10T12:00:00Z", false),
        ];
        for (instant, quiet) in table {
            assert_eq!(hours(22, 8).quiet_since(at(instant)).is_some(), quiet, "{instant}");
        }
        let night = at("2026-03-09T22:30:00Z");
        assert_eq!(hours(22, 8).quiet_since(night), Some(at("2026-03-09T19:00:00Z")));
        assert_eq!(hours(22, 8).quiet_until(night), Some(at("2026-03-10T05:00:00Z")));
        let elsewhere = QuietHours { offset_minutes: -5 * 60, ..hours(22, 8) };
        assert_eq!(elsewhere.quiet_since(night), None);
        assert_eq!(QuietHours { on: false, ..hours(22, 8) }.quiet_since(night), None);
    }

    #[test]
    fn hours_of_one_day_stay_within_it() {
        assert!(hours(13, 15).quiet_since(at("2026-03-09T11:00:00Z")).is_some());
        assert_eq!(hours(13, 15).quiet_since(at("2026-03-09T12:00:00Z")), None);
        assert_eq!(hours(13, 15).quiet_since(at("2026-03-09T23:00:00Z")), None);
    }

    #[test]
    fn what_names_no_hours_is_refused() {
        let night = hours(22, 8);
        assert_eq!(night.check(), Ok(()));
        let late = QuietHours { to_minute: 1440, ..night.clone() };
        assert_eq!(late.check(), Err(InvalidQuietHours::NoSuchMinute));
        assert_eq!(hours(8, 8).check(), Err(InvalidQuietHours::Empty));
        for offset_minutes in [15 * 60, -15 * 60, i32::MAX, i32::MIN] {
            let far = QuietHours { offset_minutes, ..night.clone() };
            assert_eq!(far.check(), Err(InvalidQuietHours::NoSuchZone));
        }
        let script = QuietHours { zone: "<b>".to_owned(), ..night };
        assert_eq!(script.check(), Err(InvalidQuietHours::NoSuchZone));
    }
}
