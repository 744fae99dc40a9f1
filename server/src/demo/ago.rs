//! Moments of the demo data, told before "now": `35m`, `5h`, `19h5m`, or `3d 18:40`.
//!
//! Minutes and hours reach back one day, days begin at two: a `d` moment is always the earlier one.

use montaj_domain::timestamp::Timestamp;
use serde::Deserialize;
use time::{Time, macros::offset};

const MINUTES_A_DAY: i64 = 24 * 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Ago {
    Minutes(i64),
    /// So many days before today, at that hour in Moscow.
    Day {
        days: i64,
        hour: Time,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no moment: write 35m, 5h, 19h5m (up to a day) or 3d 18:40 (from two days on)")]
pub struct InvalidAgo(String);

impl Ago {
    pub fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Minutes(minutes) => now.plus_secs(-60 * minutes),
            Self::Day { days, hour } => {
                let day = now.moscow_day().saturating_sub(time::Duration::days(days));
                Timestamp::from_utc(day.with_time(hour).assume_offset(offset!(+3)))
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some((days, hour)) = text.split_once("d ") {
            let (hour, minute) = hour.split_once(':')?;
            let hour = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
            let days = days.parse().ok().filter(|days| *days >= 2)?;
            return Some(Self::Day { days, hour });
        }
        let minutes = match text.split_once('h') {
            Some((hours, "")) => whole(hours)? * 60,
            Some((hours, minutes)) => whole(hours)? * 60 + whole(minutes.strip_suffix('m')?)?,
            None => whole(text.strip_suffix('m')?)?,
        };
        (0..=MINUTES_A_DAY).contains(&minutes).then_some(Self::Minutes(minutes))
    }
}

fn whole(text: &str) -> Option<i64> {
    text.parse().ok()
}

impl TryFrom<String> for Ago {
    type Error = InvalidAgo;

    fn try_from(text: String) -> Result<Self, InvalidAgo> {
        Self::parse(&text).ok_or(InvalidAgo(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 March 2026, noon in Moscow.
    const NOW: Timestamp = Timestamp::from_millis(1_772_442_000_000);

    fn told(text: &str) -> String {
        Ago::try_from(text.to_owned()).unwrap().before(NOW).to_string()
    }

    #[test]
    fn moments_are_told_before_now() {
        assert_eq!(told("35m"), "2026-03-02T08:25:00.000Z");
        assert_eq!(told("19h5m"), "2026-03-01T13:55:00.000Z");
        assert_eq!(told("24h"), "2026-03-01T09:00:00.000Z");
        assert_eq!(told("2d 23:59"), "2026-02-28T20:59:00.000Z");
    }

    #[test]
    fn what_could_come_in_a_wrong_order_is_no_moment() {
        for text in ["25h", "1d 10:00", "3d", "3d 25:00", "h", "5", "-5m", ""] {
            assert!(Ago::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
