//! Who the other side of a chat is, and what can be done with the chat as a whole.

use std::rc::Rc;

use montaj_client::views::ChatView;
use yew::prelude::*;

use crate::{
    components::{Button, ButtonKind, Shape, avatar_with_presence, icon},
    format,
    hooks::{use_go, use_now, use_title},
    pages::settings::MuteButton,
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HeaderProps {
    pub view: Rc<ChatView>,
    pub beside: bool,
    pub onsearch: Callback<()>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let (view, now, go) = (&props.view, use_now(30), use_go());
    let (href, onclick) = go.link(Route::Order { order_id: view.order.id });
    let back = Callback::from(move |_: MouseEvent| go.to(Route::Chats));
    use_title((!props.beside).then(|| view.other.full_name.clone().into()));
    let presence = if view.typing {
        html! { <span class="chat__typing" data-testid="chat-typing">{ tr!("chat-typing") }</span> }
    } else if view.presence.online {
        html! { <span class="chat__online" data-testid="chat-online">{ tr!("chat-online") }</span> }
    } else if let Some(seen) = view.presence.last_seen {
        html! { <span data-testid="chat-last-seen">{ format::last_seen(seen, now) }</span> }
    } else {
        html! { <span>{ tr!("order-number", number = view.order.order_number) }</span> }
    };
    html! {
        <header class="chat__header">
            if !props.beside {
                <span class="chat__back">
                    { Button::new(tr!("action-back")).icon(Shape::Back).kind(ButtonKind::Ghost)
                        .testid("back").icon_only().onclick(back).view() }
                </span>
            }
            { avatar_with_presence(&view.other.full_name, view.other.photo_url.as_deref(), view.presence.online) }
            <div class="chat__who">
                <strong data-testid="chat-title">{ &view.other.full_name }</strong>
                <span class="chat__presence" aria-live="polite">{ presence }</span>
            </div>
            <MuteButton order_id={view.order.id} />
            if !props.beside {
                <a class="chat__order" {href} {onclick} data-testid="chat-to-order"
                    title={view.order.title.clone()}>
                    { icon(Shape::Orders) }<span>{ &view.order.title }</span>
                </a>
            }
            <div class="chat__tools">
                { Button::new(tr!("chat-search")).icon(Shape::Search).kind(ButtonKind::Ghost)
                    .testid("chat-search-open").icon_only()
                    .onclick(props.onsearch.reform(|_: MouseEvent| ())).view() }
            </div>
        </header>
    }
}
