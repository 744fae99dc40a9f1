//! The chats open to this person, the most recent first.

use montaj_client::views::{Change, ChatSummary};
use montaj_domain::{chat::MessageKind, ids::OrderId};
use yew::prelude::*;

use crate::{
    components::{
        Avatar, ButtonKind, CountBadge, EmptyState, LinkButton, LoadFailure, PageHeader, Shape,
        Skeleton, SkeletonKind, StaleNote,
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
    let now = use_now(60);
    let chats = use_load(
        (),
        |(), change| matches!(change, Change::Chat { .. } | Change::Order { .. }),
        |backend, ()| async move { backend.chats().await },
    );
    let content = match (chats.data(), chats.error()) {
        (Some(all), _) if all.is_empty() => html! {
            <EmptyState shape={Shape::Chat} title={tr!("chats-empty")} text={tr!("chats-empty-text")}>
                <LinkButton to={Route::MyOrders} label={tr!("nav-my-orders")} kind={ButtonKind::Secondary} />
            </EmptyState>
        },
        (Some(all), error) => html! {
            <>
                if let Some(error) = error {
                    <StaleNote {error} onretry={chats.reload.clone()} />
                }
                <div class="rows">
                    for chat in all.iter() {
                        <ChatRow key={chat.order.id.to_string()} {now}
                            active={props.open == Some(chat.order.id)} chat={chat.clone()} />
                    }
                </div>
            </>
        },
        (None, Some(error)) => html! { <LoadFailure {error} onretry={chats.reload.clone()} /> },
        (None, None) => html! { <Skeleton kind={SkeletonKind::Rows} /> },
    };
    html! {
        <section class="chats__list">
            <PageHeader title={tr!("chats-title")} />
            { content }
        </section>
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
    let last = chat.last_message.as_ref();
    let last_text = last.map(|message| match message.kind {
        MessageKind::Text if message.sender_id == Some(me.id) => {
            tr!("chats-mine", text = message.content.clone())
        }
        MessageKind::Text => message.content.clone(),
        kind => system_line(kind, &message.content),
    });
    html! {
        <a class={classes!("row", "chat-row", props.active.then_some("chat-row--active"))} {href} {onclick}
            data-testid="chat-list-item" data-order-id={chat.order.id.to_string()}
            data-unread={chat.unread.to_string()} aria-current={props.active.then_some("page")}>
            <Avatar name={chat.other.full_name.clone()} photo_url={chat.other.photo_url.clone()} />
            <span class="row__text">
                <strong class="row__title">{ &chat.other.full_name }</strong>
                <span class="row__subject">{ &chat.order.title }</span>
                <span class="row__line">{ last_text.unwrap_or_else(|| tr!("chats-no-messages")) }</span>
            </span>
            <span class="row__aside">
                if let Some(message) = last {
                    <time>{ format::list_time(message.created_at, props.now) }</time>
                }
                <CountBadge count={chat.unread} testid="chat-list-unread" />
            </span>
        </a>
    }
}
