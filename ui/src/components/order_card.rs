//! An order in a list.

use montaj_wire::order::OrderView;
use yew::prelude::*;

use super::{Icon, Shape, StatusBadge, TradeLabel};
use crate::{
    format::{self, Now},
    hooks::use_go,
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
    let class = classes!(
        "order-card",
        props.fresh.then_some("order-card--fresh"),
        (!props.with_status && order.has_viewed).then_some("order-card--viewed"),
    );
    html! {
        <a {class} {href} {onclick} data-testid="order-card" data-order-id={order.id.to_string()}
            data-status={order.status.as_str()}>
            <span class="order-card__top">
                <TradeLabel trade={order.category} />
                if props.with_status {
                    <StatusBadge status={order.status} />
                } else {
                    <time class="order-card__time">{ format::moment(published, props.now) }</time>
                }
            </span>
            <strong class="order-card__title" data-testid="order-card-title">{ &order.title }</strong>
            <span class="order-card__text">{ &order.description }</span>
            <span class="order-card__facts">
                <strong class="order-card__budget">{ format::budget(order) }</strong>
                <span><Icon shape={Shape::Calendar} />{ format::calendar_day(order.start_date, props.now) }</span>
                <span><Icon shape={Shape::Pin} />{ &order.region }</span>
                if let Some(pending) = &props.pending {
                    <span class={classes!("order-card__note", if pending.refused { "order-card__note--bad" }
                        else { "order-card__note--waits" })} data-testid="order-card-pending">
                        <Icon shape={if pending.refused { Shape::Alert } else { Shape::Clock }} />
                        { &pending.text }
                    </span>
                } else if let Some(note) = &props.note {
                    <span class="order-card__note">{ note }</span>
                }
            </span>
        </a>
    }
}
