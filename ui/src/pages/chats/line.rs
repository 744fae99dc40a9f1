//! One line of a chat: a bubble with its time and ticks, or what happened to the order.

use montaj_client::views::ChatLine;
use montaj_domain::{chat::MessageKind, ids::MessageId};
use montaj_wire::{chat::MessageView, problem::Problem};
use yew::{platform::spawn_local, prelude::*};

use super::{
    quote::{Quote, Quoted},
    tools::Tools,
};
use crate::{
    components::{Tick, Ticks},
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
    /// Absent where one may not write.
    pub onreply: Option<Callback<MessageId>>,
    /// Leads to what it answers.
    pub onseek: Callback<MessageId>,
    /// Puts a refused text back into the field.
    pub onedit: Callback<String>,
}

#[component]
pub fn Line(props: &LineProps) -> Html {
    match &props.line {
        ChatLine::Message { message, .. } if message.kind != MessageKind::Text => system(message),
        ChatLine::Message { message, mine, delivery } => {
            let tick = delivery.filter(|_| *mine).map(Tick::from);
            html! {
                <div class={bubble_class(*mine, props.joined)} data-testid="chat-line"
                    data-id={message.id.to_string()} data-seq={message.seq.to_string()} data-mine={mine.to_string()}
                    data-kind={message.kind.as_str()} data-delivery={tick.map(Tick::name)}>
                    if props.former && !props.joined {
                        <span class="bubble__author">{ tr!("chat-former") }</span>
                    }
                    { quoted(props, message.reply_to_id) }
                    <p class="bubble__text">{ &message.content }</p>
                    <span class="bubble__foot">
                        <time>{ format::time_of_day(message.created_at, props.now) }</time>
                        if let Some(tick) = tick {
                            <Ticks {tick} />
                        }
                    </span>
                    <Tools id={message.id} text={message.content.clone()}
                        onreply={props.onreply.clone()} />
                </div>
            }
        }
        ChatLine::Queued { id, content, created_at, refused, reply_to_id, .. } => {
            let tick = if refused.is_some() { Tick::Refused } else { Tick::Queued };
            html! {
                <div class={classes!(bubble_class(true, props.joined), "bubble--queued")}
                    data-testid="chat-line" data-mine="true" data-delivery={tick.name()}
                    data-kind={MessageKind::Text.as_str()}>
                    { quoted(props, *reply_to_id) }
                    <p class="bubble__text">{ content }</p>
                    <span class="bubble__foot">
                        <time>{ format::time_of_day(*created_at, props.now) }</time>
                        <Ticks {tick} />
                    </span>
                    if let Some(problem) = refused {
                        <Refused id={*id} content={content.clone()} problem={(**problem).clone()}
                            onedit={props.onedit.clone()} />
                    }
                </div>
            }
        }
    }
}

fn quoted(props: &LineProps, answered: Option<MessageId>) -> Html {
    let Some((quote, answered)) = props.quote.clone().zip(answered) else { return Html::default() };
    html! { <Quoted {quote} onopen={props.onseek.reform(move |()| answered)} /> }
}

fn bubble_class(mine: bool, joined: bool) -> Classes {
    classes!(
        "bubble",
        if mine { "bubble--mine" } else { "bubble--theirs" },
        joined.then_some("bubble--joined"),
    )
}

fn system(message: &MessageView) -> Html {
    html! {
        <div class="system-line" data-testid="chat-line" data-seq={message.seq.to_string()}
            data-mine="false" data-kind={message.kind.as_str()}>
            <span class="pane" aria-hidden="true" />
            { system_line(message.kind, &message.content) }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RefusedProps {
    id: MessageId,
    content: String,
    problem: Problem,
    onedit: Callback<String>,
}

/// Why the server did not take it, and what can be done: again, otherwise, or not at all.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let id = props.id;
    let discard = {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        Callback::from(move |()| {
            let (backend, toaster) = (backend.clone(), toaster.clone());
            spawn_local(async move {
                if let Err(error) = backend.discard_message(id).await {
                    toaster.error(error_text(&error));
                }
            });
        })
    };
    let retry = Callback::from(move |_: MouseEvent| {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        spawn_local(async move {
            if let Err(error) = backend.retry_message(id).await {
                toaster.error(error_text(&error));
            }
        });
    });
    let edit = {
        let (discard, onedit, content) =
            (discard.clone(), props.onedit.clone(), props.content.clone());
        Callback::from(move |_: MouseEvent| {
            onedit.emit(content.clone());
            discard.emit(());
        })
    };
    let reason = problem_text(&props.problem);
    html! {
        <div class="bubble__refused" role="alert">
            <p>{ tr!("chat-refused", reason = reason) }</p>
            <button type="button" class="link" data-testid="chat-retry" onclick={retry}>
                { tr!("action-retry") }
            </button>
            <button type="button" class="link" data-testid="chat-edit" onclick={edit}>
                { tr!("chat-edit") }
            </button>
            <button type="button" class="link" data-testid="chat-discard"
                onclick={discard.reform(|_: MouseEvent| ())}>
                { tr!("chat-discard") }
            </button>
        </div>
    }
}
