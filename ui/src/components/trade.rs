//! A specialization's sign: its icon on its colour, alone or with its name.

use montaj_domain::user::Specialization;
use yew::prelude::*;

use super::{Icon, Shape};
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

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TradeSignProps {
    pub trade: Specialization,
    #[prop_or_default]
    pub large: bool,
}

/// The sign alone; beside it stands what says the same in words.
#[component]
pub fn TradeSign(props: &TradeSignProps) -> Html {
    let large = props.large.then_some("trade-sign--large");
    html! {
        <span class={classes!("trade-sign", trade_class(props.trade), large)} aria-hidden="true">
            <Icon shape={trade_shape(props.trade)} />
        </span>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TradeLabelProps {
    pub trade: Specialization,
}

/// Icon and name in a pill of its colour.
#[component]
pub fn TradeLabel(props: &TradeLabelProps) -> Html {
    html! {
        <span class={classes!("trade-label", trade_class(props.trade))}>
            <Icon shape={trade_shape(props.trade)} />{ category_name(props.trade) }
        </span>
    }
}
