//! Responses held against each other: sorted, with the best of each figure known (PRODUCT 3.2).

use montaj_domain::response::ResponseStatus;
use montaj_wire::response::ResponseView;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Newest,
    Rating,
    Price,
    Completed,
}

impl SortBy {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Rating, Self::Price, Self::Completed];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Rating => "rating",
            Self::Price => "price",
            Self::Completed => "completed",
        }
    }

    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }

    /// As `aria-sort` says it.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Price => "ascending",
            _ => "descending",
        }
    }

    pub fn label(self) -> String {
        match self {
            Self::Newest => tr!("sort-newest"),
            Self::Rating => tr!("sort-rating"),
            Self::Price => tr!("sort-price"),
            Self::Completed => tr!("sort-completed"),
        }
    }

    /// The smaller, the nearer to the top. By one key, so that the sorting is there once.
    fn place(self, response: &ResponseView) -> i64 {
        match self {
            Self::Newest => -response.created_at.as_millis(),
            Self::Rating => -response.executor.rating.as_hundredths(),
            Self::Price => response.price_kopecks.map_or(i64::MAX, |price| price.get()),
            Self::Completed => -response.executor.completed_orders,
        }
    }
}

/// The accepted one first, those that can no longer be chosen last.
pub fn sorted(responses: &[ResponseView], by: SortBy) -> Vec<ResponseView> {
    let class = |response: &ResponseView| match response.status {
        ResponseStatus::Accepted => 0,
        ResponseStatus::Pending => 1,
        ResponseStatus::Rejected => 2,
        ResponseStatus::Cancelled => 3,
    };
    let mut sorted = responses.to_vec();
    sorted.sort_by_key(|response| (class(response), by.place(response)));
    sorted
}

/// Whether no other that waits has a better figure, and at least one a worse.
pub fn is_best(response: &ResponseView, all: &[ResponseView], by: SortBy) -> bool {
    let waiting = || all.iter().filter(|other| other.status == ResponseStatus::Pending);
    let own = by.place(response);
    response.status == ResponseStatus::Pending
        && waiting().all(|other| by.place(other) >= own)
        && waiting().any(|other| by.place(other) > own)
}

#[cfg(test)]
mod tests {
    use montaj_domain::{ids::ResponseId, money::Kopecks, tariff::Tariff};
    use uuid::Uuid;

    use super::*;
    use crate::pages::orders::samples::{AT, party, published, user};

    fn response(number: u128, status: ResponseStatus, roubles: Option<i64>) -> ResponseView {
        ResponseView {
            id: ResponseId::from_uuid(Uuid::from_u128(number)),
            order_id: published(1).id,
            executor_id: user(number),
            tariff_type: Tariff::Premium,
            commission_kopecks: None,
            message: None,
            price_kopecks: roubles.map(Kopecks::from_roubles),
            status,
            created_at: AT.plus_secs(i64::try_from(number).unwrap()),
            executor: party(number, "Борис"),
        }
    }

    #[test]
    fn responses_sort_by_price_with_those_without_one_after() {
        use ResponseStatus::{Accepted, Pending};
        let all = [
            response(2, Pending, None),
            response(3, Pending, Some(9000)),
            response(4, Pending, Some(7000)),
            response(5, Accepted, Some(9900)),
        ];
        let order = |by| -> Vec<_> { sorted(&all, by).iter().map(|r| r.executor_id).collect() };
        assert_eq!(order(SortBy::Price), [user(5), user(4), user(3), user(2)]);
        assert_eq!(order(SortBy::Newest), [user(5), user(4), user(3), user(2)]);
    }

    #[test]
    fn the_best_of_a_figure_is_better_than_somebody_who_can_still_be_chosen() {
        use ResponseStatus::{Pending, Rejected};
        let mut all = [
            response(2, Pending, Some(9000)),
            response(3, Pending, None),
            response(4, Rejected, Some(1)),
        ];
        assert!(is_best(&all[0], &all, SortBy::Price));
        assert!(!is_best(&all[1], &all, SortBy::Price));
        assert!(!is_best(&all[2], &all, SortBy::Price), "it cannot be chosen");
        assert!(!is_best(&all[0], &all, SortBy::Completed), "all are alike");
        all[1].executor.completed_orders = 4;
        assert!(is_best(&all[1], &all, SortBy::Completed));
    }

    #[test]
    fn a_sort_survives_its_name() {
        for sort in SortBy::ALL {
            assert_eq!(SortBy::from_name(sort.name()), sort);
        }
    }
}
