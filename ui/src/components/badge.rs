//! Small marks: an order's state, a tariff, a number of unread things.

use montaj_domain::{order::OrderStatus, tariff::Tariff};
use yew::prelude::*;

use crate::i18n::{status_name, tariff_name};

pub fn status_badge(status: OrderStatus, testid: Option<&'static str>) -> Html {
    let tone = match status {
        OrderStatus::Published => "status--published",
        OrderStatus::InProgress => "status--progress",
        OrderStatus::Completed => "status--completed",
        OrderStatus::Pending => "status--pending",
        OrderStatus::Cancelled | OrderStatus::Archived => "status--closed",
    };
    html! {
        <span class={classes!("status", tone)} data-testid={testid}
            data-status={status.as_str()}>{ status_name(status) }</span>
    }
}

/// Only PREMIUM is worth a mark.
pub fn tariff_badge(tariff: Tariff) -> Html {
    if tariff != Tariff::Premium {
        return Html::default();
    }
    html! { <span class="tariff" data-tariff={tariff.as_str()}>{ tariff_name(tariff) }</span> }
}

/// Nothing for 0.
pub fn count_badge(count: u32, testid: Option<&'static str>) -> Html {
    let shown = match count {
        0 => return Html::default(),
        1..100 => count.to_string(),
        _ => "99+".to_owned(),
    };
    html! {
        <span class="count" data-testid={testid}
            aria-label={tr!("unread-count", count = count)}>{ shown }</span>
    }
}
