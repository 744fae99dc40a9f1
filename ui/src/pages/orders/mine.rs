//! One's own orders by state: posted, assigned, responded to.

use std::rc::Rc;

use montaj_client::{pending::Pending, views::Change};
use montaj_domain::{response::ResponseStatus, user::Role};
use montaj_wire::{account::UserView, order::OrderView};
use yew::prelude::*;

use super::{
    mine_state::{ResponsesShown, Tab, decision, first_tab, listed, matches, tab_of},
    outbox_state::{Tone, mark},
};
use crate::{
    components::{
        Button, ButtonKind, LinkButton, LongList, OrderCard, PageHeader, PendingMark, SearchField,
        Shape, SkeletonKind, Tab as TabItem, Tabs, empty_state, load_failure, skeleton, stale_note,
    },
    hooks::{
        Load, MINE_PLACE, Me, use_action, use_backend, use_go, use_kept_place, use_load, use_me,
        use_now, use_search,
    },
    i18n::{error_text, response_status_name},
    routes::Route,
};

/// So many orders come with the snapshot; there may be older ones on the server.
const SNAPSHOT: usize = 100;

type Orders = (Rc<Vec<OrderView>>, Rc<Vec<Pending>>);

#[component]
pub fn MyOrdersPage() -> Html {
    let me = use_me();
    let orders = use_load(
        (),
        |(), change| matches!(change, Change::Order { .. }),
        |backend, ()| async move {
            let pending = backend.pending().await?;
            Ok((Rc::new(backend.my_orders().await?), Rc::new(pending)))
        },
    );
    use_kept_place(MINE_PLACE.into(), orders.data().is_some(), true);
    let content = match (orders.data(), orders.error()) {
        (Some(data), error) => html! {
            <>
                if let Some(error) = error {
                    { stale_note(&error, &orders.reload) }
                }
                <Listed data={(*data).clone()} me={me.clone()} reload={orders.reload.clone()} />
            </>
        },
        (None, Some(error)) => load_failure(&error, &orders.reload),
        (None, None) => skeleton(SkeletonKind::Cards),
    };
    html! {
        <div class="page" data-testid="my-orders">
            <PageHeader title={tr!("mine-title")} subtitle={subtitle(&orders, &me)}>
                if me.role == Role::Customer {
                    <LinkButton to={Route::NewOrder} label={tr!("mine-new")} icon={Shape::Plus}
                        testid="my-orders-new" />
                }
            </PageHeader>
            { content }
        </div>
    }
}

/// How many wait for one's word.
fn subtitle(orders: &Load<Orders>, me: &Me) -> Option<AttrValue> {
    let data = orders.data()?;
    let count = data.0.iter().filter(|order| decision(order, me).is_some()).count();
    (count > 0).then(|| tr!("mine-decide", count = count).into())
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ListedProps {
    data: Orders,
    me: Me,
    reload: Callback<()>,
}

#[component]
fn Listed(props: &ListedProps) -> Html {
    let ListedProps { data: (all, pending), me, reload } = props;
    let (search, go, now) = (use_search(), use_go(), use_now(60));
    let words = use_state(String::new);
    let shown = use_state(ResponsesShown::default);
    let asked = search.get("tab").and_then(|name| Tab::from_name(&name, me.role));
    let tab = asked.unwrap_or_else(|| first_tab(all, me));
    let onchoose = Callback::from(move |tab: Tab| {
        go.instead_with_query(Route::MyOrders, &[("tab", tab.name())])
    });
    let list: Vec<_> = listed(all, me, tab, *shown, &words).into_iter().cloned().collect();
    let set_words = words.setter();
    let set_shown = shown.setter();
    html! {
        <>
            { tabs(all, me, (tab, &words), &onchoose) }
            if !all.is_empty() {
                <div class="mine__tools">
                    <div class="feed-bar__search">
                        <SearchField testid="my-orders-search" label={tr!("mine-search")} value={(*words).clone()}
                            oninput={Callback::from(move |typed| set_words.set(typed))} />
                    </div>
                    if tab == Tab::Responses {
                        { response_states(*shown, &Callback::from(move |to| set_shown.set(to))) }
                    }
                </div>
            }
            if list.is_empty() {
                { empty(tab, me.role, !words.trim().is_empty() || *shown != ResponsesShown::All) }
            } else {
                { rows(Rc::new(list), pending.clone(), me.clone(), now) }
            }
            if all.len() >= SNAPSHOT {
                <Older {reload} />
            }
        </>
    }
}

/// Each with how many orders stand there, of those that the words name.
fn tabs(all: &[OrderView], me: &Me, (now, words): (Tab, &str), onchoose: &Callback<Tab>) -> Html {
    let holds = |order: &&OrderView, tab| tab_of(order, me) == tab && matches(order, words);
    let count = |tab| all.iter().filter(|order| holds(order, tab)).count();
    let item = |tab: &Tab| TabItem {
        id: tab.name(),
        label: tab.label().into(),
        count: Some(count(*tab)),
        testid: Some(format!("my-orders-tab-{}", tab.name()).into()),
    };
    let tabs: Vec<_> = Tab::of_role(me.role).iter().map(item).collect();
    let role = me.role;
    let onchoose =
        onchoose.reform(move |name: &'static str| Tab::from_name(name, role).unwrap_or(now));
    html! { <Tabs label={tr!("mine-title")} {tabs} chosen={now.name()} {onchoose} /> }
}

fn response_states(now: ResponsesShown, onchoose: &Callback<ResponsesShown>) -> Html {
    html! {
        <div class="quick" role="group" aria-label={tr!("mine-responses")}>
            for state in ResponsesShown::ALL {
                <button key={state.name()} type="button" aria-pressed={(state == now).to_string()}
                    data-testid={format!("my-responses-{}", state.name())}
                    class={classes!("quick__one", (state == now).then_some("quick__one--chosen"))}
                    onclick={onchoose.reform(move |_: MouseEvent| state)}>{ state.label() }</button>
            }
        </div>
    }
}

fn rows(
    list: Rc<Vec<OrderView>>,
    pending: Rc<Vec<Pending>>,
    me: Me,
    now: crate::format::Now,
) -> Html {
    let keys = list.iter().map(|order| AttrValue::from(order.id.to_string())).collect();
    let row = Callback::from(move |at: usize| {
        let Some(order) = list.get(at) else { return Html::default() };
        let decision = decision(order, &me);
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        let urgent_before = before.is_some_and(|order| self::decision(order, &me).is_some());
        let heading = match decision {
            Some(_) if at == 0 => Some(tr!("mine-decide-heading")),
            None if urgent_before => Some(tr!("mine-other-heading")),
            _ => None,
        };
        html! {
            <>
                if let Some(heading) = heading {
                    <h2 class="mine__heading">{ heading }</h2>
                }
                <OrderCard {now} with_status=true urgent={decision.is_some()}
                    note={decision.map(|it| it.text().into()).or_else(|| note(order, &me))}
                    pending={pending_mark(order, &pending)} order={order.clone()} />
            </>
        }
    });
    html! { <LongList keys={Rc::new(keys)} {row} testid="my-orders-list" name="mine-rows" /> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OlderProps {
    reload: Callback<()>,
}

/// The way to orders that did not come with the snapshot.
#[component]
fn Older(props: &OlderProps) -> Html {
    let (backend, action) = (use_backend(), use_action());
    let ended = use_state(|| false);
    if *ended {
        return Html::default();
    }
    let onclick = {
        let (action, ended, reload) = (action.clone(), ended.setter(), props.reload.clone());
        Callback::from(move |_: MouseEvent| {
            let (backend, ended, reload) = (backend.clone(), ended.clone(), reload.clone());
            action.run(async move { backend.load_older_orders().await }, move |more| {
                ended.set(!more);
                reload.emit(());
            });
        })
    };
    html! {
        <div class="list-foot">
            if let Some(error) = action.error() {
                <span role="alert">{ error_text(error) }</span>
            }
            { Button::new(tr!("mine-older")).kind(ButtonKind::Secondary).testid("my-orders-older")
                .busy(action.is_busy()).onclick(onclick).view() }
        </div>
    }
}

/// What of the order waits on this device, or was refused.
fn pending_mark(order: &OrderView, pending: &[Pending]) -> Option<PendingMark> {
    let of_order: Vec<_> =
        pending.iter().filter(|item| item.order_id == order.id).cloned().collect();
    let (tone, text) = mark(&of_order)?;
    Some(PendingMark { text: text.into(), refused: tone == Tone::Refused })
}

fn note(order: &OrderView, me: &UserView) -> Option<AttrValue> {
    if order.customer_id == me.id {
        let waits = tab_of(order, me) == Tab::Published;
        return waits.then(|| tr!("responses-count", count = order.responses_count).into());
    }
    let status = order.my_response_status.filter(|_| tab_of(order, me) != Tab::Cancelled)?;
    (status != ResponseStatus::Accepted).then(|| response_status_name(status).into())
}

fn empty(tab: Tab, role: Role, narrowed: bool) -> Html {
    if narrowed {
        return empty_state(
            Shape::Search,
            tr!("mine-nothing-title"),
            tr!("mine-nothing-text"),
            Html::default(),
        );
    }
    let (title, text) = match (tab, role) {
        (Tab::Published, _) => (tr!("mine-empty-published"), tr!("mine-empty-published-text")),
        (Tab::Responses, _) => (tr!("mine-empty-responses"), tr!("mine-empty-responses-text")),
        (Tab::Finished, _) => (tr!("mine-empty-finished"), tr!("mine-empty-finished-text")),
        (Tab::Cancelled, Role::Executor) => {
            (tr!("mine-empty-cancelled"), tr!("mine-empty-cancelled-executor"))
        }
        (Tab::Cancelled, _) => (tr!("mine-empty-cancelled"), tr!("mine-empty-cancelled-text")),
        (Tab::InProgress, Role::Executor) => {
            (tr!("mine-empty-progress"), tr!("mine-empty-progress-executor"))
        }
        (Tab::InProgress, _) => (tr!("mine-empty-progress"), tr!("mine-empty-progress-customer")),
    };
    empty_state(
        Shape::Orders,
        title,
        text,
        html! {
            if role == Role::Executor {
                <LinkButton to={Route::Feed} label={tr!("mine-empty-feed")} />
            } else if role == Role::Customer {
                <LinkButton to={Route::NewOrder} label={tr!("mine-new")} icon={Shape::Plus} />
            }
        },
    )
}
