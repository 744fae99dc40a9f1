//! The orders of the feed, or why there are none.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    filters::Filters,
    page::active,
    state::{FeedState, Phase},
    use_feed::Feed,
};
use crate::{
    components::{
        Button, ButtonKind, LinkButton, LongList, OrderCard, Shape, SkeletonKind, empty_state,
        icon, load_failure, skeleton, stale_note,
    },
    format::Now,
    hooks::{Form, Me, use_now},
    i18n::error_text,
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FeedListProps {
    pub feed: Feed,
    pub form: Form<Filters>,
    /// What the list shows or is about to.
    pub filters: Filters,
    pub me: Me,
}

#[component]
pub fn FeedList(props: &FeedListProps) -> Html {
    let now = use_now(60);
    let feed = &props.feed;
    let state = &feed.state;
    if !state.loaded {
        return match &state.error {
            Some(error) if state.phase == Phase::Ready => load_failure(error, &feed.retry),
            _ => skeleton(SkeletonKind::Cards),
        };
    }
    let note = match &state.error {
        Some(error) => stale_note(error, &feed.retry),
        None if state.kept => kept_note(),
        None => Html::default(),
    };
    if state.items.is_empty() && state.phase == Phase::Ready {
        return html! { <>{ note }{ empty(props) }</> };
    }
    let loading = state.phase == Phase::Loading;
    html! {
        <>
            { note }
            { rows(state, now, loading) }
            { foot(feed) }
        </>
    }
}

fn rows(state: &UseReducerHandle<FeedState>, now: Now, busy: bool) -> Html {
    let keys = state.items.iter().map(|order| AttrValue::from(order.id.to_string())).collect();
    let shown = state.clone();
    let row = Callback::from(move |at: usize| {
        let Some(order) = shown.items.get(at) else { return Html::default() };
        let fresh = shown.fresh.contains(&order.id);
        html! { <OrderCard {fresh} {now} order={(**order).clone()} /> }
    });
    let class = classes!("feed__list", busy.then_some("feed__list--busy"));
    html! { <LongList keys={Rc::new(keys)} {row} {class} {busy} testid="feed" name="feed-rows" /> }
}

/// Without a network: the first page as it was seen last.
fn kept_note() -> Html {
    html! {
        <p class="notice" role="status" data-testid="feed-kept">
            { icon(Shape::Offline) }<span>{ tr!("feed-kept") }</span>
        </p>
    }
}

fn foot(feed: &Feed) -> Html {
    let state = &feed.state;
    let again = || feed.more.reform(|_: MouseEvent| ());
    if state.phase == Phase::LoadingMore {
        return html! {
            <div class="feed__foot" data-testid="feed-more" role="status" aria-label={tr!("loading")}>
                { skeleton(SkeletonKind::Cards) }
            </div>
        };
    }
    if let Some(error) = &state.more_error {
        return html! {
            <div class="list-foot" role="alert" data-testid="feed-more-error">
                <span>{ error_text(error) }</span>
                { Button::new(tr!("action-retry")).icon(Shape::Retry).kind(ButtonKind::Secondary)
                    .onclick(again()).view() }
            </div>
        };
    }
    match (&state.cursor, state.kept) {
        (None, true) => Html::default(),
        (None, false) => html! {
            <p class="list-foot" data-testid="feed-end">{ tr!("feed-end") }</p>
        },
        (Some(_), _) => html! {
            <p class="list-foot">
                { Button::new(tr!("feed-more")).icon(Shape::Down).kind(ButtonKind::Ghost)
                    .onclick(again()).view() }
            </p>
        },
    }
}

fn empty(props: &FeedListProps) -> Html {
    if active(&props.me).is_empty() {
        return empty_state(
            Shape::Spark,
            tr!("feed-no-trade-title"),
            tr!("feed-no-trade-text"),
            html! {
                <LinkButton to={Route::Profile} label={tr!("feed-no-trade-next")} />
            },
        );
    }
    if props.filters.narrow() {
        let onclick =
            props.form.edit(|filters: &mut Filters, _: MouseEvent| *filters = filters.cleared());
        return empty_state(
            Shape::Search,
            tr!("feed-nothing-title"),
            tr!("feed-nothing-text"),
            Button::new(tr!("feed-nothing-next")).testid("feed-widen").onclick(onclick).view(),
        );
    }
    empty_state(
        Shape::Feed,
        tr!("feed-empty-title"),
        tr!("feed-empty-text"),
        html! {
            <LinkButton to={Route::Profile} label={tr!("feed-empty-next")} kind={ButtonKind::Secondary} />
        },
    )
}
