//! Turning columns into domain values: what does not fit is an error that names table and row.

use std::str::FromStr;

use montaj_domain::timestamp::{Date, Timestamp};
use time::macros::format_description;

use crate::StoreError;

const DATE: &[time::format_description::BorrowedFormatItem<'static>] =
    format_description!("[year]-[month]-[day]");

/// Names the row being read, for the error if a column makes no sense.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowName<'a> {
    pub table: &'static str,
    pub id: &'a str,
}

impl RowName<'_> {
    pub(crate) fn impossible(self, what: impl std::fmt::Display) -> StoreError {
        StoreError::impossible(self.table, self.id, what)
    }

    /// Parses an id or another value kept as text.
    pub(crate) fn parse<T: FromStr>(self, column: &str, text: &str) -> Result<T, StoreError> {
        text.parse().map_err(|_| self.impossible(format_args!("{column} = {text:?}")))
    }

    /// The value with that name, by an enum's `from_name`.
    pub(crate) fn named<T>(
        self,
        column: &str,
        text: &str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        from_name(text).ok_or_else(|| self.impossible(format_args!("{column} = {text:?}")))
    }

    pub(crate) fn date(self, column: &str, text: &str) -> Result<Date, StoreError> {
        Date::parse(text, DATE).map_err(|_| self.impossible(format_args!("{column} = {text:?}")))
    }
}

/// A day as it is kept: `YYYY-MM-DD`, which sorts by time.
pub(crate) fn date_text(date: Date) -> String {
    date.format(DATE).unwrap_or_default()
}

pub(crate) fn instant(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}
