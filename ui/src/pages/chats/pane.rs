//! An open chat: who the other side is, the lines, and where one writes.

use std::{cell::Cell, rc::Rc};

use gloo::events::EventListener;
use montaj_client::views::{Change, ChatLine, ChatView};
use montaj_domain::{
    ids::{MessageId, OrderId},
    order::OrderStatus,
};
use web_sys::Element;
use yew::{platform::spawn_local, prelude::*};

use super::{
    composer::Composer,
    line::Line,
    outline::{Motion, Outline, first_unread, motion, newest_theirs},
    quote::Quote,
    rows::{Row, rows},
    seek::use_seek,
};
use crate::{
    components::{
        Avatar, Button, ButtonKind, Icon, LoadFailure, Shape, Skeleton, SkeletonKind, StaleNote,
    },
    format::{self, Now},
    hooks::{Shown, use_backend, use_focused, use_form, use_go, use_load, use_now, use_shown},
    pages::{orders::ChatOutbox, settings::MuteButton},
    routes::Route,
};

/// How many lines are loaded at first, and each time one reads further back.
const PAGE: u32 = 50;
/// Nearer to the end than this counts as standing at it.
const END_PIXELS: i32 = 80;
/// Nearer to the beginning than this, older lines are fetched.
const START_PIXELS: i32 = 160;

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
    let limit = use_memo(order_id, |_| Cell::new(PAGE));
    let wanted = limit.clone();
    let chat = use_load(
        order_id,
        |id, change| {
            change == Change::Chat { order_id: *id } || change == Change::Order { order_id: *id }
        },
        move |backend, id| {
            let limit = wanted.get();
            async move { backend.chat(id, limit).await }
        },
    );
    match (chat.data(), chat.error()) {
        (Some(view), error) => html! {
            <section class="chat" data-testid="chat" data-order-id={order_id.to_string()}>
                <Header view={view.clone()} beside={props.beside} />
                if let Some(error) = error {
                    <StaleNote {error} onretry={chat.reload.clone()} />
                }
                if !props.beside {
                    <ChatOutbox order={view.order.clone()} />
                }
                <Conversation {view} {limit} reload={chat.reload.clone()} />
            </section>
        },
        (None, Some(error)) => html! {
            <section class="chat"><LoadFailure {error} onretry={chat.reload.clone()} /></section>
        },
        (None, None) => html! {
            <section class="chat"><Skeleton kind={SkeletonKind::Rows} /></section>
        },
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct HeaderProps {
    view: Rc<ChatView>,
    beside: bool,
}

#[component]
fn Header(props: &HeaderProps) -> Html {
    let (view, now, go) = (&props.view, use_now(30), use_go());
    let (href, onclick) = go.link(Route::Order { order_id: view.order.id });
    let back = Callback::from(move |_: MouseEvent| go.to(Route::Chats));
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
                    <Button label={tr!("action-back")} icon={Shape::Back} icon_only=true testid="back"
                        kind={ButtonKind::Ghost} onclick={back} />
                </span>
            }
            <Avatar name={view.other.full_name.clone()} photo_url={view.other.photo_url.clone()}
                online={view.presence.online} />
            <div class="chat__who">
                <strong data-testid="chat-title">{ &view.other.full_name }</strong>
                <span class="chat__presence" aria-live="polite">{ presence }</span>
            </div>
            <MuteButton order_id={view.order.id} />
            if !props.beside {
                <a class="chat__order" {href} {onclick} data-testid="chat-to-order"
                    title={view.order.title.clone()}>
                    <Icon shape={Shape::Orders} /><span>{ &view.order.title }</span>
                </a>
            }
        </header>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ConversationProps {
    view: Rc<ChatView>,
    limit: Rc<Cell<u32>>,
    reload: Callback<()>,
}

#[component]
fn Conversation(props: &ConversationProps) -> Html {
    let (view, now) = (&props.view, use_now(60));
    let text = use_form(String::new);
    let reply = use_state_eq(|| None::<MessageId>);
    // The same at every drawing, so that lines that did not change are not drawn again.
    let answer = use_callback(reply.setter(), |id: MessageId, reply| reply.set(Some(id)));
    let onreply = view.can_write.then_some(answer);
    let unread_from = use_memo(view.order.id, |_| first_unread(&view.lines, view.unread));
    let reading = use_reading(props);
    let acts = Acts {
        onedit: text.edit(|text, refused| *text = refused),
        onreply,
        onseek: use_seek(&reading.list, view, &reading.older),
    };
    use_read_marks(view, reading.pinned);
    html! {
        <>
            <div class="chat__scroll">
                <div ref={reading.list.clone()} class="chat__lines" data-testid="chat-lines" role="log"
                    aria-label={tr!("chat-lines")} tabindex="0" onscroll={reading.onscroll.clone()}>
                    { lines(view, *unread_from, now, &reading, &acts) }
                </div>
                if !reading.pinned || reading.below > 0 {
                    <button type="button" class="chat__down" data-testid="chat-new-messages"
                        data-count={reading.below.to_string()} onclick={reading.to_end.reform(|_| ())}
                        aria-label={tr!("chat-new-messages", count = reading.below)}>
                        <Icon shape={Shape::Down} />
                        if reading.below > 0 {
                            <span>{ tr!("chat-new-messages", count = reading.below) }</span>
                        }
                    </button>
                }
            </div>
            if view.can_write {
                <Composer order_id={view.order.id} {text} onsent={props.reload.clone()}
                    quote={reply.map(|id| Quote::of(view, id))} {reply} />
            } else {
                <p class="chat__readonly" data-testid="chat-readonly">{ readonly(view) }</p>
            }
        </>
    }
}

fn readonly(view: &ChatView) -> String {
    match view.order.status {
        // The end waits in the outbox.
        OrderStatus::InProgress => tr!("chat-readonly-leaving"),
        _ => tr!("chat-readonly"),
    }
}

/// What the lines can ask for.
struct Acts {
    /// Puts a refused text back into the field.
    onedit: Callback<String>,
    /// Absent where one may not write.
    onreply: Option<Callback<MessageId>>,
    onseek: Callback<MessageId>,
}

fn lines(
    view: &ChatView,
    unread_from: Option<i64>,
    now: Now,
    reading: &Reading,
    acts: &Acts,
) -> Html {
    html! {
        <>
            if view.has_older {
                <button type="button" class="link chat__older" data-testid="chat-load-older"
                    onclick={reading.older.reform(|_| ())}>{ tr!("chat-older") }</button>
            }
            if view.lines.is_empty() {
                <p class="chat__beginning">{ tr!("chat-beginning", name = view.other.full_name.clone()) }</p>
            }
            for row in rows(&view.lines, unread_from, now) {
                { row_view(row, view, now, acts) }
            }
        </>
    }
}

fn row_view(row: Row, view: &ChatView, now: Now, acts: &Acts) -> Html {
    match row {
        Row::Day(day) => html! {
            <div key={day.to_string()} class="chat__day" data-testid="chat-day">
                <span>{ format::day_heading(day, now) }</span>
            </div>
        },
        Row::Unread => html! {
            <div key="unread" class="chat__unread" data-testid="chat-unread-line">
                <span>{ tr!("chat-unread") }</span>
            </div>
        },
        Row::Line { index, joined } => {
            let line = view.lines[index].clone();
            let (key, former, answered) = match &line {
                ChatLine::Message { message, mine, .. } => {
                    let former = !mine && message.sender_id.is_some_and(|id| id != view.other.id);
                    (message.id.to_string(), former, message.reply_to_id)
                }
                ChatLine::Queued { id, reply_to_id, .. } => (id.to_string(), false, *reply_to_id),
            };
            let quote = answered.map(|id| Quote::of(view, id));
            html! {
                <Line {key} {line} {joined} {former} {now} {quote}
                    onseek={acts.onseek.clone()} onreply={acts.onreply.clone()} onedit={acts.onedit.clone()} />
            }
        }
    }
}

/// Where one reads.
struct Reading {
    list: NodeRef,
    /// At the end of the list.
    pinned: bool,
    /// New messages below what is read.
    below: u32,
    onscroll: Callback<Event>,
    to_end: Callback<()>,
    older: Callback<()>,
}

#[hook]
fn use_reading(props: &ConversationProps) -> Reading {
    let list = use_node_ref();
    // Whoever comes to unread messages has not read them yet.
    let (pinned, below) = (use_state_eq(|| props.view.unread == 0), use_state_eq(|| 0_u32));
    let before = use_memo((), |()| Cell::new((Outline::default(), 0)));
    let older = use_older(props);
    let outline = Outline::of(&props.view.lines);
    {
        let (list, before) = (list.clone(), before.clone());
        let (pinned, below) = (pinned.clone(), below.clone());
        use_effect_with((outline, props.view.typing), move |(outline, _)| {
            let Some(list) = list.cast::<Element>() else { return };
            let (last, height) = before.replace((*outline, list.scroll_height()));
            match motion(last, *outline, *pinned) {
                Motion::ToBottom if last == Outline::default() => show_start(&list),
                Motion::ToBottom => list.set_scroll_top(list.scroll_height()),
                Motion::HoldPlace => {
                    list.set_scroll_top(list.scroll_top() + list.scroll_height() - height);
                }
                Motion::Below(count) => below.set(*below + count),
                Motion::Stay => {}
            }
            pinned.set(is_at_end(&list));
        });
    }
    use_kept_end(&list, *pinned);
    let onscroll = {
        let (list, pinned, below, older) =
            (list.clone(), pinned.clone(), below.clone(), older.clone());
        Callback::from(move |_: Event| {
            let Some(list) = list.cast::<Element>() else { return };
            let at_end = is_at_end(&list);
            pinned.set(at_end);
            if at_end {
                below.set(0);
            }
            if list.scroll_top() < START_PIXELS {
                older.emit(());
            }
        })
    };
    let to_end = {
        let list = list.clone();
        Callback::from(move |()| {
            if let Some(list) = list.cast::<Element>() {
                list.set_scroll_top(list.scroll_height());
            }
        })
    };
    Reading { list, pinned: *pinned, below: *below, onscroll, to_end, older }
}

fn is_at_end(list: &Element) -> bool {
    list.scroll_height() - list.client_height() - list.scroll_top() < END_PIXELS
}

/// A list at its end stays there when the window changes: a phone's keyboard comes and goes.
#[hook]
fn use_kept_end(list: &NodeRef, pinned: bool) {
    let list = list.clone();
    use_effect_with(pinned, move |pinned| {
        let pinned = *pinned;
        let listener = EventListener::new(&gloo::utils::window(), "resize", move |_| {
            if let Some(list) = list.cast::<Element>().filter(|_| pinned) {
                list.set_scroll_top(list.scroll_height());
            }
        });
        move || drop(listener)
    });
}

/// A chat opens at its unread messages, or at its end.
fn show_start(list: &Element) {
    list.set_scroll_top(list.scroll_height());
    let unread = list.query_selector("[data-testid=chat-unread-line]").ok().flatten();
    if let Some(unread) = unread {
        let above = unread.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
        if above < 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
            list.set_scroll_top(list.scroll_top() + above as i32 - 12);
        }
    }
}

/// Fetches the page before the oldest line, one at a time.
#[hook]
fn use_older(props: &ConversationProps) -> Callback<()> {
    let backend = use_backend();
    let busy = use_memo(props.view.order.id, |_| Cell::new(false));
    let (order_id, has_older) = (props.view.order.id, props.view.has_older);
    let (limit, reload) = (props.limit.clone(), props.reload.clone());
    Callback::from(move |()| {
        if !has_older || busy.replace(true) {
            return;
        }
        let (backend, busy) = (backend.clone(), busy.clone());
        let (limit, reload) = (limit.clone(), reload.clone());
        spawn_local(async move {
            // Without network, what the device has is still shown.
            drop(backend.load_older(order_id).await);
            limit.set(limit.get() + PAGE);
            reload.emit(());
            busy.set(false);
        });
    })
}

/// What stands before one's eyes is read: the window in front, the list at its end.
#[hook]
fn use_read_marks(view: &ChatView, pinned: bool) {
    let (backend, focused) = (use_backend(), use_focused());
    let reached = newest_theirs(&view.lines).filter(|_| view.unread > 0 && focused && pinned);
    use_effect_with((view.order.id, reached), move |(order_id, reached)| {
        if let Some(seq) = *reached {
            let order_id = *order_id;
            // The outbox carries it; the next look at the chat says it again.
            spawn_local(async move { drop(backend.mark_read(order_id, seq).await) });
        }
    });
}
