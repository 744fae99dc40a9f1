//! The feed's pages, and what came while it was open.

use std::rc::Rc;

use montaj_client::error::ClientError;
use montaj_domain::{ids::OrderId, order::OrderStatus};
use montaj_wire::{order::OrderView, page::Page};
use yew::Reducible;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Loading,
    Ready,
    LoadingMore,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FeedState {
    pub items: Vec<Rc<OrderView>>,
    pub cursor: Option<String>,
    pub phase: Phase,
    /// Of the first page.
    pub error: Option<ClientError>,
    /// Of the next page: what is shown stays.
    pub more_error: Option<ClientError>,
    /// Published meanwhile; shown when asked for.
    pub waiting: Vec<Rc<OrderView>>,
    /// Under another sort than «newest»: which the newest were when the first page came.
    pub seen: Option<Vec<OrderId>>,
    /// Shown, but came while the feed was open.
    pub fresh: Vec<OrderId>,
    /// Whether a first page has come, if an empty one.
    pub loaded: bool,
    /// What is shown was kept on this device: there was no network.
    pub kept: bool,
    /// Which filters the pages belong to: an answer to earlier ones comes too late.
    pub turn: u32,
}

impl Default for FeedState {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            cursor: None,
            phase: Phase::Loading,
            error: None,
            more_error: None,
            waiting: Vec::new(),
            seen: None,
            fresh: Vec::new(),
            loaded: false,
            kept: false,
            turn: 0,
        }
    }
}

/// A first page, and whether the server gave it or this device had it.
#[derive(Debug)]
pub struct First {
    pub page: Page<OrderView>,
    /// Under another sort than «newest», also the newest, if they came.
    pub newest: Option<Vec<OrderView>>,
    pub kept: bool,
}

#[derive(Debug)]
pub enum FeedStep {
    /// Other filters: what is shown stays until the new page comes.
    Restarted,
    FirstPage(Result<First, ClientError>),
    MoreAsked,
    NextPage {
        turn: u32,
        page: Result<Page<OrderView>, ClientError>,
    },
    /// The first page again; who stands at the top sees the new ones at once.
    Refreshed {
        turn: u32,
        first: First,
        at_top: bool,
    },
    WaitingShown,
    /// An order of the feed changed; `None` when it is no longer to be seen.
    OrderChanged(OrderId, Option<Box<OrderView>>),
}

impl Reducible for FeedState {
    type Action = FeedStep;

    fn reduce(self: Rc<Self>, step: FeedStep) -> Rc<Self> {
        let mut state = (*self).clone();
        state.take(step);
        Rc::new(state)
    }
}

impl FeedState {
    /// Whether the next page can be asked for by itself, without a person's word.
    pub const fn may_go_on(&self) -> bool {
        matches!(self.phase, Phase::Ready) && self.cursor.is_some() && self.more_error.is_none()
    }

    fn take(&mut self, step: FeedStep) {
        match step {
            FeedStep::Restarted => {
                self.phase = Phase::Loading;
                self.waiting.clear();
                self.turn += 1;
            }
            FeedStep::FirstPage(Ok(first)) => {
                let turn = self.turn;
                let kept = first.kept;
                let seen = first.newest.as_deref().map(ids);
                *self =
                    Self { phase: Phase::Ready, loaded: true, kept, seen, turn, ..Self::default() };
                self.append(first.page);
            }
            FeedStep::FirstPage(Err(error)) => {
                self.phase = Phase::Ready;
                self.error = Some(error);
            }
            FeedStep::MoreAsked => {
                self.phase = Phase::LoadingMore;
                self.more_error = None;
            }
            FeedStep::NextPage { turn, page } if turn == self.turn => {
                self.phase = Phase::Ready;
                match page {
                    Ok(page) => self.append(page),
                    Err(error) => self.more_error = Some(error),
                }
            }
            FeedStep::Refreshed { turn, first, at_top } if turn == self.turn => {
                self.refresh(first, at_top);
            }
            FeedStep::NextPage { .. } | FeedStep::Refreshed { .. } => {}
            FeedStep::WaitingShown => self.show_waiting(),
            FeedStep::OrderChanged(id, order) => self.change(id, order),
        }
    }

    fn known(&self) -> Vec<OrderId> {
        self.items.iter().map(|order| order.id).collect()
    }

    /// Pages may overlap when orders came between them.
    fn append(&mut self, page: Page<OrderView>) {
        let known = self.known();
        let new = page.items.into_iter().filter(|order| !known.contains(&order.id));
        self.items.extend(new.map(Rc::new));
        self.cursor = page.next_cursor;
    }

    fn refresh(&mut self, First { page, newest, .. }: First, at_top: bool) {
        self.error = None;
        self.leave_out_gone(&page);
        let known = self.known();
        let (newest, before) = match (newest, &self.seen) {
            (None, None) => (page.items, &known),
            (Some(newest), Some(seen)) => (newest, seen),
            // The newest, or those of before, did not come: the next change tells.
            _ => return,
        };
        // Behind the last of before stands what moved up from the next page.
        let last = newest.iter().rposition(|order| before.contains(&order.id));
        let end = last.filter(|_| self.cursor.is_some()).unwrap_or(newest.len());
        let is_new = |order: &OrderView| !before.contains(&order.id) && !known.contains(&order.id);
        self.waiting = newest.into_iter().take(end).filter(is_new).map(Rc::new).collect();
        if at_top || self.items.is_empty() {
            self.show_waiting();
        }
    }

    /// The page is all that stands before its last order: what is shown there and not in it has
    /// gone. What one responded to stays in sight, marked, until the list begins anew.
    fn leave_out_gone(&mut self, page: &Page<OrderView>) {
        let listed = ids(&page.items);
        let reach = match &page.next_cursor {
            None => self.items.len(),
            Some(_) => {
                self.items.iter().rposition(|o| listed.contains(&o.id)).map_or(0, |at| at + 1)
            }
        };
        let mut place = 0;
        self.items.retain(|order| {
            place += 1;
            place > reach || listed.contains(&order.id) || order.has_responded
        });
    }

    fn show_waiting(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.fresh.extend(waiting.iter().map(|order| order.id));
        waiting.append(&mut self.items);
        self.items = waiting;
    }

    fn change(&mut self, id: OrderId, order: Option<Box<OrderView>>) {
        match order.filter(|order| order.status == OrderStatus::Published) {
            Some(order) => {
                let order = Rc::new(*order);
                for shown in self.items.iter_mut().filter(|shown| shown.id == id) {
                    *shown = order.clone();
                }
                if order.has_responded {
                    self.waiting.retain(|shown| shown.id != id);
                }
            }
            None => {
                self.items.retain(|shown| shown.id != id);
                self.waiting.retain(|shown| shown.id != id);
            }
        }
    }
}

fn ids(orders: &[OrderView]) -> Vec<OrderId> {
    orders.iter().map(|order| order.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::orders::samples::published;

    fn page(numbers: &[u128], next: Option<&str>) -> Page<OrderView> {
        let items = numbers.iter().copied().map(published).collect();
        Page { items, next_cursor: next.map(str::to_owned) }
    }

    fn first(numbers: &[u128], next: Option<&str>) -> FeedStep {
        FeedStep::FirstPage(Ok(first_of(numbers, next)))
    }

    fn first_of(numbers: &[u128], next: Option<&str>) -> First {
        First { page: page(numbers, next), newest: None, kept: false }
    }

    fn next(page: Result<Page<OrderView>, ClientError>) -> FeedStep {
        FeedStep::NextPage { turn: 0, page }
    }

    fn refreshed(numbers: &[u128], next: Option<&str>, at_top: bool) -> FeedStep {
        FeedStep::Refreshed { turn: 0, first: first_of(numbers, next), at_top }
    }

    fn after(steps: Vec<FeedStep>) -> Rc<FeedState> {
        steps.into_iter().fold(Rc::default(), FeedState::reduce)
    }

    fn numbers(orders: &[Rc<OrderView>]) -> Vec<i64> {
        orders.iter().map(|order| order.order_number).collect()
    }

    #[test]
    fn pages_follow_each_other_without_doubles() {
        let state = after(vec![
            first(&[5, 4], Some("4")),
            FeedStep::MoreAsked,
            next(Ok(page(&[4, 3], None))),
        ]);
        assert_eq!(numbers(&state.items), [5, 4, 3]);
        assert_eq!((state.phase, &state.cursor), (Phase::Ready, &None));
    }

    #[test]
    fn new_orders_wait_below_the_top_and_show_at_once_on_top() {
        let again = |at_top| refreshed(&[4, 3, 2], None, at_top);
        let reading = after(vec![first(&[2], None), again(false)]);
        assert_eq!((numbers(&reading.items), reading.waiting.len()), (vec![2], 2));
        let shown = reading.reduce(FeedStep::WaitingShown);
        assert_eq!(numbers(&shown.items), [4, 3, 2]);
        assert_eq!(shown.fresh.len(), 2);
        assert_eq!(numbers(&after(vec![first(&[2], None), again(true)]).items), [4, 3, 2]);
    }

    #[test]
    fn what_moves_up_from_the_next_page_is_not_new() {
        let state =
            after(vec![first(&[5, 4, 3], Some("3")), refreshed(&[6, 5, 3, 2], Some("2"), false)]);
        assert_eq!(numbers(&state.items), [5, 3]);
        assert_eq!(numbers(&state.waiting), [6]);
    }

    #[test]
    fn under_another_sort_the_new_ones_are_counted_wherever_they_stand() {
        let first = |newest: Option<&[u128]>| {
            let newest = newest.map(|numbers| page(numbers, None).items);
            First { newest, ..first_of(&[1, 2], Some("2")) }
        };
        let refreshed =
            |newest| FeedStep::Refreshed { turn: 0, first: first(newest), at_top: false };
        let state = after(vec![
            FeedStep::FirstPage(Ok(first(Some(&[8, 7])))),
            refreshed(Some(&[9, 8])),
            refreshed(None),
        ]);
        assert_eq!(numbers(&state.items), [1, 2]);
        assert_eq!(numbers(&state.waiting), [9], "the newest that failed to come change nothing");
    }

    #[test]
    fn a_refresh_leaves_out_what_has_gone_as_far_as_the_page_reaches() {
        let mut answered = published(4);
        answered.has_responded = true;
        let state = after(vec![
            first(&[5, 4, 3, 2, 1], None),
            FeedStep::OrderChanged(answered.id, Some(Box::new(answered.clone()))),
            refreshed(&[6, 5, 2], Some("2"), false),
        ]);
        assert_eq!(numbers(&state.items), [5, 4, 2, 1], "3 has gone, 1 is beyond the page");
        assert!(state.items[1].has_responded, "what one responded to stays in sight");
        assert_eq!(numbers(&state.waiting), [6]);
        let elsewhere =
            after(vec![first(&[3, 2], Some("2")), refreshed(&[9, 8], Some("8"), false)]);
        assert_eq!(numbers(&elsewhere.items), [3, 2], "a page that does not meet says nothing");
    }

    #[test]
    fn an_order_that_was_taken_leaves_the_feed() {
        let mut taken = published(2);
        taken.status = OrderStatus::InProgress;
        let id = taken.id;
        let state =
            after(vec![first(&[2, 1], None), FeedStep::OrderChanged(id, Some(Box::new(taken)))]);
        assert_eq!(numbers(&state.items), [1]);
    }

    #[test]
    fn a_failed_next_page_keeps_the_list_and_waits_for_a_word() {
        let state = after(vec![first(&[1], Some("1")), next(Err(ClientError::Offline))]);
        assert_eq!(numbers(&state.items), [1]);
        assert_eq!(state.more_error, Some(ClientError::Offline));
        assert!(!state.may_go_on(), "scrolling does not ask again and again");
        assert!(state.reduce(FeedStep::MoreAsked).more_error.is_none());
    }

    #[test]
    fn an_answer_to_earlier_filters_comes_too_late() {
        let state = after(vec![
            first(&[2], Some("2")),
            FeedStep::MoreAsked,
            FeedStep::Restarted,
            next(Ok(page(&[1], None))),
            refreshed(&[3, 2], None, true),
        ]);
        assert_eq!((numbers(&state.items), state.phase), (vec![2], Phase::Loading));
    }
}
