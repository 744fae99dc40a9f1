//! One's own orders by state: posted, assigned, responded to.

use std::rc::Rc;

use montaj_client::{pending::Pending, views::Change};
use montaj_domain::{order::OrderStatus, response::ResponseStatus, user::Role};
use montaj_wire::{account::UserView, order::OrderView};
use yew::prelude::*;

use super::outbox_state::{Tone, mark};
use crate::{
    components::{
        EmptyState, LinkButton, LoadFailure, OrderCard, PageHeader, PendingMark, Shape, Skeleton,
        SkeletonKind, StaleNote,
    },
    hooks::{Me, use_load, use_me, use_now},
    i18n::response_status_name,
    routes::Route,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    InProgress,
    /// A customer's orders that wait for responses.
    Published,
    /// An executor's orders that wait for the customer's choice, or went to another.
    Responses,
    Finished,
}

impl Tab {
    const fn of_role(role: Role) -> &'static [Self] {
        match role {
            Role::Executor => &[Self::InProgress, Self::Responses, Self::Finished],
            _ => &[Self::Published, Self::InProgress, Self::Finished],
        }
    }

    const fn testid(self) -> &'static str {
        match self {
            Self::InProgress => "my-orders-tab-in-progress",
            Self::Published => "my-orders-tab-published",
            Self::Responses => "my-orders-tab-responses",
            Self::Finished => "my-orders-tab-finished",
        }
    }

    fn label(self) -> String {
        match self {
            Self::InProgress => tr!("mine-in-progress"),
            Self::Published => tr!("mine-published"),
            Self::Responses => tr!("mine-responses"),
            Self::Finished => tr!("mine-finished"),
        }
    }
}

/// Where an order stands in the list of `me`.
fn tab_of(order: &OrderView, me: &UserView) -> Tab {
    let own = order.customer_id == me.id;
    let assigned = order.executor_id == Some(me.id);
    match order.status {
        OrderStatus::Completed | OrderStatus::Cancelled | OrderStatus::Archived => Tab::Finished,
        _ if !own && !assigned => Tab::Responses,
        OrderStatus::InProgress => Tab::InProgress,
        OrderStatus::Pending | OrderStatus::Published => Tab::Published,
    }
}

/// The tab to begin with: the first that has something.
fn first_tab(orders: &[OrderView], me: &UserView) -> Tab {
    let tabs = Tab::of_role(me.role);
    let filled = tabs.iter().find(|tab| orders.iter().any(|order| tab_of(order, me) == **tab));
    filled.or(tabs.first()).copied().unwrap_or(Tab::Published)
}

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
    let chosen = use_state(|| None::<Tab>);
    let choose = chosen.setter();
    let content = match (orders.data(), orders.error()) {
        (Some(data), error) => {
            let (all, pending) = (*data).clone();
            let tab = (*chosen).unwrap_or_else(|| first_tab(&all, &me));
            let onchoose = Callback::from(move |tab| choose.set(Some(tab)));
            html! {
                <>
                    if let Some(error) = error {
                        <StaleNote {error} onretry={orders.reload.clone()} />
                    }
                    <Tabs orders={all.clone()} me={me.clone()} {tab} {onchoose} />
                    <TabList orders={all} {pending} me={me.clone()} {tab} />
                </>
            }
        }
        (None, Some(error)) => html! { <LoadFailure {error} onretry={orders.reload.clone()} /> },
        (None, None) => html! { <Skeleton kind={SkeletonKind::Cards} /> },
    };
    html! {
        <div class="page" data-testid="my-orders">
            <PageHeader title={tr!("mine-title")}>
                if me.role == Role::Customer {
                    <LinkButton to={Route::NewOrder} label={tr!("mine-new")} icon={Shape::Plus}
                        testid="my-orders-new" />
                }
            </PageHeader>
            { content }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TabsProps {
    orders: Rc<Vec<OrderView>>,
    me: Me,
    tab: Tab,
    onchoose: Callback<Tab>,
}

#[component]
fn Tabs(props: &TabsProps) -> Html {
    html! {
        <div class="tabs" role="tablist">
            for tab in Tab::of_role(props.me.role).iter().copied() {
                <button key={tab.testid()} type="button" role="tab" data-testid={tab.testid()}
                    class={classes!("tabs__tab", (tab == props.tab).then_some("tabs__tab--active"))}
                    aria-selected={(tab == props.tab).to_string()}
                    onclick={props.onchoose.reform(move |_| tab)}>
                    { tab.label() }
                    <span class="tabs__count">
                        { props.orders.iter().filter(|order| tab_of(order, &props.me) == tab).count() }
                    </span>
                </button>
            }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TabListProps {
    orders: Rc<Vec<OrderView>>,
    pending: Rc<Vec<Pending>>,
    me: Me,
    tab: Tab,
}

#[component]
fn TabList(props: &TabListProps) -> Html {
    let now = use_now(60);
    let shown: Vec<_> = props
        .orders
        .iter()
        .filter(|order| tab_of(order, &props.me) == props.tab)
        .cloned()
        .collect();
    if shown.is_empty() {
        return empty(props.tab, props.me.role);
    }
    html! {
        <div class="cards" role="tabpanel">
            for order in shown {
                <OrderCard key={order.id.to_string()} {now} with_status=true
                    note={note(&order, &props.me)} pending={pending_mark(&order, &props.pending)}
                    order={order.clone()} />
            }
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
        let waits = order.status == OrderStatus::Published;
        return waits.then(|| tr!("responses-count", count = order.responses_count).into());
    }
    let status = order.my_response_status?;
    (status != ResponseStatus::Accepted).then(|| response_status_name(status).into())
}

fn empty(tab: Tab, role: Role) -> Html {
    let (title, text) = match (tab, role) {
        (Tab::Published, _) => (tr!("mine-empty-published"), tr!("mine-empty-published-text")),
        (Tab::Responses, _) => (tr!("mine-empty-responses"), tr!("mine-empty-responses-text")),
        (Tab::Finished, _) => (tr!("mine-empty-finished"), tr!("mine-empty-finished-text")),
        (Tab::InProgress, Role::Executor) => {
            (tr!("mine-empty-progress"), tr!("mine-empty-progress-executor"))
        }
        (Tab::InProgress, _) => (tr!("mine-empty-progress"), tr!("mine-empty-progress-customer")),
    };
    html! {
        <EmptyState shape={Shape::Orders} {title} {text}>
            if role == Role::Executor {
                <LinkButton to={Route::Feed} label={tr!("mine-empty-feed")} />
            } else if role == Role::Customer {
                <LinkButton to={Route::NewOrder} label={tr!("mine-new")} icon={Shape::Plus} />
            }
        </EmptyState>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::orders::samples::{in_progress, person, published};

    #[test]
    fn an_order_stands_where_its_state_and_one_s_part_in_it_say() {
        let (anna, boris, vera) =
            (person(1, Role::Customer), person(2, Role::Executor), person(3, Role::Executor));
        assert_eq!(tab_of(&published(1), &anna), Tab::Published);
        assert_eq!(tab_of(&in_progress(1), &anna), Tab::InProgress);
        assert_eq!(tab_of(&in_progress(1), &boris), Tab::InProgress);
        assert_eq!(tab_of(&in_progress(1), &vera), Tab::Responses);
        assert_eq!(first_tab(&[in_progress(1)], &anna), Tab::InProgress);
        assert_eq!(first_tab(&[], &anna), Tab::Published);
    }
}
