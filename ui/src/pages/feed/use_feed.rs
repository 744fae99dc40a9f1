//! The feed's loading: first page, next pages, and what comes while it is open. What was shown
//! stays on the shelf while one looks at an order.

use std::{cell::Cell, rc::Rc};

use montaj_client::{
    calls::Backend,
    error::ClientError,
    views::{Change, Connection, Link},
};
use montaj_domain::ids::OrderId;
use montaj_wire::{order::FeedQuery, page::Page};
use yew::{platform::spawn_local, prelude::*};

use super::{
    filters::{Filters, Sort},
    state::{FeedState, FeedStep, First, Phase},
};
use crate::hooks::{OPENED_ORDER, Shelf, use_backend, use_changes, use_shelf};

/// Nearer to the top than this, new orders appear at once.
const TOP_PIXELS: f64 = 160.0;
const SHELF: &str = "feed";

/// The feed as one left it.
#[derive(Debug, Clone)]
pub struct Left {
    pub filters: Filters,
    state: FeedState,
}

pub fn left(shelf: &Shelf) -> Option<Rc<Left>> {
    shelf.get::<Left>(SHELF)
}

#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    pub state: UseReducerHandle<FeedState>,
    /// The next page, if it may come by itself.
    pub go_on: Callback<()>,
    /// The next page, asked for by a person.
    pub more: Callback<()>,
    pub retry: Callback<()>,
    pub show_waiting: Callback<()>,
}

/// `known` says whether the filters are: until then nothing is asked for.
#[hook]
pub fn use_feed(filters: Filters, known: bool) -> Feed {
    let (backend, shelf) = (use_backend(), use_shelf());
    let before = use_memo((), |()| left(&shelf).filter(|left| known && left.filters == filters));
    let state =
        use_reducer(|| before.as_ref().as_ref().map(|l| l.state.clone()).unwrap_or_default());
    let attempt = use_state(|| 0_u32);
    let came_back = use_mut_ref(|| before.is_some());
    let (dispatcher, current) = (state.dispatcher(), state.clone());
    let opened = shelf.get::<OrderId>(OPENED_ORDER).map(|id| *id);
    let deps = (backend.clone(), filters.clone(), *attempt, known);
    use_effect_with(deps, move |(backend, filters, _, known)| {
        let ended = Rc::new(Cell::new(false));
        if came_back.replace(false) {
            catch_up(backend.clone(), filters.clone(), opened, current);
        } else if *known {
            let (backend, filters, over) = (backend.clone(), filters.clone(), ended.clone());
            dispatcher.dispatch(FeedStep::Restarted);
            spawn_local(async move {
                let page = first_page(&backend, &filters).await;
                if !over.get() {
                    dispatcher.dispatch(FeedStep::FirstPage(page));
                }
            });
        }
        move || ended.set(true)
    });
    use_left_on_shelf(shelf, filters.clone(), state.clone());
    let retry = use_callback(attempt, |(), attempt| attempt.set(**attempt + 1));
    let on_change = use_callback(
        (backend.clone(), filters.clone(), state.clone(), retry.clone()),
        |change, (backend, filters, state, retry)| match change {
            Change::Feed | Change::All => refresh(backend.clone(), filters.clone(), state.clone()),
            Change::Order { order_id } => reload_order(backend.clone(), order_id, state.clone()),
            Change::Connection if state.kept => again_when_live(backend.clone(), retry.clone()),
            _ => {}
        },
    );
    use_changes(on_change);
    let more =
        use_callback((backend, filters.clone(), state.clone()), |(), (backend, filters, state)| {
            next_page(backend.clone(), filters, state.clone());
        });
    let go_on = use_callback((state.clone(), more.clone()), |(), (state, more)| {
        if state.may_go_on() {
            more.emit(());
        }
    });
    let in_order = filters.sort == Sort::Newest;
    let show_waiting = use_callback(
        (state.dispatcher(), retry.clone(), in_order),
        |(), (dispatcher, retry, in_order)| {
            // Only among the newest they belong on top.
            if *in_order {
                dispatcher.dispatch(FeedStep::WaitingShown);
            } else {
                retry.emit(());
            }
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        },
    );
    Feed { state, go_on, more, retry, show_waiting }
}

/// Leaves on the shelf what is shown last.
#[hook]
fn use_left_on_shelf(shelf: Shelf, filters: Filters, state: UseReducerHandle<FeedState>) {
    let last = use_mut_ref(|| None);
    *last.borrow_mut() = Some((filters, state));
    use_effect_with((), move |()| {
        move || {
            let Some((filters, state)) = last.take() else { return };
            if state.loaded && state.phase != Phase::Loading {
                let phase = Phase::Ready;
                let state = FeedState { phase, more_error: None, ..(*state).clone() };
                shelf.put(SHELF, Left { filters, state });
            }
        }
    });
}

async fn first_page(backend: &Backend, filters: &Filters) -> Result<First, ClientError> {
    let Page { mut items, next_cursor } = backend.feed(filters.query(None)).await?;
    let link = backend.connection().await.map(|Connection { link, .. }| link);
    let kept = next_cursor.is_none() && link == Ok(Link::Offline);
    if kept {
        items.retain(|order| filters.fits(order));
    }
    let newest = match filters.sort {
        // They stand on top anyway.
        Sort::Newest => None,
        _ => {
            let newest = FeedQuery { sort_by: None, sort_order: None, ..filters.query(None) };
            backend.feed(newest).await.ok().map(|newest| newest.items)
        }
    };
    Ok(First { page: Page { items, next_cursor }, newest, kept })
}

fn next_page(backend: Backend, filters: &Filters, state: UseReducerHandle<FeedState>) {
    let Some(cursor) = state.cursor.clone().filter(|_| state.phase == Phase::Ready) else { return };
    let (query, turn) = (filters.query(Some(cursor)), state.turn);
    state.dispatch(FeedStep::MoreAsked);
    spawn_local(async move {
        let page = backend.feed(query).await;
        state.dispatch(FeedStep::NextPage { turn, page });
    });
}

/// What happened to the feed while one was elsewhere: the new ones wait, the gone ones go.
fn catch_up(
    backend: Backend,
    filters: Filters,
    opened: Option<OrderId>,
    state: UseReducerHandle<FeedState>,
) {
    if let Some(order_id) = opened {
        reload_order(backend.clone(), order_id, state.clone());
    }
    refresh(backend, filters, state);
}

/// A new order was published somewhere: the first page tells whether it belongs here.
fn refresh(backend: Backend, filters: Filters, state: UseReducerHandle<FeedState>) {
    let turn = state.turn;
    // Only among the newest they belong on top.
    let in_order = filters.sort == Sort::Newest;
    spawn_local(async move {
        // What fails here is tried again with the next change.
        if let Ok(first @ First { kept: false, .. }) = first_page(&backend, &filters).await {
            let top = gloo::utils::window().scroll_y().unwrap_or(0.0);
            let at_top = in_order && top < TOP_PIXELS;
            state.dispatch(FeedStep::Refreshed { turn, first, at_top });
        }
    });
}

fn reload_order(backend: Backend, order_id: OrderId, state: UseReducerHandle<FeedState>) {
    if !state.items.iter().chain(&state.waiting).any(|order| order.id == order_id) {
        return;
    }
    spawn_local(async move {
        match backend.order(order_id).await {
            Ok(order) => state.dispatch(FeedStep::OrderChanged(order_id, Some(Box::new(order)))),
            Err(ClientError::Rejected(_)) => {
                state.dispatch(FeedStep::OrderChanged(order_id, None));
            }
            // Nothing is known of it.
            Err(_) => {}
        }
    });
}

fn again_when_live(backend: Backend, retry: Callback<()>) {
    spawn_local(async move {
        let link = backend.connection().await.map(|connection| connection.link);
        if matches!(link, Ok(Link::Live | Link::Polling)) {
            retry.emit(());
        }
    });
}
