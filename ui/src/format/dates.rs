//! Instants and days as people say them: «сегодня, 14:05», «12 марта».

use montaj_domain::timestamp::{Date, Timestamp};
use time::{OffsetDateTime, UtcOffset};

/// The moment at which a page is drawn, and its local zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub at: Timestamp,
    /// How far local time is ahead of UTC.
    pub zone_secs: i32,
}

impl Now {
    /// The browser's own.
    pub fn here() -> Self {
        Self { at: crate::ambient::now(), zone_secs: crate::ambient::zone_secs() }
    }

    fn local(self, at: Timestamp) -> OffsetDateTime {
        let zone = UtcOffset::from_whole_seconds(self.zone_secs).unwrap_or(UtcOffset::UTC);
        at.to_utc().to_offset(zone)
    }

    pub fn today(self) -> Date {
        self.local(self.at).date()
    }

    /// The local calendar day of an instant.
    pub fn day_of(self, at: Timestamp) -> Date {
        self.local(at).date()
    }
}

/// «14:05».
pub fn time_of_day(at: Timestamp, now: Now) -> String {
    let local = now.local(at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// «сегодня, 14:05», «вчера, 9:30», «12 марта, 14:05», «12 марта 2025, 14:05».
pub fn moment(at: Timestamp, now: Now) -> String {
    let day = match days_ago(now.day_of(at), now) {
        0 => tr!("date-today"),
        1 => tr!("date-yesterday"),
        _ => calendar_day(now.day_of(at), now),
    };
    format!("{day}, {}", time_of_day(at, now))
}

/// In a list of chats: the time today, «вчера», else the day.
pub fn list_time(at: Timestamp, now: Now) -> String {
    match days_ago(now.day_of(at), now) {
        0 => time_of_day(at, now),
        1 => tr!("date-yesterday"),
        _ => calendar_day(now.day_of(at), now),
    }
}

/// «12 марта», with the year when it is another one.
pub fn calendar_day(day: Date, now: Now) -> String {
    let named = tr!("date-day", day = day.day(), month = u8::from(day.month()));
    if day.year() == now.today().year() { named } else { format!("{named} {}", day.year()) }
}

/// How long ago, as long as that says more than the hour: «12 мин назад», «3 ч назад», then the day.
pub fn age(at: Timestamp, now: Now) -> String {
    let minutes = (now.at.as_millis() - at.as_millis()).max(0) / 60_000;
    match minutes {
        0 => tr!("age-now"),
        1..60 => tr!("age-minutes", count = minutes),
        60..720 => tr!("age-hours", count = minutes / 60),
        _ => moment(at, now),
    }
}

/// From when until when: «12 марта — 15 марта», «с 12 марта».
pub fn days(start: Date, end: Option<Date>, now: Now) -> String {
    let first = calendar_day(start, now);
    match end {
        Some(end) if end == start => first,
        Some(end) => tr!("order-dates", start = first, end = calendar_day(end, now)),
        None => tr!("order-from", start = first),
    }
}

/// Between the messages of two days: «Сегодня», «Вчера», «12 марта».
pub fn day_heading(day: Date, now: Now) -> String {
    match days_ago(day, now) {
        0 => tr!("date-heading-today"),
        1 => tr!("date-heading-yesterday"),
        _ => calendar_day(day, now),
    }
}

/// Short enough for the head of a chat on a phone: «был(а) только что», «был(а) 5 мин назад»,
/// «был(а) в 14:05», «был(а) вчера, 14:05», «был(а) 12 марта».
pub fn last_seen(at: Timestamp, now: Now) -> String {
    let minutes = now.at.millis_since(at) / 60_000;
    let moment = match (minutes, days_ago(now.day_of(at), now)) {
        (..60, _) => age(at, now),
        (_, 0) => tr!("seen-today", time = time_of_day(at, now)),
        (_, 1) => moment(at, now),
        _ => calendar_day(now.day_of(at), now),
    };
    tr!("seen-at", moment = moment)
}

/// How long to wait, after «через»: «40 секунд», «5 минут», «2 часа»; begun ones count.
pub fn wait(secs: i64) -> String {
    match secs {
        ..90 => tr!("wait-seconds", count = secs.max(0)),
        90..5400 => tr!("wait-minutes", count = (secs + 59) / 60),
        _ => tr!("wait-hours", count = (secs + 3599) / 3600),
    }
}

fn days_ago(day: Date, now: Now) -> i64 {
    (now.today() - day).whole_days()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::i18n::{Language, speak};

    /// Half past midnight on 10 March in Moscow: still 9 March in UTC.
    const NOW: OffsetDateTime = datetime!(2026-03-09 21:30 UTC);

    fn now() -> Now {
        Now { at: Timestamp::from_utc(NOW), zone_secs: 3 * 3600 }
    }

    fn at(instant: OffsetDateTime) -> Timestamp {
        Timestamp::from_utc(instant)
    }

    #[test]
    fn moments_read_as_people_say_them() {
        let read = |instant| moment(at(instant), now());
        assert_eq!(read(datetime!(2026-03-09 21:05 UTC)), "сегодня, 00:05");
        assert_eq!(read(datetime!(2026-03-09 11:05 UTC)), "вчера, 14:05");
        assert_eq!(read(datetime!(2026-02-01 11:05 UTC)), "1 февраля, 14:05");
        assert_eq!(read(datetime!(2025-12-31 12:00 UTC)), "31 декабря 2025, 15:00");
    }

    #[test]
    fn moments_read_as_people_say_them_in_english() {
        speak(Language::English, None);
        let read = |instant| moment(at(instant), now());
        assert_eq!(read(datetime!(2026-03-09 21:05 UTC)), "today, 00:05");
        assert_eq!(read(datetime!(2026-03-09 11:05 UTC)), "yesterday, 14:05");
        assert_eq!(read(datetime!(2026-02-01 11:05 UTC)), "1 February, 14:05");
        assert_eq!(read(datetime!(2025-12-31 12:00 UTC)), "31 December 2025, 15:00");
        assert_eq!(last_seen(now().at.plus_secs(-60), now()), "last seen 1 min ago");
        assert_eq!(last_seen(now().at.plus_secs(-300), now()), "last seen 5 min ago");
        assert_eq!(day_heading(now().today(), now()), "Today");
    }

    #[test]
    fn an_age_is_told_as_long_as_it_says_more_than_the_hour() {
        let old = |secs: i64| age(now().at.plus_secs(-secs), now());
        assert_eq!(old(-5), "только что");
        assert_eq!(old(12 * 60), "12 мин назад");
        assert_eq!(old(3 * 3600 + 59), "3 ч назад");
        assert_eq!(old(13 * 3600), "вчера, 11:30");
    }

    #[test]
    fn days_are_told_from_the_first_to_the_last() {
        let day = |days| now().today() + time::Duration::days(days);
        assert_eq!(days(day(0), None, now()), "с 10 марта");
        assert_eq!(days(day(0), Some(day(2)), now()), "10 марта\u{a0}— 12 марта");
        assert_eq!(days(day(0), Some(day(0)), now()), "10 марта");
    }

    #[test]
    fn the_last_visit_is_told_by_how_long_ago_it_was() {
        let seen = |secs: i64| last_seen(now().at.plus_secs(-secs), now());
        assert_eq!(seen(20), "был(а) только что");
        assert_eq!(seen(60), "был(а) 1 мин назад");
        assert_eq!(seen(3 * 60), "был(а) 3 мин назад");
        assert_eq!(seen(2 * 3600), "был(а) вчера, 22:30");
        assert_eq!(seen(40 * 3600), "был(а) 8 марта");
        let noon = Now { at: now().at.plus_secs(12 * 3600), ..now() };
        assert_eq!(last_seen(now().at, noon), "был(а) в 00:30");
    }

    #[test]
    fn a_wait_is_told_in_the_unit_that_people_count_it_in() {
        let told = [1, 42, 90, 240, 5400, 7300].map(wait);
        assert_eq!(told, ["1 секунду", "42 секунды", "2 минуты", "4 минуты", "2 часа", "3 часа"]);
        speak(Language::English, None);
        assert_eq!([1, 300].map(wait), ["1 second", "5 minutes"]);
    }

    #[test]
    fn days_of_a_chat_are_headed_by_their_name() {
        assert_eq!(day_heading(now().today(), now()), "Сегодня");
        assert_eq!(
            day_heading(at(datetime!(2026-01-08 12:00 UTC)).moscow_day(), now()),
            "8 января"
        );
    }
}
