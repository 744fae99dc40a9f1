//! What an executor looks for in the feed: as typed, as the address says it, as the server is asked.

use montaj_domain::{
    money::Kopecks,
    text::lowered,
    timestamp::{Date, parse_day},
    user::Specialization,
};
use montaj_wire::order::{FeedQuery, OrderView, SortBy, SortOrder};
use serde::{Deserialize, Serialize};

use crate::format;

const PAGE: u32 = 20;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// The earliest start first.
    Start,
    LatestStart,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Start, Self::LatestStart];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Start => "start",
            Self::LatestStart => "start-late",
        }
    }

    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }

    pub fn label(self) -> String {
        match self {
            Self::Newest => tr!("sort-newest"),
            Self::Oldest => tr!("sort-oldest"),
            Self::Start => tr!("sort-start"),
            Self::LatestStart => tr!("sort-start-late"),
        }
    }
}

/// Also what is kept on the device for the next start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    pub category: Option<Specialization>,
    pub region: Option<String>,
    /// Roubles as typed.
    pub min: String,
    pub max: String,
    /// Days of the start, `YYYY-MM-DD`, as a date field has them.
    pub from: String,
    pub to: String,
    pub text: String,
    pub sort: Sort,
}

impl Filters {
    pub fn query(&self, cursor: Option<String>) -> FeedQuery {
        let (sort_by, sort_order) = match self.sort {
            Sort::Newest => (SortBy::CreatedAt, SortOrder::Desc),
            Sort::Oldest => (SortBy::CreatedAt, SortOrder::Asc),
            Sort::Start => (SortBy::StartDate, SortOrder::Asc),
            Sort::LatestStart => (SortBy::StartDate, SortOrder::Desc),
        };
        let text = self.text.trim();
        FeedQuery {
            category: self.category,
            region: self.region.clone(),
            min_budget_kopecks: format::roubles(&self.min),
            max_budget_kopecks: format::roubles(&self.max),
            start_from: parse_day(&self.from),
            start_to: parse_day(&self.to),
            q: (!text.is_empty()).then(|| text.to_owned()),
            sort_by: Some(sort_by),
            sort_order: Some(sort_order),
            cursor,
            limit: Some(PAGE),
            ..FeedQuery::default()
        }
    }

    /// How many ways of narrowing are on, the words of the search aside.
    pub fn count(&self) -> usize {
        let FeedQuery { min_budget_kopecks, max_budget_kopecks, start_from, start_to, .. } =
            self.query(None);
        [
            self.category.is_some(),
            self.region.is_some(),
            min_budget_kopecks.or(max_budget_kopecks).is_some(),
            start_from.or(start_to).is_some(),
        ]
        .into_iter()
        .filter(|on| *on)
        .count()
    }

    /// Whether anything is left out of the feed.
    pub fn narrow(&self) -> bool {
        self.count() > 0 || !self.text.trim().is_empty()
    }

    /// Everything, in the same order.
    pub fn cleared(&self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    /// What the address says of it: names and values of what differs from the plain feed.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort = if self.sort == Sort::default() { "" } else { self.sort.name() };
        [
            ("category", self.category.map(Specialization::as_str).unwrap_or_default()),
            ("region", self.region.as_deref().unwrap_or_default()),
            ("min", &digits(&self.min)),
            ("max", &digits(&self.max)),
            ("from", &self.from),
            ("to", &self.to),
            ("q", self.text.trim()),
            ("sort", sort),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
    }

    /// What an address asks for, if it asks for anything.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let text = |name| value(name).unwrap_or_default();
        let day = |name| Some(text(name)).filter(|day| parse_day(day).is_some());
        let filters = Self {
            category: Specialization::from_name(&text("category")),
            region: Some(text("region")).filter(|region| !region.is_empty()),
            min: format::grouped_roubles(&text("min")),
            max: format::grouped_roubles(&text("max")),
            from: day("from").unwrap_or_default(),
            to: day("to").unwrap_or_default(),
            text: text("q"),
            sort: Sort::from_name(&text("sort")),
        };
        Some(filters).filter(|filters| *filters != Self::default())
    }

    /// Whether an order kept on this device belongs here: without the server nobody else says so.
    pub fn fits(&self, order: &OrderView) -> bool {
        let asked = self.query(None);
        let budget = order.budget_kopecks;
        let above = |min: Kopecks| budget.is_some_and(|sum| sum >= min);
        let below = |max: Kopecks| budget.is_some_and(|sum| sum <= max);
        let since = |day: Date| order.start_date >= day;
        let until = |day: Date| order.start_date <= day;
        let told = lowered(&[&*order.title, &*order.description, &*order.address].join(" "));
        asked.category.is_none_or(|category| order.category == category)
            && asked.region.is_none_or(|region| order.region == region)
            && asked.min_budget_kopecks.is_none_or(above)
            && asked.max_budget_kopecks.is_none_or(below)
            && asked.start_from.is_none_or(since)
            && asked.start_to.is_none_or(until)
            && lowered(&self.text).split_whitespace().all(|word| told.contains(word))
    }
}

fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::pages::orders::samples::published;

    fn full() -> Filters {
        Filters {
            category: Some(Specialization::Windows),
            region: Some("Казань".into()),
            min: format::grouped_roubles("5000"),
            max: format::grouped_roubles("15000"),
            from: "2026-03-10".into(),
            to: "2026-03-20".into(),
            text: "окно".into(),
            sort: Sort::LatestStart,
        }
    }

    fn read(pairs: &[(&str, String)]) -> Option<Filters> {
        let known: HashMap<_, _> = pairs.iter().cloned().collect();
        Filters::read(|name| known.get(name).cloned())
    }

    #[test]
    fn the_address_says_all_of_it_and_nothing_of_the_plain_feed() {
        assert_eq!(read(&full().pairs()), Some(full()));
        assert_eq!(Filters::default().pairs(), []);
        assert_eq!(read(&[]), None);
        assert_eq!(read(&[("from", "вчера".to_owned()), ("sort", "?".to_owned())]), None);
    }

    #[test]
    fn what_was_kept_by_an_older_version_is_still_read() {
        let kept = serde_json::to_value(full()).unwrap();
        assert_eq!(serde_json::from_value::<Filters>(kept).unwrap(), full());
        let older = serde_json::json!({ "category": "DOORS" });
        let older: Filters = serde_json::from_value(older).unwrap();
        assert_eq!(older.category, Some(Specialization::Doors));
    }

    #[test]
    fn blank_text_does_not_narrow_the_feed() {
        let filters = Filters { text: "  ".into(), ..Filters::default() };
        assert!(!filters.narrow());
        assert_eq!(filters.query(None).q, None);
        assert_eq!((full().count(), full().cleared().count()), (4, 0));
        assert_eq!(full().cleared().sort, Sort::LatestStart);
    }

    #[test]
    fn a_kept_order_is_held_against_every_filter() {
        let order = published(1);
        let fits = |filters: Filters| filters.fits(&order);
        assert!(fits(Filters::default()));
        assert!(fits(Filters { region: None, ..full() }));
        let not = [
            Filters { category: Some(Specialization::Doors), ..Filters::default() },
            Filters { region: Some("Казань".into()), ..Filters::default() },
            Filters { min: "12001".into(), ..Filters::default() },
            Filters { max: "11999".into(), ..Filters::default() },
            Filters { from: "2026-03-13".into(), ..Filters::default() },
            Filters { to: "2026-03-11".into(), ..Filters::default() },
            Filters { text: "дверь".into(), ..Filters::default() },
        ];
        for filters in not {
            assert!(!filters.fits(&order), "{filters:?}");
        }
    }

    #[test]
    fn a_sort_survives_its_name() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_name(sort.name()), sort);
        }
        assert_eq!(Sort::from_name("?"), Sort::Newest);
    }
}
