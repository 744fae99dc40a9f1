//! An order in a list.

use montaj_wire::order::OrderView;
use yew::prelude::*;

use super::{Shape, icon, status_badge, trade_label};
use crate::{
    format::{self, Now},
    hooks::use_go,
    i18n::response_status_name,
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderCardProps {
    pub order: OrderView,
    pub now: Now,
    /// Lists of one's own orders show the state, the feed has only published ones.
    #[prop_or_default]
    pub with_status: bool,
    /// Came while the list was open.
    #[prop_or_default]
    pub fresh: bool,
    /// A line at the foot: «3 отклика».
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// The note is what the person should do now.
    #[prop_or_default]
    pub urgent: bool,
    #[prop_or_default]
    pub pending: Option<PendingMark>,
}

/// What of the order waits to be sent from this device, or was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingMark {
    pub text: AttrValue,
    pub refused: bool,
}

#[component]
pub fn OrderCard(props: &OrderCardProps) -> Html {
    let order = &props.order;
    let (href, onclick) = use_go().link(Route::Order { order_id: order.id });
    let published = order.published_at.unwrap_or(order.created_at);
    let in_feed = !props.with_status;
    let class = classes!(
        "order-card",
        props.fresh.then_some("order-card--fresh"),
        props.urgent.then_some("order-card--urgent"),
        (in_feed && order.has_viewed).then_some("order-card--viewed"),
    );
    html! {
        <a {class} {href} {onclick} data-testid="order-card" data-order-id={order.id.to_string()}
            data-status={order.status.as_str()}>
            <span class="order-card__top">
                { trade_label(order.category) }
                if props.with_status {
                    { status_badge(order.status, None) }
                } else {
                    { seen(order) }
                    <time class="order-card__time">{ format::age(published, props.now) }</time>
                }
            </span>
            <span class="order-card__head">
                <strong class="order-card__title" data-testid="order-card-title">{ &order.title }</strong>
                <strong class="order-card__budget">{ format::budget(order) }</strong>
            </span>
            <span class="order-card__text">{ &order.description }</span>
            <span class="order-card__facts">
                <span>{ icon(Shape::Calendar) }{ format::days(order.start_date, order.end_date, props.now) }</span>
                <span>{ icon(Shape::Pin) }{ place(order) }</span>
                if in_feed {
                    <span>{ icon(Shape::People) }{ tr!("responses-count", count = order.responses_count) }</span>
                }
                { foot(props) }
            </span>
        </a>
    }
}

/// What the executor did with it already.
fn seen(order: &OrderView) -> Html {
    match order.my_response_status {
        Some(status) => html! {
            <span class="order-card__mark order-card__mark--mine">{ icon(Shape::Check) }
                { response_status_name(status) }</span>
        },
        None if order.has_responded => html! {
            <span class="order-card__mark order-card__mark--mine">{ icon(Shape::Check) }
                { tr!("order-responded") }</span>
        },
        None if order.has_viewed => html! {
            <span class="order-card__mark">{ icon(Shape::Eye) }{ tr!("order-viewed") }</span>
        },
        None => Html::default(),
    }
}

fn place(order: &OrderView) -> String {
    if order.address.is_empty() { order.region.clone() } else { order.address.clone() }
}

fn foot(props: &OrderCardProps) -> Html {
    let Some(pending) = &props.pending else {
        let Some(note) = &props.note else { return Html::default() };
        let urgent = props.urgent.then_some("order-card__note--urgent");
        return html! {
            <span class={classes!("order-card__note", urgent)} data-testid="order-card-note">{ note }</span>
        };
    };
    let (class, shape) = if pending.refused {
        ("order-card__note--bad", Shape::Alert)
    } else {
        ("order-card__note--waits", Shape::Clock)
    };
    html! {
        <span class={classes!("order-card__note", class)} data-testid="order-card-pending">
            { icon(shape) }{ &pending.text }
        </span>
    }
}
