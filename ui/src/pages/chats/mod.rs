//! Chats: the list, and the one that is open (PRODUCT 5).

mod acts;
mod composer;
mod conversation;
mod header;
mod line;
mod list;
mod marked;
mod outline;
mod pane;
mod quote;
mod reading;
mod rows;
mod search;
mod summary;
mod tools;

use montaj_domain::ids::OrderId;
use yew::prelude::*;

pub use self::pane::ChatPane;
use self::{list::ChatList, summary::OrderSummary};
use crate::{
    components::{Shape, empty_state},
    hooks::use_media,
};

/// From this width on, the list stands beside the open chat.
const TWO_PANES: &str = "(min-width: 900px)";
/// And from this one the order beside both.
const THREE_PANES: &str = "(min-width: 1440px)";

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChatsPageProps {
    #[prop_or_default]
    pub open: Option<OrderId>,
}

#[component]
pub fn ChatsPage(props: &ChatsPageProps) -> Html {
    let (two_panes, three_panes) = (use_media(TWO_PANES), use_media(THREE_PANES));
    let open = props.open;
    html! {
        <div class={classes!("chats", open.is_some().then_some("chats--open"))} data-testid="chats">
            if two_panes || open.is_none() {
                <ChatList {open} />
            }
            if let Some(order_id) = open {
                <ChatPane key={order_id.to_string()} {order_id} />
                if three_panes {
                    <OrderSummary {order_id} />
                }
            } else if two_panes {
                <section class="chats__nothing">
                    { empty_state(Shape::Chat, tr!("chats-choose"), tr!("chats-choose-text"),
                        Html::default()) }
                </section>
            }
        </div>
    }
}
