//! How the list is laid out: by day, and within a day what is about one order stands together.
//! Pure.

use montaj_domain::{ids::OrderId, timestamp::Date};
use montaj_wire::notification::NotificationView;

use crate::format::Now;

/// What came on one local day, the newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub date: Date,
    pub groups: Vec<Group>,
}

/// What is about one order, or one that is about none.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub order_id: Option<OrderId>,
    pub told: Vec<NotificationView>,
}

/// `told` is sorted, the newest first. A group stands where its newest would.
pub fn days(told: impl IntoIterator<Item = NotificationView>, now: Now) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for one in told {
        let date = now.day_of(one.created_at);
        if days.last().is_none_or(|day| day.date != date) {
            days.push(Day { date, groups: Vec::new() });
        }
        let Some(day) = days.last_mut() else { continue };
        let same = |group: &&mut Group| group.order_id.is_some() && group.order_id == one.order_id;
        match day.groups.iter_mut().find(same) {
            Some(group) => group.told.push(one),
            None => day.groups.push(Group { order_id: one.order_id, told: vec![one] }),
        }
    }
    days
}

/// A group as a row of the list; the first of a day says which.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub day: Option<Date>,
    pub group: Group,
}

pub fn rows(days: Vec<Day>) -> Vec<Row> {
    let of_day = |day: Day| {
        let groups = day.groups.into_iter().enumerate();
        groups.map(move |(at, group)| Row { day: (at == 0).then_some(day.date), group })
    };
    days.into_iter().flat_map(of_day).collect()
}

#[cfg(test)]
mod tests {
    use montaj_domain::{
        ids::NotificationId, notification::NotificationKind, timestamp::Timestamp,
    };
    use uuid::Uuid;

    use super::*;

    fn told(number: u128, order: Option<u128>, at: &str) -> NotificationView {
        NotificationView {
            id: NotificationId::from_uuid(Uuid::from_u128(number)),
            kind: NotificationKind::Response,
            title: number.to_string(),
            body: String::new(),
            facts: None,
            order_id: order.map(|order| OrderId::from_uuid(Uuid::from_u128(order))),
            created_at: Timestamp::parse(at).unwrap(),
            read_at: None,
        }
    }

    #[test]
    fn what_is_about_one_order_stands_together_within_its_day() {
        let now =
            Now { at: Timestamp::parse("2026-03-10T09:00:00Z").unwrap(), zone_secs: 3 * 3600 };
        let list = [
            told(1, Some(7), "2026-03-10T08:00:00Z"),
            told(2, Some(8), "2026-03-10T07:00:00Z"),
            told(3, Some(7), "2026-03-10T06:00:00Z"),
            told(4, None, "2026-03-10T05:00:00Z"),
            told(5, None, "2026-03-10T04:00:00Z"),
            // Already the tenth in Moscow.
            told(6, Some(8), "2026-03-09T21:30:00Z"),
            told(7, Some(7), "2026-03-09T20:30:00Z"),
        ];
        let headed: Vec<bool> =
            rows(days(list.clone(), now)).iter().map(|row| row.day.is_some()).collect();
        assert_eq!(headed, [true, false, false, false, true]);
        let laid: Vec<Vec<Vec<String>>> = days(list, now)
            .into_iter()
            .map(|day| {
                let titles = |group: Group| group.told.into_iter().map(|one| one.title).collect();
                day.groups.into_iter().map(titles).collect()
            })
            .collect();
        let today = vec![vec!["1", "3"], vec!["2", "6"], vec!["4"], vec!["5"]];
        assert_eq!(laid, [today, vec![vec!["7"]]]);
    }
}
