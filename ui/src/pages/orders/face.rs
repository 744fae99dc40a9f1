//! What an order asks for: trade, title, budget, days, place, and the customer's words.

use montaj_domain::order::OrderStatus;
use montaj_wire::order::OrderView;
use yew::prelude::*;

use crate::{
    components::{Icon, Shape, TradeLabel},
    format::{self, Now},
    i18n::payment_name,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderFaceProps {
    pub order: OrderView,
    pub now: Now,
    /// With the description.
    #[prop_or_default]
    pub whole: bool,
}

#[component]
pub fn OrderFace(props: &OrderFaceProps) -> Html {
    let OrderFaceProps { order, now, whole } = props;
    html! {
        <section class="card order__card">
            <p class="order__top">
                <TradeLabel trade={order.category} />
                <strong class="order__budget">{ format::budget(order) }</strong>
            </p>
            <h2 class="order__title" data-testid="order-title">{ &order.title }</h2>
            { facts(order, *now) }
            if *whole {
                <p class="order__description">{ &order.description }</p>
            }
            if order.status == OrderStatus::Published {
                { foot(order, *now) }
            }
        </section>
    }
}

/// When it was published, and what came of it.
fn foot(order: &OrderView, now: Now) -> Html {
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

fn facts(order: &OrderView, now: Now) -> Html {
    let dates = format::days(order.start_date, order.end_date, now);
    let facts = [
        (Shape::Calendar, tr!("fact-dates"), dates),
        (Shape::Pin, tr!("fact-place"), place(order)),
        (Shape::Wallet, tr!("fact-payment"), payment_name(order.payment_method)),
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
