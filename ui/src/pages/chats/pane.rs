//! An open chat: who the other side is, the words that are looked for, the lines, and where one
//! writes.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, text::Needle};
use montaj_wire::problem::ErrorCode;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{
    conversation::Conversation,
    header::Header,
    reading::{Chat, Sought},
    search::SearchBar,
};
use crate::{
    components::{SkeletonKind, load_failure, skeleton, stale_note},
    hooks::{Shown, focus_when_there, use_load, use_shown},
    pages::orders::ChatOutbox,
};

/// How many lines are here at once; where one reads is their middle.
const WINDOW: u32 = 200;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChatPaneProps {
    pub order_id: OrderId,
    /// Beside its order: no way back, no link to the order.
    #[prop_or_default]
    pub beside: bool,
}

#[component]
pub fn ChatPane(props: &ChatPaneProps) -> Html {
    let order_id = props.order_id;
    use_shown(Some(Shown::Chat(order_id)));
    let place = use_memo(order_id, |_| Cell::new(None::<i64>));
    let wanted = place.clone();
    let chat = use_load(
        order_id,
        |id, change| {
            change == Change::Chat { order_id: *id } || change == Change::Order { order_id: *id }
        },
        move |backend, id| {
            let place = wanted.get();
            async move {
                match place {
                    Some(seq) => backend.chat_around(id, seq, WINDOW).await,
                    None => backend.chat(id, WINDOW).await,
                }
            }
        },
    );
    let searching = use_state_eq(|| false);
    let (needle, sought) = (use_state_eq(|| None::<Needle>), use_state_eq(|| None::<Sought>));
    use_find_key(&searching, props.beside);
    let close = {
        let (searching, needle, sought) = (searching.clone(), needle.setter(), sought.setter());
        Callback::from(move |()| {
            searching.set(false);
            focus_when_there("[data-testid=chat-search-open]");
            needle.set(None);
            sought.set(None);
        })
    };
    let open = {
        let searching = searching.clone();
        Callback::from(move |()| searching.set(true))
    };
    let (onneedle, onseek) = (needle.setter(), sought.setter());
    let onneedle = use_callback((), move |found, ()| onneedle.set(found));
    let onseek = use_callback((), move |hit, ()| onseek.set(Some(hit)));
    // Whoever lost the chat while it was open sees no more of it.
    let lost = chat.error().is_some_and(|error| error.code() == Some(ErrorCode::NotFound));
    match (chat.data().filter(|_| !lost), chat.error()) {
        (Some(view), error) => html! {
            <section class="chat" data-testid="chat" data-order-id={order_id.to_string()}>
                <Header view={view.clone()} beside={props.beside} onsearch={open} />
                if *searching {
                    <SearchBar {order_id} other={view.other.full_name.clone()} onclose={close}
                        onneedle={onneedle}
                        onseek={onseek} />
                }
                if let Some(error) = error {
                    { stale_note(&error, &chat.reload) }
                }
                if !props.beside {
                    <ChatOutbox order={view.order.clone()} />
                }
                <Conversation chat={Chat { view, place: place.clone(), reload: chat.reload.clone() }}
                    needle={(*needle).clone()} sought={*sought} />
            </section>
        },
        (None, Some(error)) => html! {
            <section class="chat">{ load_failure(&error, &chat.reload) }</section>
        },
        (None, None) => html! {
            <section class="chat">{ skeleton(SkeletonKind::Rows) }</section>
        },
    }
}

/// Ctrl+F, or Cmd+F, looks within the chat: only what is near is in the page, so the browser's own
/// search would find little.
#[hook]
fn use_find_key(searching: &UseStateHandle<bool>, beside: bool) {
    let searching = searching.setter();
    use_effect_with(beside, move |beside| {
        let beside = *beside;
        let options = EventListenerOptions::enable_prevent_default();
        let document = gloo::utils::document();
        let listener =
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(press) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
                let is_find = (press.ctrl_key() || press.meta_key()) && press.code() == "KeyF";
                // Beside an order only for whoever is in the chat.
                let active = gloo::utils::document().active_element();
                let within = active.and_then(|it| it.closest(".chat").ok().flatten()).is_some();
                if is_find && !press.shift_key() && !press.alt_key() && (within || !beside) {
                    press.prevent_default();
                    searching.set(true);
                }
            });
        move || drop(listener)
    });
}
