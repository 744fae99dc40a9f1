//! The feed's loading: first page, next pages, and what comes while it is open.

use std::{cell::Cell, rc::Rc};

use montaj_client::{calls::Backend, views::Change};
use montaj_domain::ids::OrderId;
use yew::{platform::spawn_local, prelude::*};

use super::{
    filters::Filters,
    state::{FeedState, FeedStep, Phase},
};
use crate::hooks::{use_backend, use_changes};

/// Nearer to the top than this, new orders appear at once.
const TOP_PIXELS: f64 = 160.0;

#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    pub state: UseReducerHandle<FeedState>,
    pub more: Callback<()>,
    pub retry: Callback<()>,
    pub show_waiting: Callback<()>,
}

#[hook]
pub fn use_feed(filters: Filters) -> Feed {
    let backend = use_backend();
    let state = use_reducer(FeedState::default);
    let attempt = use_state(|| 0_u32);
    let dispatcher = state.dispatcher();
    use_effect_with((backend.clone(), filters.clone(), *attempt), move |(backend, filters, _)| {
        let ended = Rc::new(Cell::new(false));
        let (backend, query, over) = (backend.clone(), filters.query(None), ended.clone());
        dispatcher.dispatch(FeedStep::Restarted);
        spawn_local(async move {
            let page = backend.feed(query).await;
            if !over.get() {
                dispatcher.dispatch(FeedStep::FirstPage(page));
            }
        });
        move || ended.set(true)
    });
    let on_change = use_callback(
        (backend.clone(), filters.clone(), state.clone()),
        |change, (backend, filters, state)| match change {
            Change::Feed | Change::All => refresh(backend.clone(), filters.clone(), state.clone()),
            Change::Order { order_id } => reload_order(backend.clone(), order_id, state.clone()),
            _ => {}
        },
    );
    use_changes(on_change);
    let more = use_callback((backend, filters, state.clone()), |(), (backend, filters, state)| {
        next_page(backend.clone(), filters, state.clone());
    });
    let retry = use_callback(attempt, |(), attempt| attempt.set(**attempt + 1));
    let show_waiting = use_callback(state.dispatcher(), |(), dispatcher| {
        dispatcher.dispatch(FeedStep::WaitingShown);
        gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    Feed { state, more, retry, show_waiting }
}

fn next_page(backend: Backend, filters: &Filters, state: UseReducerHandle<FeedState>) {
    let Some(cursor) = state.cursor.clone().filter(|_| state.phase == Phase::Ready) else { return };
    let query = filters.query(Some(cursor));
    state.dispatch(FeedStep::MoreAsked);
    spawn_local(async move { state.dispatch(FeedStep::NextPage(backend.feed(query).await)) });
}

/// A new order was published somewhere: the first page tells whether it belongs here.
fn refresh(backend: Backend, filters: Filters, state: UseReducerHandle<FeedState>) {
    spawn_local(async move {
        // What fails here is tried again with the next change.
        if let Ok(page) = backend.feed(filters.query(None)).await {
            let top = gloo::utils::window().scroll_y().unwrap_or(0.0);
            state.dispatch(FeedStep::Refreshed { page, at_top: top < TOP_PIXELS });
        }
    });
}

fn reload_order(backend: Backend, order_id: OrderId, state: UseReducerHandle<FeedState>) {
    if !state.items.iter().chain(&state.waiting).any(|order| order.id == order_id) {
        return;
    }
    spawn_local(async move {
        let order = backend.order(order_id).await.ok().map(Box::new);
        state.dispatch(FeedStep::OrderChanged(order_id, order));
    });
}
