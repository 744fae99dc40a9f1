//! One line of a chat: a bubble with its time and ticks, or what happened to the order.

use montaj_client::views::{ChangeWhat, ChatLine, LineChange};
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OperationId},
    text::Needle,
};
use montaj_wire::{chat::MessageView, problem::Problem};
use web_sys::Element;
use yew::{platform::spawn_local, prelude::*};

use super::{
    marked::marked,
    quote::{Quote, quote_view},
    tools::Tools,
};
use crate::{
    components::{Shape, Tick, icon, ticks},
    format::{self, Now},
    hooks::{use_backend, use_services},
    i18n::{error_text, problem_text, system_line},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LineProps {
    pub line: ChatLine,
    pub joined: bool,
    /// Written by somebody who is no longer on the order.
    pub former: bool,
    pub now: Now,
    /// What it answers.
    pub quote: Option<Quote>,
    /// Lit up for a moment: what one looked for.
    pub lit: bool,
    /// The words that are looked for.
    pub needle: Option<Needle>,
    /// Absent where one may not write.
    pub onreply: Option<Callback<MessageId>>,
    /// Leads to what it answers.
    pub onseek: Callback<MessageId>,
    /// Asks for what can be done with it, at a point of the window.
    pub onmenu: Callback<(MessageId, (i32, i32))>,
    /// Puts a refused text back into the field.
    pub onedit: Callback<MessageId>,
}

#[component]
pub fn Line(props: &LineProps) -> Html {
    match &props.line {
        ChatLine::Message { message, .. } if message.kind != MessageKind::Text => system(message),
        ChatLine::Message { message, mine, delivery, change } => {
            let change = change.as_deref();
            let tick = mine.then(|| tick_of(change, delivery.map(Tick::from))).flatten();
            let shown = Shown::of(&message.content, message.deleted_at.is_some(), change);
            html! {
                <div class={bubble_class(props, *mine)} data-testid="chat-line"
                    data-id={message.id.to_string()} data-seq={message.seq.to_string()} data-mine={mine.to_string()}
                    data-kind={message.kind.as_str()} data-delivery={tick.map(Tick::name)}
                    data-edited={message.edited_at.is_some().to_string()} data-deleted={shown.is_gone().to_string()}
                    oncontextmenu={menu(props, message.id)}>
                    if props.former && !props.joined {
                        <span class="bubble__author">{ tr!("chat-former") }</span>
                    }
                    if !shown.is_gone() {
                        { quoted(props, message.reply_to_id) }
                    }
                    { shown.view(props.needle.as_ref()) }
                    <span class="bubble__foot">
                        if message.edited_at.is_some() && !shown.is_gone() {
                            <span class="bubble__edited">{ tr!("chat-edited") }</span>
                        }
                        <time>{ format::time_of_day(message.created_at, props.now) }</time>
                        if let Some(tick) = tick.filter(|_| message.deleted_at.is_none()) {
                            { ticks(tick) }
                        }
                    </span>
                    { refused_change(change) }
                    if !shown.is_gone() {
                        <Tools id={message.id} text={message.content.clone()} onreply={props.onreply.clone()}
                            onmore={props.onmenu.clone()} />
                    }
                </div>
            }
        }
        ChatLine::Queued { id, content, created_at, refused, reply_to_id, change } => {
            let tick = if refused.is_some() { Tick::Refused } else { Tick::Queued };
            let shown = Shown::of(content, false, change.as_deref());
            html! {
                <div class={classes!(bubble_class(props, true), "bubble--queued")}
                    data-testid="chat-line" data-mine="true" data-delivery={tick.name()}
                    data-kind={MessageKind::Text.as_str()} data-queued-id={id.to_string()}
                    oncontextmenu={menu(props, *id)}>
                    { quoted(props, *reply_to_id) }
                    { shown.view(props.needle.as_ref()) }
                    <span class="bubble__foot">
                        <time>{ format::time_of_day(*created_at, props.now) }</time>
                        { ticks(tick) }
                    </span>
                    if let Some(problem) = refused {
                        <Refused id={OperationId::from_uuid(id.as_uuid())} said="chat-refused"
                            problem={(**problem).clone()} onedit={props.onedit.reform({
                                let id = *id;
                                move |()| id
                            })} />
                    }
                    { refused_change(change.as_deref()) }
                </div>
            }
        }
    }
}

/// What stands in the bubble.
enum Shown<'a> {
    Text(&'a str),
    /// Taken back; on this device only as yet, or by now for both.
    Gone {
        waits: bool,
    },
}

impl<'a> Shown<'a> {
    fn of(content: &'a str, deleted: bool, change: Option<&'a LineChange>) -> Self {
        match change.filter(|change| change.refused.is_none()).map(|change| &change.what) {
            _ if deleted => Self::Gone { waits: false },
            Some(ChangeWhat::Delete) => Self::Gone { waits: true },
            Some(ChangeWhat::Edit { content }) => Self::Text(content),
            None => Self::Text(content),
        }
    }

    const fn is_gone(&self) -> bool {
        matches!(self, Self::Gone { .. })
    }

    fn view(&self, needle: Option<&Needle>) -> Html {
        match self {
            Self::Text(text) => html! {
                <p class="bubble__text">{ marked(text, needle) }</p>
            },
            Self::Gone { waits } => html! {
                <p class="bubble__text bubble__text--gone">
                    { icon(Shape::Trash) }
                    { tr!(if *waits { "chat-deleting" } else { "chat-deleted" }) }
                </p>
            },
        }
    }
}

/// A change that waits, or was refused, is what there is to tell.
fn tick_of(change: Option<&LineChange>, delivery: Option<Tick>) -> Option<Tick> {
    match change {
        Some(LineChange { refused: Some(_), .. }) => Some(Tick::Refused),
        Some(_) => Some(Tick::Queued),
        None => delivery,
    }
}

fn refused_change(change: Option<&LineChange>) -> Html {
    let Some((change, problem)) = change.and_then(|it| Some((it, it.refused.as_deref()?))) else {
        return Html::default();
    };
    let title = match change.what {
        ChangeWhat::Edit { .. } => "chat-edit-refused",
        ChangeWhat::Delete => "chat-delete-refused",
    };
    html! { <Refused id={change.id} said={title} problem={problem.clone()} /> }
}

fn menu(props: &LineProps, id: MessageId) -> Callback<MouseEvent> {
    let onmenu = props.onmenu.clone();
    Callback::from(move |press: MouseEvent| {
        press.prevent_default();
        let mut at = (press.client_x(), press.client_y());
        if at == (0, 0)
            && let Some(line) = press.target_dyn_into::<Element>()
        {
            // By the keyboard: no pointer says where.
            let place = line.get_bounding_client_rect();
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
            let below = (place.left() as i32, place.bottom() as i32);
            at = below;
        }
        onmenu.emit((id, at));
    })
}

fn quoted(props: &LineProps, answered: Option<MessageId>) -> Html {
    let Some((quote, answered)) = props.quote.clone().zip(answered) else { return Html::default() };
    quote_view(&quote, Some(props.onseek.reform(move |()| answered)))
}

fn bubble_class(props: &LineProps, mine: bool) -> Classes {
    classes!(
        "bubble",
        if mine { "bubble--mine" } else { "bubble--theirs" },
        props.joined.then_some("bubble--joined"),
        props.lit.then_some("bubble--found"),
    )
}

fn system(message: &MessageView) -> Html {
    html! {
        <div class="system-line" data-testid="chat-line" data-seq={message.seq.to_string()}
            data-mine="false" data-kind={message.kind.as_str()}>
            <span class="pane" aria-hidden="true" />
            { system_line(message.kind) }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RefusedProps {
    /// Of the message or its change, in the outbox.
    id: OperationId,
    /// What the dictionary calls it.
    said: &'static str,
    problem: Problem,
    /// Another text, where that helps.
    #[prop_or_default]
    onedit: Option<Callback<()>>,
}

/// Why the server did not take it, and what can be done: again, otherwise, or not at all.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let id = props.id;
    let discard = {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        Callback::from(move |_: MouseEvent| {
            let (backend, toaster) = (backend.clone(), toaster.clone());
            spawn_local(async move {
                if let Err(error) = backend.discard(id).await {
                    toaster.error(error_text(&error));
                }
            });
        })
    };
    let retry = Callback::from(move |_: MouseEvent| {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        spawn_local(async move {
            if let Err(error) = backend.retry(id).await {
                toaster.error(error_text(&error));
            }
        });
    });
    let reason = problem_text(&props.problem);
    html! {
        <div class="bubble__refused" role="alert">
            <p>{ tr!(props.said, reason = reason) }</p>
            <button type="button" class="link" data-testid="chat-retry" onclick={retry}>
                { tr!("action-retry") }
            </button>
            if let Some(onedit) = &props.onedit {
                <button type="button" class="link" data-testid="chat-edit"
                    onclick={onedit.reform(|_: MouseEvent| ())}>{ tr!("chat-edit") }</button>
            }
            <button type="button" class="link" data-testid="chat-discard" onclick={discard}>
                { tr!(if props.onedit.is_some() { "chat-discard" } else { "chat-leave" }) }
            </button>
        </div>
    }
}
