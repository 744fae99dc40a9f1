//! The weeks of a month, and the day that a key leads to.

use time::{Date, Duration, Month, Weekday};

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOf {
    pub year: i32,
    pub month: Month,
}

impl MonthOf {
    pub const fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// From the Monday on or before its first day, as many whole weeks as it touches.
    pub fn weeks(self) -> Vec<[Date; 7]> {
        let Ok(first) = Date::from_calendar_date(self.year, self.month, 1) else {
            return Vec::new();
        };
        let before = i64::from(first.weekday().number_days_from_monday());
        let start = first.saturating_sub(Duration::days(before));
        let week = |at: i64| {
            [0, 1, 2, 3, 4, 5, 6].map(|day| start.saturating_add(Duration::days(at * 7 + day)))
        };
        (0..6).map(week).filter(|week| week.iter().any(|day| MonthOf::of(*day) == self)).collect()
    }
}

/// The same day of another month, or that month's last.
pub fn months_on(day: Date, months: i32) -> Date {
    let index = day.year() * 12 + i32::from(u8::from(day.month())) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let Some(month) = month else { return day };
    let last = time::util::days_in_month(month, year);
    Date::from_calendar_date(year, month, day.day().min(last)).unwrap_or(day)
}

/// Where a key leads from `day`, if it is one of the calendar's.
pub fn led_by(key: &str, day: Date) -> Option<Date> {
    let days = |count| Some(day.saturating_add(Duration::days(count)));
    let from_monday = i64::from(day.weekday().number_days_from_monday());
    match key {
        "ArrowLeft" => days(-1),
        "ArrowRight" => days(1),
        "ArrowUp" => days(-7),
        "ArrowDown" => days(7),
        "Home" => days(-from_monday),
        "End" => days(6 - from_monday),
        "PageUp" => Some(months_on(day, -1)),
        "PageDown" => Some(months_on(day, 1)),
        _ => None,
    }
}

pub const fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_month_is_shown_in_whole_weeks_from_monday() {
        let weeks = MonthOf::of(date!(2026 - 11 - 22)).weeks();
        assert_eq!(weeks.len(), 6);
        assert_eq!((weeks[0][0], weeks[5][6]), (date!(2026 - 10 - 26), date!(2026 - 12 - 06)));
        assert_eq!(MonthOf::of(date!(2027 - 02 - 01)).weeks().len(), 4, "begins on a Monday");
    }

    #[test]
    fn keys_lead_over_the_borders_of_months_and_years() {
        let from = date!(2026 - 12 - 31);
        assert_eq!(led_by("ArrowRight", from), Some(date!(2027 - 01 - 01)));
        assert_eq!(led_by("PageDown", from), Some(date!(2027 - 01 - 31)));
        assert_eq!(
            led_by("PageUp", from),
            Some(date!(2026 - 11 - 30)),
            "the last of a shorter month"
        );
        assert_eq!(led_by("Home", from), Some(date!(2026 - 12 - 28)));
        assert_eq!(led_by("End", from), Some(date!(2027 - 01 - 03)));
        assert_eq!(led_by("a", from), None);
    }
}
