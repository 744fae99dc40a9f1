//! The lines of a chat with what stands between them: days, and where the unread begin.

use std::collections::HashSet;

use montaj_client::views::ChatLine;
use montaj_domain::{
    chat::MessageKind,
    ids::MessageId,
    timestamp::{Date, Timestamp},
};

use yew::AttrValue;

use super::outline::seq_of;
use crate::format::Now;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The way to what is older, or the beginning.
    Head,
    Day(Date),
    Unread,
    Line {
        /// Its place among the lines.
        index: usize,
        /// Goes on from the line above: same person, same few minutes.
        joined: bool,
    },
    /// Some room below the last line.
    Foot,
}

/// The row before the unread part.
pub const UNREAD_KEY: &str = "unread";

/// A key for each row: the same for as long as it is the same row, whatever comes above or below.
pub fn keys(rows: &[Row], lines: &[ChatLine]) -> Vec<AttrValue> {
    let mut used = HashSet::new();
    let key = |row: &Row| {
        let key = row.key(lines);
        if used.insert(key.clone()) {
            return key;
        }
        // A day that comes a second time: a clock went back.
        let again = AttrValue::from(format!("{key}+{}", used.len()));
        used.insert(again.clone());
        again
    };
    rows.iter().map(key).collect()
}

impl Row {
    fn key(&self, lines: &[ChatLine]) -> AttrValue {
        match self {
            Self::Head => "head".into(),
            Self::Day(day) => day.to_string().into(),
            Self::Unread => UNREAD_KEY.into(),
            Self::Line { index, .. } => id_of(&lines[*index]).to_string().into(),
            Self::Foot => "foot".into(),
        }
    }
}

pub fn id_of(line: &ChatLine) -> MessageId {
    match line {
        ChatLine::Message { message, .. } => message.id,
        ChatLine::Queued { id, .. } => *id,
    }
}

/// Lines so near to each other stand together.
const TOGETHER_MILLIS: i64 = 5 * 60 * 1000;

pub fn rows(lines: &[ChatLine], unread_from: Option<i64>, now: Now) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len() + 8);
    rows.push(Row::Head);
    let mut day = None;
    for (index, line) in lines.iter().enumerate() {
        let mut joined = index > 0 && belongs_to(&lines[index - 1], line);
        let own_day = now.day_of(written_at(line));
        if day.replace(own_day) != Some(own_day) {
            rows.push(Row::Day(own_day));
            joined = false;
        }
        if unread_from.is_some() && seq_of(line) == unread_from {
            rows.push(Row::Unread);
            joined = false;
        }
        rows.push(Row::Line { index, joined });
    }
    rows.push(Row::Foot);
    rows
}

pub fn written_at(line: &ChatLine) -> Timestamp {
    match line {
        ChatLine::Message { message, .. } => message.created_at,
        ChatLine::Queued { created_at, .. } => *created_at,
    }
}

fn belongs_to(above: &ChatLine, line: &ChatLine) -> bool {
    let author = |line: &ChatLine| match line {
        ChatLine::Message { message, .. } if message.kind != MessageKind::Text => None,
        ChatLine::Message { mine, .. } => Some(*mine),
        ChatLine::Queued { .. } => Some(true),
    };
    author(line).is_some()
        && author(above) == author(line)
        && written_at(line).millis_since(written_at(above)) < TOGETHER_MILLIS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::chats::outline::tests::text;

    #[test]
    fn no_two_rows_share_a_key_even_when_a_clock_goes_back() {
        let day = Timestamp::from_utc(time::macros::datetime!(2026-03-09 12:00 UTC));
        let now = Now { at: day, zone_secs: 0 };
        let lines =
            [text(1, false, day.plus_secs(86_400)), text(2, true, day), text(3, false, day)];
        let lines = [lines[1].clone(), lines[0].clone(), lines[2].clone()];
        let keys = keys(&rows(&lines, None, now), &lines);
        let different: HashSet<_> = keys.iter().collect();
        assert_eq!(different.len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn days_and_the_unread_part_are_headed_and_neighbours_stand_together() {
        let evening = Timestamp::from_utc(time::macros::datetime!(2026-03-09 20:58 UTC));
        let now = Now { at: evening.plus_secs(900), zone_secs: 3 * 3600 };
        let lines = [
            text(1, false, evening),
            text(2, false, evening.plus_secs(60)),
            text(3, true, evening.plus_secs(180)),
            text(4, false, evening.plus_secs(200)),
        ];
        let heads: Vec<_> = rows(&lines, Some(4), now);
        let day = |at| Row::Day(now.day_of(at));
        let line = |index, joined| Row::Line { index, joined };
        assert_eq!(
            heads,
            [
                Row::Head,
                day(evening),
                line(0, false),
                line(1, true),
                day(evening.plus_secs(180)),
                line(2, false),
                Row::Unread,
                line(3, false),
                Row::Foot,
            ]
        );
    }
}
