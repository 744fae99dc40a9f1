//! How far one's own message has got (PRODUCT 5.2): clock, ✓, ✓✓, coloured ✓✓.

use montaj_client::views::DeliveryMark;
use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    Queued,
    Refused,
    Sent,
    Delivered,
    Read,
}

impl Tick {
    /// As `data-delivery` says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Refused => "refused",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Queued => tr!("tick-queued"),
            Self::Refused => tr!("tick-refused"),
            Self::Sent => tr!("tick-sent"),
            Self::Delivered => tr!("tick-delivered"),
            Self::Read => tr!("tick-read"),
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Queued => "M12 5.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12 8v2.8l1.8 1.2",
            Self::Refused => "M12 4.5v7.5M12 15.4v.1",
            Self::Sent => "M6 10.8l3.7 3.7L17 7",
            Self::Delivered | Self::Read => "M2.5 10.8l3.7 3.7L13.5 7M10.5 13.8l.7.7L18.5 7",
        }
    }
}

impl From<DeliveryMark> for Tick {
    fn from(mark: DeliveryMark) -> Self {
        match mark {
            DeliveryMark::Sent => Self::Sent,
            DeliveryMark::Delivered => Self::Delivered,
            DeliveryMark::Read => Self::Read,
        }
    }
}

pub fn ticks(tick: Tick) -> Html {
    html! {
        <svg class={format!("tick tick--{}", tick.name())} viewBox="0 0 21 20" role="img"
            fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"
            stroke-linejoin="round" aria-label={tick.label()}>
            <path d={tick.path()} />
        </svg>
    }
}
