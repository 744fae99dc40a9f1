//! The chats open to this person, the most recent first.

use montaj_client::views::{Change, ChatSummary, DeliveryMark};
use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
    text::Needle,
    timestamp::Timestamp,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{
        ButtonKind, LinkButton, PageHeader, Shape, SkeletonKind, Tick, avatar, count_badge,
        empty_state, icon, load_failure, skeleton, stale_note, ticks,
    },
    format::{self, Now},
    hooks::{use_go, use_load, use_me, use_now},
    i18n::system_line,
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChatListProps {
    /// The chat beside the list.
    pub open: Option<OrderId>,
}

#[component]
pub fn ChatList(props: &ChatListProps) -> Html {
    let (now, query) = (use_now(60), use_state(String::new));
    let chats = use_load(
        (),
        |(), change| matches!(change, Change::Chat { .. } | Change::Order { .. }),
        |backend, ()| backend.chats(),
    );
    let content = match (chats.data(), chats.error()) {
        (Some(all), _) if all.is_empty() => empty_state(
            Shape::Chat,
            tr!("chats-empty"),
            tr!("chats-empty-text"),
            html! {
                <LinkButton to={Route::MyOrders} label={tr!("nav-my-orders")} kind={ButtonKind::Secondary} />
            },
        ),
        (Some(all), error) => {
            let found = matching(&all, &query);
            html! {
                <>
                    { filter(&query, &setter(&query)) }
                    if let Some(error) = error {
                        { stale_note(&error, &chats.reload) }
                    }
                    if found.is_empty() {
                        <p class="chats__none" data-testid="chat-list-none">
                            { tr!("chats-none-found", query = query.trim().to_owned()) }
                        </p>
                    }
                    <div class="rows">
                        for chat in found {
                            <ChatRow key={chat.order.id.to_string()} {now}
                                active={props.open == Some(chat.order.id)} chat={chat.clone()} />
                        }
                    </div>
                </>
            }
        }
        (None, Some(error)) => load_failure(&error, &chats.reload),
        (None, None) => skeleton(SkeletonKind::Rows),
    };
    html! {
        <section class="chats__list">
            <PageHeader title={tr!("chats-title")} />
            { content }
        </section>
    }
}

fn setter(query: &UseStateHandle<String>) -> Callback<String> {
    let query = query.setter();
    Callback::from(move |typed| query.set(typed))
}

/// The chats whose person or order the words name: title or number.
fn matching<'a>(chats: &'a [ChatSummary], query: &str) -> Vec<&'a ChatSummary> {
    let Some(needle) = Needle::new(query) else { return chats.iter().collect() };
    let number = query.trim().trim_start_matches(['№', '#']).trim();
    let fits = |chat: &&ChatSummary| {
        needle.is_in(&chat.other.full_name)
            || needle.is_in(&chat.order.title)
            || (!number.is_empty() && chat.order.order_number.to_string() == number)
    };
    chats.iter().filter(fits).collect()
}

fn filter(query: &str, onquery: &Callback<String>) -> Html {
    let oninput = onquery
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <label class="chats__filter">
            { icon(Shape::Search) }
            <input type="search" data-testid="chat-list-search" aria-label={tr!("chats-search")}
                placeholder={tr!("chats-search")} value={query.to_owned()} {oninput} />
        </label>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ChatRowProps {
    chat: ChatSummary,
    active: bool,
    now: Now,
}

#[component]
fn ChatRow(props: &ChatRowProps) -> Html {
    let (me, chat) = (use_me(), &props.chat);
    let (href, onclick) = use_go().link(Route::Chat { order_id: chat.order.id });
    let Last { text, at, tick } = Last::of(chat, me.id);
    html! {
        <a class={classes!("row", "chat-row", props.active.then_some("chat-row--active"))} {href} {onclick}
            data-testid="chat-list-item" data-order-id={chat.order.id.to_string()}
            data-unread={chat.unread.to_string()} aria-current={props.active.then_some("page")}>
            { avatar(&chat.other.full_name, chat.other.photo_url.as_deref()) }
            <span class="row__text">
                <span class="chat-row__head">
                    <strong class="row__title">{ &chat.other.full_name }</strong>
                    if let Some(tick) = tick {
                        { ticks(tick) }
                    }
                    if let Some(at) = at {
                        <time>{ format::list_time(at, props.now) }</time>
                    }
                </span>
                <span class="row__subject">{ &chat.order.title }</span>
                <span class="chat-row__foot">
                    if chat.typing {
                        <span class="row__line chat__typing" data-testid="chat-list-typing">{ tr!("chat-typing") }</span>
                    } else {
                        <span class="row__line">{ text }</span>
                    }
                    { count_badge(chat.unread, Some("chat-list-unread")) }
                </span>
            </span>
        </a>
    }
}

/// The last that was said, in a line.
#[derive(Debug, PartialEq)]
struct Last {
    text: String,
    at: Option<Timestamp>,
    /// Of one's own.
    tick: Option<Tick>,
}

impl Last {
    fn of(chat: &ChatSummary, me: UserId) -> Self {
        if let Some(waiting) = &chat.waiting {
            let refused = waiting.refused.is_some();
            return Self {
                text: tr!("chats-mine", text = waiting.content.clone()),
                at: Some(waiting.created_at),
                tick: Some(if refused { Tick::Refused } else { Tick::Queued }),
            };
        }
        let Some(message) = &chat.last_message else {
            return Self { text: tr!("chats-no-messages"), at: None, tick: None };
        };
        let mine = message.sender_id == Some(me);
        let text = match message.kind {
            MessageKind::Text if message.deleted_at.is_some() => tr!("chat-deleted"),
            MessageKind::Text if mine => tr!("chats-mine", text = message.content.clone()),
            MessageKind::Text => message.content.clone(),
            kind => system_line(kind),
        };
        let tick = (mine && message.is_text()).then(|| DeliveryMark::of(message).into());
        Self { text, at: Some(message.created_at), tick }
    }
}
