//! Small marks: an order's state, a tariff, a number of unread things.

use montaj_domain::{order::OrderStatus, tariff::Tariff};
use yew::prelude::*;

use crate::i18n::{status_name, tariff_name};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StatusBadgeProps {
    pub status: OrderStatus,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn StatusBadge(props: &StatusBadgeProps) -> Html {
    let tone = match props.status {
        OrderStatus::Published => "status--published",
        OrderStatus::InProgress => "status--progress",
        OrderStatus::Completed => "status--completed",
        OrderStatus::Pending => "status--pending",
        OrderStatus::Cancelled | OrderStatus::Archived => "status--closed",
    };
    html! {
        <span class={classes!("status", tone)} data-testid={props.testid.clone()}
            data-status={props.status.as_str()}>{ status_name(props.status) }</span>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TariffBadgeProps {
    pub tariff: Tariff,
}

/// Only PREMIUM is worth a mark.
#[component]
pub fn TariffBadge(props: &TariffBadgeProps) -> Html {
    if props.tariff != Tariff::Premium {
        return Html::default();
    }
    html! { <span class="tariff" data-tariff={props.tariff.as_str()}>{ tariff_name(props.tariff) }</span> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CountBadgeProps {
    pub count: u32,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// Nothing for 0.
#[component]
pub fn CountBadge(props: &CountBadgeProps) -> Html {
    let shown = match props.count {
        0 => return Html::default(),
        1..100 => props.count.to_string(),
        _ => "99+".to_owned(),
    };
    html! {
        <span class="count" data-testid={props.testid.clone()}
            aria-label={tr!("unread-count", count = props.count)}>{ shown }</span>
    }
}
