//! The order beside its chat, where the window has room for three columns.

use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, order::OrderStatus};
use montaj_wire::order::OrderView;
use yew::prelude::*;

use crate::{
    components::{
        ButtonKind, LinkButton, PartyCard, Shape, SkeletonKind, icon, load_failure, skeleton,
        status_badge,
    },
    format,
    hooks::{use_load, use_me, use_now},
    i18n::{category_name, payment_name},
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderSummaryProps {
    pub order_id: OrderId,
}

#[component]
pub fn OrderSummary(props: &OrderSummaryProps) -> Html {
    let order = use_load(
        props.order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| backend.order(id),
    );
    html! {
        <aside class="chats__order" aria-label={tr!("chats-order")} data-testid="chat-order-summary">
            if let Some(order) = order.data() {
                <Summary order={(*order).clone()} />
            } else if let Some(error) = order.error() {
                { load_failure(&error, &order.reload) }
            } else {
                { skeleton(SkeletonKind::Page) }
            }
        </aside>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SummaryProps {
    order: OrderView,
}

#[component]
fn Summary(props: &SummaryProps) -> Html {
    let (order, me, now) = (&props.order, use_me(), use_now(60));
    let is_customer = order.customer_id == me.id;
    let other = if is_customer { order.executor.clone() } else { Some(order.customer.clone()) };
    let note = (order.status != OrderStatus::InProgress).then(|| tr!("contacts-masked"));
    let until = order.end_date.map(|end| format!(" — {}", format::calendar_day(end, now)));
    let days = format::calendar_day(order.start_date, now) + &until.unwrap_or_default();
    html! {
        <>
            <section class="card chats__facts">
                <span class="chats__category">
                    { category_name(order.category) }{ status_badge(order.status, None) }
                </span>
                <h2 class="card__title">{ &order.title }</h2>
                <strong class="order-card__budget">{ format::budget(order) }</strong>
                <p>{ icon(Shape::Calendar) }<span>{ days }</span></p>
                <p>{ icon(Shape::Pin) }<span>{ &order.address }</span></p>
                <p>{ icon(Shape::Wallet) }<span>{ payment_name(order.payment_method) }</span></p>
                <p class="chats__description">{ &order.description }</p>
                <LinkButton to={Route::Order { order_id: order.id }} label={tr!("action-open-order")}
                    kind={ButtonKind::Secondary} />
            </section>
            if let Some(party) = other {
                <PartyCard title={tr!(if is_customer { "party-executor" } else { "party-customer" })} {party}
                    has_profile={is_customer} contacts_note={note.map(AttrValue::from)} />
            }
        </>
    }
}
