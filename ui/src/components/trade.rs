//! A specialization's sign: its icon on its colour, alone or with its name.

use montaj_domain::user::Specialization;
use yew::prelude::*;

use super::{Shape, icon};
use crate::i18n::category_name;

pub const fn trade_shape(trade: Specialization) -> Shape {
    match trade {
        Specialization::Windows => Shape::Windows,
        Specialization::Doors => Shape::Doors,
        Specialization::Ceilings => Shape::Ceilings,
        Specialization::Conditioners => Shape::Conditioners,
        Specialization::Blinds => Shape::Blinds,
        Specialization::Furniture => Shape::Furniture,
    }
}

/// Gives its element `--trade`, `--trade-soft` and `--trade-text`.
const fn trade_class(trade: Specialization) -> &'static str {
    match trade {
        Specialization::Windows => "trade--windows",
        Specialization::Doors => "trade--doors",
        Specialization::Ceilings => "trade--ceilings",
        Specialization::Conditioners => "trade--conditioners",
        Specialization::Blinds => "trade--blinds",
        Specialization::Furniture => "trade--furniture",
    }
}

/// The sign alone; beside it stands what says the same in words.
pub fn trade_sign(trade: Specialization) -> Html {
    sign(trade, "trade-sign")
}

pub fn large_trade_sign(trade: Specialization) -> Html {
    sign(trade, "trade-sign trade-sign--large")
}

fn sign(trade: Specialization, class: &'static str) -> Html {
    html! {
        <span class={classes!(class, trade_class(trade))} aria-hidden="true">
            { icon(trade_shape(trade)) }
        </span>
    }
}

/// Icon and name in a pill of its colour.
pub fn trade_label(trade: Specialization) -> Html {
    html! {
        <span class={classes!("trade-label", trade_class(trade))}>
            { icon(trade_shape(trade)) }{ category_name(trade) }
        </span>
    }
}
