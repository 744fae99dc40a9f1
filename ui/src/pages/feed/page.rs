//! The page of the feed.

use gloo::events::EventListener;
use montaj_domain::user::{Specialization, UserStatus};
use montaj_wire::account::PublicSettings;
use yew::prelude::*;

use super::{
    filters::{FilterBar, Filters},
    state::Phase,
    use_feed::{Feed, use_feed},
};
use crate::{
    components::{
        Button, ButtonKind, EmptyState, Icon, LinkButton, LoadFailure, OrderCard, PageHeader,
        Shape, Skeleton, SkeletonKind, StaleNote,
    },
    hooks::{Me, use_debounced, use_form, use_load, use_me, use_now},
    routes::Route,
};

/// So near to the end, the next page is asked for.
const NEAR_END_PIXELS: f64 = 900.0;

#[component]
pub fn FeedPage() -> Html {
    let me = use_me();
    let form = use_form(Filters::default);
    let settled = use_debounced((*form).clone(), 250);
    let feed = use_feed(settled.clone());
    let settings =
        use_load((), |(), _| false, |backend, ()| async move { backend.public_settings().await });
    let regions = settings.data().map(|s: std::rc::Rc<PublicSettings>| s.regions.clone());
    let more = feed.more.clone();
    use_near_end(more);
    let onreset =
        form.edit(|filters, ()| *filters = Filters { sort: filters.sort, ..Filters::default() });
    html! {
        <div class="page">
            <PageHeader title={tr!("feed-title")} subtitle={subtitle(&me)} />
            if me.status == UserStatus::Pending {
                <p class="notice" data-testid="profile-status" data-status="PENDING">
                    <Icon shape={Shape::Clock} /><span>{ tr!("account-pending-note") }</span>
                </p>
            }
            <FilterBar filters={(*form).clone()} categories={active(&me)}
                regions={regions.unwrap_or_default()} {onreset}
                ontext={form.edit(|filters, text| filters.text = text)}
                oncategory={form.edit(|filters, category| filters.category = category)}
                onregion={form.edit(|filters, region| filters.region = region)}
                onsort={form.edit(|filters, sort| filters.sort = sort)} />
            if !feed.state.waiting.is_empty() {
                <button type="button" class="new-orders" data-testid="feed-new-orders"
                    onclick={feed.show_waiting.reform(|_| ())}>
                    <span class="pane" aria-hidden="true" />
                    { tr!("feed-new-orders", count = feed.state.waiting.len()) }
                </button>
            }
            <List {feed} filters={settled} {me} />
        </div>
    }
}

fn active(me: &Me) -> Vec<Specialization> {
    me.executor_profile.as_ref().map(|p| p.active_specializations.clone()).unwrap_or_default()
}

fn subtitle(me: &Me) -> AttrValue {
    let region = me.executor_profile.as_ref().map(|profile| profile.region.clone());
    match region.filter(|region| !region.is_empty()) {
        Some(region) => tr!("feed-subtitle", region = region).into(),
        None => tr!("feed-subtitle-nowhere").into(),
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ListProps {
    feed: Feed,
    filters: Filters,
    me: Me,
}

#[component]
fn List(props: &ListProps) -> Html {
    let now = use_now(60);
    let feed = &props.feed;
    let state = &feed.state;
    if !state.loaded {
        return match &state.error {
            Some(error) if state.phase == Phase::Ready => html! {
                <LoadFailure error={error.clone()} onretry={feed.retry.clone()} />
            },
            _ => html! { <Skeleton kind={SkeletonKind::Cards} /> },
        };
    }
    if state.items.is_empty() && state.phase == Phase::Ready {
        return empty(&props.filters, &props.me);
    }
    let loading = state.phase == Phase::Loading;
    html! {
        <>
            if let Some(error) = &state.error {
                <StaleNote error={error.clone()} onretry={feed.retry.clone()} />
            }
            <div class={classes!("cards", loading.then_some("cards--loading"))} data-testid="feed"
                aria-busy={loading.to_string()}>
                for order in state.items.iter() {
                    <OrderCard key={order.id.to_string()} fresh={state.fresh.contains(&order.id)}
                        {now} order={order.clone()} />
                }
            </div>
            { foot(feed) }
        </>
    }
}

fn foot(feed: &Feed) -> Html {
    let state = &feed.state;
    if state.phase == Phase::LoadingMore {
        return html! { <p class="list-foot" data-testid="feed-more"><span class="spinner" /></p> };
    }
    if state.cursor.is_none() {
        return html! { <p class="list-foot" data-testid="feed-end">{ tr!("feed-end") }</p> };
    }
    html! {
        <p class="list-foot">
            <Button label={tr!("feed-more")} kind={ButtonKind::Ghost} icon={Shape::Down}
                onclick={feed.more.reform(|_| ())} />
        </p>
    }
}

fn empty(filters: &Filters, me: &Me) -> Html {
    if active(me).is_empty() {
        return html! {
            <EmptyState shape={Shape::Spark} title={tr!("feed-no-trade-title")} text={tr!("feed-no-trade-text")}>
                <LinkButton to={Route::Profile} label={tr!("feed-no-trade-next")} />
            </EmptyState>
        };
    }
    if filters.narrow() {
        return html! {
            <EmptyState shape={Shape::Search} title={tr!("feed-nothing-title")} text={tr!("feed-nothing-text")} />
        };
    }
    html! {
        <EmptyState shape={Shape::Feed} title={tr!("feed-empty-title")} text={tr!("feed-empty-text")}>
            <LinkButton to={Route::Profile} label={tr!("feed-empty-next")} kind={ButtonKind::Secondary} />
        </EmptyState>
    }
}

/// Calls `more` as the window's scrolling nears the end of the page.
#[hook]
fn use_near_end(more: Callback<()>) {
    use_effect_with(more, |more| {
        let more = more.clone();
        let listener = EventListener::new(&gloo::utils::window(), "scroll", move |_| {
            let window = gloo::utils::window();
            let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
            let bottom = window.scroll_y().unwrap_or(0.0) + height;
            if f64::from(gloo::utils::document_element().scroll_height()) - bottom < NEAR_END_PIXELS
            {
                more.emit(());
            }
        });
        move || drop(listener)
    });
}
