//! The lines of a chat and where one writes: what can be done with a message meets here.

use std::rc::Rc;

use montaj_client::views::{ChatLine, ChatView};
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
    order::OrderStatus,
    text::Needle,
};
use yew::{platform::spawn_local, prelude::*};

use super::{
    acts::{Acts, use_acts},
    composer::{Composer, Mode},
    line::Line,
    quote::Quote,
    reading::{Chat, Reading, Sought, use_reading, use_unread_from},
    rows::{Row, keys, rows},
};
use crate::{
    components::{ConfirmDialog, MenuList, Shape, VirtualList, icon},
    format::{self, Now},
    hooks::{
        Form, focus_if_lost, use_backend, use_focused, use_form, use_me, use_now, use_services,
    },
    i18n::error_text,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ConversationProps {
    pub chat: Chat,
    /// The words that are looked for.
    pub needle: Option<Needle>,
    /// The message among them that one wants to see.
    pub sought: Option<Sought>,
}

#[component]
pub fn Conversation(props: &ConversationProps) -> Html {
    let (chat, now, me) = (&props.chat, use_now(60), use_me());
    let view = &chat.view;
    let (text, mode) = (use_form(String::new), use_state_eq(|| Mode::New));
    let looks = use_state_eq(|| false);
    let focused = use_focused();
    let unread_from = use_unread_from(view, *looks && focused);
    let rows = use_memo((view.clone(), unread_from, now), |(view, unread_from, now)| {
        rows(&view.lines, *unread_from, *now)
    });
    let keys = use_memo((rows.clone(), view.clone()), |(rows, view)| keys(rows, &view.lines));
    let reading = use_reading(chat, &rows, props.sought);
    looks.set(reading.pinned);
    let acts = use_acts(view, &text, &mode, now);
    // The message that was asked about is gone, and its menu with it.
    use_effect_with(acts.asks().is_some(), |asks| {
        let asks = *asks;
        move || {
            if asks {
                focus_if_lost(".chat__lines");
            }
        }
    });
    let row = {
        let (view, rows, needle) = (view.clone(), rows.clone(), props.needle.clone());
        let (acts, older) = (acts.clone(), reading.older.clone());
        let (seek, lit, me) = (reading.seek.clone(), reading.lit, me.id);
        Callback::from(move |at: usize| {
            let look = Look { now, me, lit, needle: needle.as_ref(), seek: &seek, older: &older };
            rows.get(at).map_or_else(Html::default, |row| row_view(*row, &view, &look, &acts))
        })
    };
    html! {
        <>
            <div class="chat__scroll">
                <VirtualList class="chat__lines" testid="chat-lines" role="log" label={tr!("chat-lines")} {keys}
                    {row} follows={!view.has_newer} aim={reading.aim.clone()} onseen={reading.onseen.clone()} />
                { to_end(&reading, view) }
            </div>
            if view.can_write {
                <Writing chat={chat.clone()} {text} {mode} acts={acts.clone()} me={me.id} />
            } else {
                <p class="chat__readonly" data-testid="chat-readonly">{ readonly(view) }</p>
            }
            if let Some((side, items)) = acts.menu() {
                <MenuList label={tr!("chat-menu")} {side} {items} onchoose={acts.onchoose()}
                    onclose={acts.onclose.clone()} />
            }
            if let Some(ask) = acts.asks() {
                { ConfirmDialog { title: tr!("chat-delete-title"),
                    text: Some(tr!("chat-delete-text")), yes: tr!("chat-delete"), danger: true,
                    onyes: ask, onno: acts.onkeep.clone(), ..ConfirmDialog::default() }.view() }
            }
        </>
    }
}

/// The way back to the newest messages, with how many of them are unread.
fn to_end(reading: &Reading, view: &ChatView) -> Html {
    if reading.pinned {
        return Html::default();
    }
    let label = tr!("chat-new-messages", count = view.unread);
    html! {
        <button type="button" class="chat__down" data-testid="chat-new-messages" aria-label={label.clone()}
            data-count={view.unread.to_string()} title={label} onclick={reading.to_end.reform(|_| ())}>
            { icon(Shape::Down) }
            if view.unread > 0 {
                <span class="count">{ view.unread }</span>
            }
        </button>
    }
}

fn readonly(view: &ChatView) -> String {
    match view.order.status {
        // The end waits in the outbox.
        OrderStatus::InProgress => tr!("chat-readonly-leaving"),
        _ => tr!("chat-readonly"),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WritingProps {
    chat: Chat,
    text: Form<String>,
    mode: UseStateHandle<Mode>,
    acts: Acts,
    me: montaj_domain::ids::UserId,
}

/// Where one writes, and what becomes of it.
#[component]
fn Writing(props: &WritingProps) -> Html {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let view = &props.chat.view;
    let (text, acts, mode) = (props.text.clone(), props.acts.clone(), props.mode.clone());
    let order_id: OrderId = view.order.id;
    let reload = props.chat.reload.clone();
    let onsend = Callback::from(move |content: String| {
        let (backend, toaster, reload) = (backend.clone(), toaster.clone(), reload.clone());
        let was = (*mode).clone();
        if let Mode::Edit { id, .. } = &was
            && content.is_empty()
        {
            return acts.ondelete.emit(*id);
        }
        acts.onleave.emit(());
        let is_new = !matches!(was, Mode::Edit { .. });
        let (field, text, mode) = (text.clone(), text.clone(), mode.clone());
        spawn_local(async move {
            let done = match &was {
                Mode::Edit { before, .. } if *before == content => Ok(()),
                Mode::Edit { id, .. } => backend.edit_message(order_id, *id, content.clone()).await,
                Mode::Reply(id) => {
                    let id = Some(*id);
                    backend.send_message(order_id, content.clone(), id).await.map(drop)
                }
                Mode::New => backend.send_message(order_id, content.clone(), None).await.map(drop),
            };
            match done {
                Ok(()) => reload.emit(()),
                Err(error) => {
                    text.set(content);
                    mode.set(was);
                    toaster.error(error_text(&error));
                }
            }
        });
        // After it has left: only then is there no draft of it.
        if is_new {
            field.set(String::new());
        }
    });
    let mode = props.mode.setter();
    let onreply = Callback::from(move |id| mode.set(Mode::Reply(id)));
    let quote = match &*props.mode {
        Mode::New => None,
        Mode::Reply(id) => Some(Quote::of(view, props.me, *id)),
        Mode::Edit { before, .. } => Some(Quote::edited(before.clone())),
    };
    html! {
        <Composer {order_id} text={props.text.clone()} mode={(*props.mode).clone()} {quote} {onsend}
            {onreply} oncancel={props.acts.onleave.clone()} onup={props.acts.onup.clone()} />
    }
}

/// How lines are looked at.
struct Look<'a> {
    now: Now,
    me: montaj_domain::ids::UserId,
    lit: Option<MessageId>,
    needle: Option<&'a Needle>,
    seek: &'a Callback<MessageId>,
    older: &'a Callback<()>,
}

fn row_view(row: Row, view: &Rc<ChatView>, look: &Look<'_>, acts: &Acts) -> Html {
    match row {
        Row::Head if view.has_older => html! {
            <button type="button" class="link chat__older" data-testid="chat-load-older"
                onclick={look.older.reform(|_: MouseEvent| ())}>{ tr!("chat-older") }</button>
        },
        Row::Head if view.lines.is_empty() => html! {
            <p class="chat__beginning">{ tr!("chat-beginning", name = view.other.full_name.clone()) }</p>
        },
        Row::Head | Row::Foot => html! { <div class="chat__edge" /> },
        Row::Day(day) => html! {
            <div class="chat__day" data-testid="chat-day">
                <span>{ format::day_heading(day, look.now) }</span>
            </div>
        },
        Row::Unread => html! {
            <div class="chat__unread" data-testid="chat-unread-line" role="separator">
                <span>{ tr!("chat-unread") }</span>
            </div>
        },
        Row::Line { index, joined } => {
            let Some(line) = view.lines.get(index).cloned() else { return Html::default() };
            let (id, former, answered) = match &line {
                ChatLine::Message { message, mine, .. } => {
                    let former = !mine && message.sender_id.is_some_and(|id| id != view.other.id);
                    let former = former && message.kind == MessageKind::Text;
                    (message.id, former, message.reply_to_id)
                }
                ChatLine::Queued { id, reply_to_id, .. } => (*id, false, *reply_to_id),
            };
            let quote = answered.map(|answered| Quote::of(view, look.me, answered));
            html! {
                <Line {line} {joined} {former} now={look.now} {quote} lit={look.lit == Some(id)}
                    needle={look.needle.cloned()} onseek={look.seek.clone()} onreply={acts.onreply.clone()}
                    onmenu={acts.onmenu.clone()} onedit={acts.onedit.clone()} />
            }
        }
    }
}
