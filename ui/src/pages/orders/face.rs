//! What an order asks for: trade, title, budget, days, place, and the customer's words.

use montaj_domain::order::OrderStatus;
use montaj_wire::order::OrderView;
use yew::prelude::*;

use crate::{
    components::{Shape, icon, trade_label},
    format::{self, Now},
    i18n::payment_name,
};

/// `whole` is with the description.
pub fn order_face(order: &OrderView, now: Now, whole: bool) -> Html {
    html! {
        <section class="card order__card">
            <p class="order__top">
                { trade_label(order.category) }
                <strong class="order__budget">{ format::budget(order) }</strong>
            </p>
            <h2 class="order__title" data-testid="order-title">{ &order.title }</h2>
            { facts(order, now) }
            if whole {
                <p class="order__description">{ &order.description }</p>
            }
            if order.status == OrderStatus::Published {
                { foot(order, now) }
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
            <span>{ icon(Shape::Eye) }{ tr!("views-count", count = order.views_count) }</span>
            <span>{ icon(Shape::People) }{ tr!("responses-count", count = order.responses_count) }</span>
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
                    <dt>{ icon(shape) }{ name }</dt>
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
