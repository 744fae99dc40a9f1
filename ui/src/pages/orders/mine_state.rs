//! One's own orders sorted into tabs, searched, and those that wait for one's word first.

use montaj_domain::{order::OrderStatus, response::ResponseStatus, user::Role};
use montaj_wire::{account::UserView, order::OrderView};

use crate::{format, i18n::sought};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    InProgress,
    /// A customer's orders that wait for responses.
    Published,
    /// An executor's orders that wait for the customer's choice, or went to another.
    Responses,
    Finished,
    Cancelled,
}

impl Tab {
    pub const fn of_role(role: Role) -> &'static [Self] {
        match role {
            Role::Executor => &[Self::InProgress, Self::Responses, Self::Finished, Self::Cancelled],
            _ => &[Self::Published, Self::InProgress, Self::Finished, Self::Cancelled],
        }
    }

    /// As the address and the test id say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Published => "published",
            Self::Responses => "responses",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_name(name: &str, role: Role) -> Option<Self> {
        Self::of_role(role).iter().copied().find(|tab| tab.name() == name)
    }

    pub fn label(self) -> String {
        match self {
            Self::InProgress => tr!("mine-in-progress"),
            Self::Published => tr!("mine-published"),
            Self::Responses => tr!("mine-responses"),
            Self::Finished => tr!("mine-finished"),
            Self::Cancelled => tr!("mine-cancelled"),
        }
    }
}

/// Where an order stands in the list of `me`.
pub fn tab_of(order: &OrderView, me: &UserView) -> Tab {
    let mine = order.customer_id == me.id || order.executor_id == Some(me.id);
    match order.status {
        OrderStatus::Cancelled | OrderStatus::Archived => Tab::Cancelled,
        _ if !mine => Tab::Responses,
        OrderStatus::Completed => Tab::Finished,
        OrderStatus::InProgress => Tab::InProgress,
        OrderStatus::Pending | OrderStatus::Published => Tab::Published,
    }
}

/// The tab to begin with: the first where something waits for a word, else that has something.
pub fn first_tab(orders: &[OrderView], me: &UserView) -> Tab {
    let tabs = Tab::of_role(me.role);
    let urgent =
        |tab: &&Tab| orders.iter().any(|o| tab_of(o, me) == **tab && decision(o, me).is_some());
    let filled = |tab: &&Tab| orders.iter().any(|o| tab_of(o, me) == **tab);
    let found = tabs.iter().find(urgent).or_else(|| tabs.iter().find(filled));
    found.or(tabs.first()).copied().unwrap_or(Tab::Published)
}

/// What of the order waits for this person's word now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Choose {
        responses: i64,
    },
    /// The work is done: look at it and pay.
    Accept,
    Start,
    Close,
}

impl Decision {
    pub fn text(self) -> String {
        match self {
            Self::Choose { responses } => tr!("decide-choose", count = responses),
            Self::Accept => tr!("decide-accept"),
            Self::Start => tr!("decide-start"),
            Self::Close => tr!("decide-close"),
        }
    }
}

pub fn decision(order: &OrderView, me: &UserView) -> Option<Decision> {
    let works = order.status == OrderStatus::InProgress;
    let (started, done) = (order.work_started_at.is_some(), order.work_done_at.is_some());
    if order.customer_id == me.id {
        let responses = order.responses_count;
        return match order.status {
            OrderStatus::Published if responses > 0 => Some(Decision::Choose { responses }),
            OrderStatus::InProgress if done => Some(Decision::Accept),
            _ => None,
        };
    }
    if !works || order.executor_id != Some(me.id) {
        return None;
    }
    match (started, done) {
        (_, true) => Some(Decision::Close),
        (false, _) => Some(Decision::Start),
        (true, false) => None,
    }
}

/// What an executor's responses are narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ResponsesShown {
    #[default]
    All,
    Waiting,
    Rejected,
    Cancelled,
}

impl ResponsesShown {
    pub const ALL: [Self; 4] = [Self::All, Self::Waiting, Self::Rejected, Self::Cancelled];

    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Waiting => "waiting",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn label(self) -> String {
        match self {
            Self::All => tr!("mine-responses-all"),
            Self::Waiting => tr!("mine-responses-waiting"),
            Self::Rejected => tr!("mine-responses-rejected"),
            Self::Cancelled => tr!("mine-responses-cancelled"),
        }
    }

    /// A response to an order that ended without anybody waits for nothing.
    pub fn holds(self, order: &OrderView) -> bool {
        let ended = matches!(order.status, OrderStatus::Cancelled | OrderStatus::Archived);
        match self {
            Self::All => true,
            Self::Waiting => !ended && order.my_response_status == Some(ResponseStatus::Pending),
            Self::Rejected => !ended && order.my_response_status == Some(ResponseStatus::Rejected),
            Self::Cancelled => ended || order.my_response_status == Some(ResponseStatus::Cancelled),
        }
    }
}

/// Whether every word stands in the order: its number, title, address, budget or a person's name.
pub fn matches(order: &OrderView, words: &str) -> bool {
    if words.trim().is_empty() {
        return true;
    }
    let other = order.executor.as_ref().map(|executor| &*executor.full_name).unwrap_or_default();
    let number = order.order_number.to_string();
    let budget = format::budget(order);
    let all = [
        &*number,
        &order.title,
        &order.address,
        &order.region,
        &budget,
        &order.customer.full_name,
        other,
    ];
    let all = sought(&all.join(" "));
    sought(words).split_whitespace().all(|word| all.contains(word))
}

/// The orders of a tab: what waits for a word first, each part the newest first.
pub fn listed<'a>(
    orders: &'a [OrderView],
    me: &UserView,
    tab: Tab,
    shown: ResponsesShown,
    words: &str,
) -> Vec<&'a OrderView> {
    let of_tab = |order: &&OrderView| {
        tab_of(order, me) == tab
            && (tab != Tab::Responses || shown.holds(order))
            && matches(order, words)
    };
    let mut listed: Vec<_> = orders.iter().filter(of_tab).collect();
    listed.sort_by_key(|order| decision(order, me).is_none());
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::orders::samples::{AT, in_progress, person, published};

    #[test]
    fn an_order_stands_where_its_state_and_one_s_part_in_it_say() {
        let (anna, boris, vera) =
            (person(1, Role::Customer), person(2, Role::Executor), person(3, Role::Executor));
        assert_eq!(tab_of(&published(1), &anna), Tab::Published);
        assert_eq!(tab_of(&in_progress(1), &anna), Tab::InProgress);
        assert_eq!(tab_of(&in_progress(1), &boris), Tab::InProgress);
        assert_eq!(tab_of(&in_progress(1), &vera), Tab::Responses);
        let cancelled = OrderView { status: OrderStatus::Cancelled, ..published(1) };
        assert_eq!(tab_of(&cancelled, &anna), Tab::Cancelled);
        assert_eq!(tab_of(&cancelled, &vera), Tab::Cancelled);
        assert_eq!(first_tab(&[in_progress(1)], &anna), Tab::InProgress);
        assert_eq!(first_tab(&[], &anna), Tab::Published);
    }

    #[test]
    fn what_waits_for_one_s_word_comes_first() {
        let (anna, boris) = (person(1, Role::Customer), person(2, Role::Executor));
        let answered = OrderView { responses_count: 2, ..published(3) };
        let done =
            OrderView { work_started_at: Some(AT), work_done_at: Some(AT), ..in_progress(4) };
        assert_eq!(decision(&answered, &anna), Some(Decision::Choose { responses: 2 }));
        assert_eq!(decision(&published(1), &anna), None);
        assert_eq!(decision(&done, &anna), Some(Decision::Accept));
        assert_eq!(decision(&done, &boris), Some(Decision::Close));
        assert_eq!(decision(&in_progress(5), &boris), Some(Decision::Start));
        assert_eq!(decision(&in_progress(5), &anna), None);
        let all = [published(9), answered, in_progress(5), done];
        let of = |tab| -> Vec<_> {
            let listed = listed(&all, &anna, tab, ResponsesShown::All, "");
            listed.iter().map(|order| order.order_number).collect()
        };
        assert_eq!(of(Tab::Published), [3, 9]);
        assert_eq!(of(Tab::InProgress), [4, 5]);
        assert_eq!(first_tab(&[published(1), all[3].clone()], &anna), Tab::InProgress);
    }

    #[test]
    fn an_order_is_found_by_its_number_its_words_and_its_people() {
        let order = in_progress(17);
        for words in ["17", "окно кухне", "тверская", "борис", "ПЕТРОВА", "12 000", " "]
        {
            assert!(matches(&order, words), "{words}");
        }
        assert!(!matches(&order, "окно дверь"));
    }

    #[test]
    fn responses_are_told_apart_by_how_they_ended() {
        use OrderStatus::{Cancelled, InProgress, Published};
        let with = |my_response_status, status| OrderView {
            has_responded: true,
            my_response_status: Some(my_response_status),
            status,
            ..published(1)
        };
        let waiting = with(ResponseStatus::Pending, Published);
        let lost = with(ResponseStatus::Rejected, InProgress);
        let gone = with(ResponseStatus::Pending, Cancelled);
        let table = [
            (ResponsesShown::Waiting, [true, false, false]),
            (ResponsesShown::Rejected, [false, true, false]),
            (ResponsesShown::Cancelled, [false, false, true]),
            (ResponsesShown::All, [true, true, true]),
        ];
        for (shown, expected) in table {
            assert_eq!([&waiting, &lost, &gone].map(|order| shown.holds(order)), expected);
        }
    }
}
