//! The page of an order: what it asks for, how far it is, and what can be done next.

use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, order::OrderStatus, policy::OrderAction, user::Role};
use montaj_wire::order::OrderView;
use yew::{platform::spawn_local, prelude::*};

use super::{actions::OrderActions, responses::Responses, standing::Standing, timeline::Timeline};
use crate::{
    components::{
        Icon, LoadFailure, PageHeader, PartyCard, Shape, Skeleton, SkeletonKind, StaleNote,
        StatusBadge,
    },
    format::{self, Now},
    hooks::{Me, Shown, use_backend, use_load, use_me, use_media, use_now, use_shown},
    i18n::{category_name, payment_name, response_status_name},
    pages::chats::ChatPane,
};

/// From this width on, the chat stands beside its order.
const WIDE: &str = "(min-width: 1200px)";

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderPageProps {
    pub order_id: OrderId,
}

#[component]
pub fn OrderPage(props: &OrderPageProps) -> Html {
    let me = use_me();
    use_shown(Some(Shown::Order(props.order_id)));
    let order = use_load(
        props.order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| async move { backend.order(id).await },
    );
    match (order.data(), order.error()) {
        (Some(view), error) => html! {
            <>
                if let Some(error) = error {
                    <StaleNote {error} onretry={order.reload.clone()} />
                }
                <Order order={(*view).clone()} {me} />
            </>
        },
        (None, Some(error)) => html! {
            <div class="page"><LoadFailure {error} onretry={order.reload.clone()} /></div>
        },
        (None, None) => html! { <div class="page"><Skeleton kind={SkeletonKind::Page} /></div> },
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OrderProps {
    order: OrderView,
    me: Me,
}

#[component]
fn Order(props: &OrderProps) -> Html {
    let (order, me) = (&props.order, &props.me);
    let (now, wide, backend) = (use_now(60), use_media(WIDE), use_backend());
    let standing = Standing::of(order, me);
    let counts_view = me.role == Role::Executor && order.status == OrderStatus::Published;
    use_effect_with((order.id, counts_view), move |(id, counts)| {
        if *counts {
            let id = *id;
            // Only a figure for the customer: a failure needs no word.
            spawn_local(async move { drop(backend.view_order(id).await) });
        }
    });
    let beside = wide && standing.may(OrderAction::OpenChat);
    let number = tr!("order-number", number = order.order_number);
    html! {
        <div class={classes!("page", "order", beside.then_some("order--with-chat"))}
            data-testid="order-page" data-order-id={order.id.to_string()}>
            <div class="order__main">
                <PageHeader title={number} inner=true testid="order-number">
                    <StatusBadge status={order.status} testid="order-status" />
                </PageHeader>
                <section class="card order__card">
                    <p class="order__category">{ category_name(order.category) }</p>
                    <h2 class="order__title" data-testid="order-title">{ &order.title }</h2>
                    { facts(order, now) }
                </section>
                <section class="card order__next">
                    if let Some(advice) = standing.advice(order) {
                        <p class="order__advice">{ advice }</p>
                    }
                    if let Some(status) = order.my_response_status {
                        <p class="order__mine" data-testid="order-my-response" data-status={status.as_str()}>
                            { tr!("order-my-response") }{ " " }<strong>{ response_status_name(status) }</strong>
                        </p>
                    }
                    <OrderActions order={order.clone()} standing={standing.clone()} />
                    <Timeline order={order.clone()} {now} />
                </section>
                <section class="card order__card">
                    <h2 class="card__title">{ tr!("order-details") }</h2>
                    <p class="order__description">{ &order.description }</p>
                    { footer(order, now) }
                </section>
                { other_side(order, &standing) }
                if standing.may(OrderAction::ViewResponses) {
                    <Responses order_id={order.id} may_select={standing.may(OrderAction::Select)} {now} />
                }
            </div>
            if beside {
                <aside class="order__chat" data-testid="order-chat-pane">
                    <ChatPane key={order.id.to_string()} order_id={order.id} beside=true />
                </aside>
            }
        </div>
    }
}

fn facts(order: &OrderView, now: Now) -> Html {
    let dates = match order.end_date {
        Some(end) => tr!(
            "order-dates",
            start = format::calendar_day(order.start_date, now),
            end = format::calendar_day(end, now)
        ),
        None => tr!("order-from", start = format::calendar_day(order.start_date, now)),
    };
    let facts = [
        (Shape::Wallet, tr!("fact-budget"), format::budget(order)),
        (Shape::Calendar, tr!("fact-dates"), dates),
        (Shape::Pin, tr!("fact-place"), place(order)),
        (Shape::Check, tr!("fact-payment"), payment_name(order.payment_method)),
    ];
    html! {
        <dl class="facts">
            for (shape, name, value) in facts {
                <div key={name.clone()} class="facts__fact">
                    <dt><Icon {shape} />{ name }</dt>
                    <dd>{ value }</dd>
                </div>
            }
        </dl>
    }
}

/// The address; with the region before it where it does not begin with it itself.
fn place(order: &OrderView) -> String {
    if order.address.starts_with(&order.region) {
        order.address.clone()
    } else {
        format!("{}, {}", order.region, order.address)
    }
}

fn footer(order: &OrderView, now: Now) -> Html {
    html! {
        <p class="order__foot">
            if let Some(at) = order.published_at {
                <span>{ tr!("order-published", moment = format::moment(at, now)) }</span>
            }
            <span><Icon shape={Shape::Eye} />{ tr!("views-count", count = order.views_count) }</span>
            <span><Icon shape={Shape::People} />{ tr!("responses-count", count = order.responses_count) }</span>
        </p>
    }
}

/// The executor for the customer, the customer for everybody else.
fn other_side(order: &OrderView, standing: &Standing) -> Html {
    let working = order.status == OrderStatus::InProgress;
    let masked = match order.status {
        OrderStatus::Published if !standing.is_customer => Some(tr!("contacts-after-selection")),
        OrderStatus::Completed => Some(tr!("contacts-masked")),
        _ => None,
    };
    let contacts_note = masked.map(AttrValue::from);
    if standing.is_customer {
        let Some(party) = order.executor.clone() else { return Html::default() };
        let title = if working { tr!("party-executor") } else { tr!("party-executor-was") };
        return html! { <PartyCard {title} {party} {contacts_note} has_profile=true /> };
    }
    html! { <PartyCard title={tr!("party-customer")} party={order.customer.clone()} {contacts_note} /> }
}
