//! The feed's pages, and what came while it was open.

use std::{collections::HashSet, rc::Rc};

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
    pub items: Vec<OrderView>,
    pub cursor: Option<String>,
    pub phase: Phase,
    pub error: Option<ClientError>,
    /// Published meanwhile; shown when asked for.
    pub waiting: Vec<OrderView>,
    /// Shown, but came while the feed was open.
    pub fresh: HashSet<OrderId>,
    /// Whether a first page has come, if an empty one.
    pub loaded: bool,
}

impl Default for FeedState {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            cursor: None,
            phase: Phase::Loading,
            error: None,
            waiting: Vec::new(),
            fresh: HashSet::new(),
            loaded: false,
        }
    }
}

#[derive(Debug)]
pub enum FeedStep {
    /// Other filters: what is shown stays until the new page comes.
    Restarted,
    FirstPage(Result<Page<OrderView>, ClientError>),
    MoreAsked,
    NextPage(Result<Page<OrderView>, ClientError>),
    /// The first page again; who stands at the top sees the new ones at once.
    Refreshed {
        page: Page<OrderView>,
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
    fn take(&mut self, step: FeedStep) {
        match step {
            FeedStep::Restarted => {
                self.phase = Phase::Loading;
                self.waiting.clear();
            }
            FeedStep::FirstPage(Ok(page)) => {
                *self = Self { phase: Phase::Ready, loaded: true, ..Self::default() };
                self.append(page);
            }
            FeedStep::MoreAsked => self.phase = Phase::LoadingMore,
            FeedStep::NextPage(Ok(page)) => {
                self.phase = Phase::Ready;
                self.error = None;
                self.append(page);
            }
            FeedStep::FirstPage(Err(error)) | FeedStep::NextPage(Err(error)) => {
                self.phase = Phase::Ready;
                self.error = Some(error);
            }
            FeedStep::Refreshed { page, at_top } => self.refresh(page, at_top),
            FeedStep::WaitingShown => self.show_waiting(),
            FeedStep::OrderChanged(id, order) => self.change(id, order),
        }
    }

    /// Pages may overlap when orders came between them.
    fn append(&mut self, page: Page<OrderView>) {
        let known: HashSet<_> = self.items.iter().map(|order| order.id).collect();
        self.items.extend(page.items.into_iter().filter(|order| !known.contains(&order.id)));
        self.cursor = page.next_cursor;
    }

    fn refresh(&mut self, page: Page<OrderView>, at_top: bool) {
        let known: HashSet<_> = self.items.iter().map(|order| order.id).collect();
        let new: Vec<_> =
            page.items.into_iter().filter(|order| !known.contains(&order.id)).collect();
        self.waiting = new;
        if at_top {
            self.show_waiting();
        }
    }

    fn show_waiting(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.fresh.extend(waiting.iter().map(|order| order.id));
        waiting.append(&mut self.items);
        self.items = waiting;
    }

    fn change(&mut self, id: OrderId, order: Option<Box<OrderView>>) {
        let belongs =
            |order: &OrderView| order.status == OrderStatus::Published && !order.has_responded;
        match order.filter(|order| belongs(order)) {
            Some(order) => {
                for shown in self.items.iter_mut().filter(|shown| shown.id == id) {
                    *shown = (*order).clone();
                }
            }
            None => {
                self.items.retain(|shown| shown.id != id);
                self.waiting.retain(|shown| shown.id != id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::orders::samples::published;

    fn page(numbers: &[u128], next: Option<&str>) -> Page<OrderView> {
        let items = numbers.iter().copied().map(published).collect();
        Page { items, next_cursor: next.map(str::to_owned) }
    }

    fn after(steps: Vec<FeedStep>) -> Rc<FeedState> {
        steps.into_iter().fold(Rc::default(), FeedState::reduce)
    }

    fn numbers(orders: &[OrderView]) -> Vec<i64> {
        orders.iter().map(|order| order.order_number).collect()
    }

    #[test]
    fn pages_follow_each_other_without_doubles() {
        let state = after(vec![
            FeedStep::FirstPage(Ok(page(&[5, 4], Some("4")))),
            FeedStep::MoreAsked,
            FeedStep::NextPage(Ok(page(&[4, 3], None))),
        ]);
        assert_eq!(numbers(&state.items), [5, 4, 3]);
        assert_eq!((state.phase, &state.cursor), (Phase::Ready, &None));
    }

    #[test]
    fn new_orders_wait_below_the_top_and_show_at_once_on_top() {
        let first = || FeedStep::FirstPage(Ok(page(&[2, 1], None)));
        let refreshed = |at_top| FeedStep::Refreshed { page: page(&[4, 3, 2], None), at_top };
        let reading = after(vec![first(), refreshed(false)]);
        assert_eq!((numbers(&reading.items), reading.waiting.len()), (vec![2, 1], 2));
        let shown = reading.reduce(FeedStep::WaitingShown);
        assert_eq!(numbers(&shown.items), [4, 3, 2, 1]);
        assert_eq!(shown.fresh.len(), 2);
        assert_eq!(numbers(&after(vec![first(), refreshed(true)]).items), [4, 3, 2, 1]);
    }

    #[test]
    fn an_order_that_was_taken_leaves_the_feed() {
        let mut taken = published(2);
        taken.status = OrderStatus::InProgress;
        let id = taken.id;
        let state = after(vec![
            FeedStep::FirstPage(Ok(page(&[2, 1], None))),
            FeedStep::OrderChanged(id, Some(Box::new(taken))),
        ]);
        assert_eq!(numbers(&state.items), [1]);
    }

    #[test]
    fn a_failed_next_page_keeps_the_list_and_says_so() {
        let state = after(vec![
            FeedStep::FirstPage(Ok(page(&[1], Some("1")))),
            FeedStep::NextPage(Err(ClientError::Offline)),
        ]);
        assert_eq!(numbers(&state.items), [1]);
        assert_eq!(state.error, Some(ClientError::Offline));
    }
}
