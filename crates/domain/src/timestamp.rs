//! Instants (milliseconds since 1970, UTC) and calendar days.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::{Month, OffsetDateTime, UtcOffset};

pub use time::Date;

/// An instant with millisecond precision. Travels as RFC 3339 in UTC, is stored as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
pub struct Timestamp(i64);

/// The zone in which the platform's calendar days begin and end (Moscow, UTC+3 all year).
const MOSCOW: UtcOffset = time::macros::offset!(+3);

impl Timestamp {
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub const fn as_millis(self) -> i64 {
        self.0
    }

    pub const fn plus_secs(self, secs: i64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(1000)))
    }

    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_secs(days.saturating_mul(86_400))
    }

    /// Milliseconds from `earlier` to `self`; negative when the clock went back.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The calendar day in Moscow, by which start and end dates are judged.
    pub fn moscow_day(self) -> Date {
        self.to_utc().to_offset(MOSCOW).date()
    }

    pub fn to_utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    pub fn from_utc(instant: OffsetDateTime) -> Self {
        let millis = instant.unix_timestamp_nanos().div_euclid(1_000_000);
        Self(i64::try_from(millis).unwrap_or(0))
    }
}

// Written and read by hand: these two forms are all that travels, and the general machinery for
// dates would be a tenth of what a browser loads.

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let utc = self.to_utc();
        let mut text = *b"0000-00-00T00:00:00.000Z";
        write_day(&mut text, utc.date());
        write_digits(&mut text[11..13], utc.hour().into());
        write_digits(&mut text[14..16], utc.minute().into());
        write_digits(&mut text[17..19], utc.second().into());
        write_digits(&mut text[20..23], utc.millisecond().into());
        f.write_str(ascii(&text))
    }
}

/// Writes `2026-03-09` at the beginning. Years before the first are shown as the year 0.
fn write_day(text: &mut [u8], day: Date) {
    write_digits(&mut text[..4], u32::try_from(day.year()).unwrap_or(0));
    write_digits(&mut text[5..7], u8::from(day.month()).into());
    write_digits(&mut text[8..10], day.day().into());
}

/// Fills the place with the last digits of the number.
fn write_digits(place: &mut [u8], mut number: u32) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
    }
}

/// What was written of digits and marks.
fn ascii(text: &[u8]) -> &str {
    std::str::from_utf8(text).unwrap_or_default()
}

impl Timestamp {
    /// Reads RFC 3339 in any zone; what is finer than a millisecond is cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = (text.get(..10)?, text.get(11..)?);
        if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) {
            return None;
        }
        let (hour, minute) = hour_and_minute(rest.get(..5)?)?;
        if rest.as_bytes().get(5) != Some(&b':') {
            return None;
        }
        // A leap second is the end of the second before it.
        let second = number(rest.get(6..8)?).filter(|second| *second <= 60)?.min(59);
        let (millis, zone) = fraction(rest.get(8..)?)?;
        let days = i64::from(parse_day(day)?.to_julian_day()) - EPOCH_DAY;
        let minutes = days * 24 * 60 + hour * 60 + minute - zone_minutes(zone)?;
        Some(Self((minutes * 60 + second) * 1000 + millis))
    }
}

/// 1 January 1970 in Julian days.
const EPOCH_DAY: i64 = 2_440_588;

/// A number of digits only.
fn number(digits: &str) -> Option<i64> {
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if all { digits.parse().ok() } else { None }
}

/// `hh:mm`.
fn hour_and_minute(text: &str) -> Option<(i64, i64)> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn two_digits(text: &str) -> Option<i64> {
    number(text).filter(|_| text.len() == 2)
}

/// The milliseconds after the seconds, and what follows them.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(text) = text.strip_prefix('.') else { return Some((0, text)) };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = text.split_at(digits);
    if digits.is_empty() {
        return None;
    }
    let millis = digits.bytes().chain([b'0'; 3]).take(3);
    Some((millis.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')), zone))
}

/// How far a zone is ahead of UTC.
fn zone_minutes(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone.as_bytes().first()? {
        b'Z' | b'z' => return (zone.len() == 1).then_some(0),
        b'+' => (1, &zone[1..]),
        b'-' => (-1, &zone[1..]),
        _ => return None,
    };
    let (hours, minutes) = hour_and_minute(rest)?;
    Some(sign * (hours * 60 + minutes))
}

/// `2026-03-09`, as days travel.
pub fn day_text(day: Date) -> String {
    let mut text = *b"0000-00-00";
    write_day(&mut text, day);
    ascii(&text).to_owned()
}

/// Reads what [`day_text`] writes.
pub fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year)?).ok()?;
    let month = Month::try_from(u8::try_from(two_digits(month)?).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(two_digits(day)?).ok()?).ok()
}

/// For fields of structs: `#[serde(with = "montaj_domain::timestamp::day")]`.
pub mod day {
    use super::*;

    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&day_text(*day))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_day(&text).ok_or_else(|| D::Error::custom("not a day: expected YYYY-MM-DD"))
    }
}

/// The same for a day that may be absent; it needs `default` beside it.
pub mod maybe_day {
    use super::*;

    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(day_text).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let day = parse_day(&text);
        day.map(Some).ok_or_else(|| D::Error::custom("not a day: expected YYYY-MM-DD"))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not an instant: expected RFC 3339"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn travels_as_rfc_3339_with_milliseconds() {
        let at = Timestamp::from_millis(1_764_000_000_042);
        let json = serde_json::to_string(&at).unwrap();
        assert_eq!(json, "\"2025-11-24T16:00:00.042Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), at);
    }

    #[test]
    fn instants_are_read_as_the_general_machinery_reads_them() {
        use time::format_description::well_known::Rfc3339;
        let right = [
            "2026-03-09T21:30:00Z",
            "2026-03-09t21:30:00z",
            "2026-03-09T21:30:07.5+03:00",
            "2024-02-29T23:59:59.999999999-11:30",
            "1969-12-31T23:59:59.001Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
        ];
        for text in right {
            let general = Timestamp::from_utc(OffsetDateTime::parse(text, &Rfc3339).unwrap());
            assert_eq!(Timestamp::parse(text), Some(general), "{text}");
            assert_eq!(Timestamp::parse(&general.to_string()), Some(general), "{text}");
        }
        let wrong = [
            "",
            "2026-03-09",
            "2026-03-09T21:30:00",
            "2026-03-09T21:30Z",
            "2026-03-09T24:00:00Z",
            "2026-03-09T21:60:00Z",
            "2026-03-09T21:30:61Z",
            "2026-03-09T21:30:00.Z",
            "2026-03-09T21:30:00Z ",
            "2026-03-09T21:30:00+0300",
            "2026-02-29T21:30:00Z",
            "2026-03-09T21:+3:00Z",
            "26-03-009T21:30:00Z",
            "2026-03-09TЖ1:30:00Z",
        ];
        for text in wrong {
            assert!(OffsetDateTime::parse(text, &Rfc3339).is_err(), "{text}");
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else() {
        let day = time::macros::date!(2024 - 02 - 29);
        assert_eq!(day_text(day), "2024-02-29");
        assert_eq!(parse_day("2024-02-29"), Some(day));
        for wrong in
            ["", "2023-02-29", "2024-2-29", "24-02-29", "2024-02-29-", "2024-13-01", "+024-02-29"]
        {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_day_turns_at_midnight_in_moscow() {
        let at = Timestamp::from_utc(time::macros::datetime!(2026-03-01 21:00 UTC));
        assert_eq!(at.moscow_day(), time::macros::date!(2026 - 03 - 02));
    }
}
