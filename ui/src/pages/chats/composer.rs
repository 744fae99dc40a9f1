//! Where one writes. Enter sends, Shift+Enter breaks the line; what is unsent is kept (PRODUCT 5.3).

use std::{cell::Cell, rc::Rc};

use gloo::timers::callback::Timeout;
use montaj_client::{calls::Backend, views::DraftKey};
use montaj_domain::{
    ids::{MessageId, OrderId},
    text,
};
use web_sys::HtmlTextAreaElement;
use yew::{platform::spawn_local, prelude::*};

use super::quote::{Quote, Quoted};
use crate::{
    ambient,
    components::{Button, ButtonKind, Shape},
    hooks::{Form, use_backend, use_services},
    i18n::error_text,
};

/// The other side is told again that one types no more often than this.
const TYPING_EVERY_SECS: i64 = 3;
/// After such a pause one is no longer typing.
const TYPING_ENDS_MS: u32 = 4_000;
const SAVE_AFTER_MS: u32 = 400;
/// Near the limit, how much room is left is shown.
const ROOM_SHOWN: usize = 200;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ComposerProps {
    pub order_id: OrderId,
    pub text: Form<String>,
    /// The message that is being answered, and how it reads.
    pub reply: UseStateHandle<Option<MessageId>>,
    pub quote: Option<Quote>,
    pub onsent: Callback<()>,
}

#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let (order_id, text, reply) = (props.order_id, props.text.clone(), props.reply.clone());
    let typing = use_typing(backend.clone(), order_id);
    use_kept_text(&backend, order_id, &text);
    let node = use_node_ref();
    use_growing(&node, &text);
    use_answering(&node, *reply);
    let send = {
        let (text, typing, onsent) = (text.clone(), typing.clone(), props.onsent.clone());
        let reply = reply.clone();
        Callback::from(move |()| {
            let content = text.trim().to_owned();
            if content.is_empty() {
                return;
            }
            let reply_to_id = *reply;
            text.set(String::new());
            reply.set(None);
            typing.stop();
            let (backend, toaster) = (backend.clone(), toaster.clone());
            let (text, onsent, reply) = (text.clone(), onsent.clone(), reply.clone());
            spawn_local(async move {
                match backend.send_message(order_id, content.clone(), reply_to_id).await {
                    Ok(_) => onsent.emit(()),
                    Err(error) => {
                        text.set(content);
                        reply.set(reply_to_id);
                        toaster.error(error_text(&error));
                    }
                }
            });
        })
    };
    let oninput = {
        let text = text.edit(|text, typed| *text = typed);
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            if typed.trim().is_empty() {
                typing.stop()
            } else {
                typing.go_on()
            }
            text.emit(typed);
        })
    };
    let onkeydown = {
        let (send, reply) = (send.clone(), reply.clone());
        Callback::from(move |press: KeyboardEvent| {
            if press.key() == "Escape" {
                reply.set(None);
            }
            // While a word is composed, Enter belongs to it.
            if press.key() == "Enter" && !press.shift_key() && !press.is_composing() {
                press.prevent_default();
                send.emit(());
            }
        })
    };
    let room = text::CHAT_MESSAGE.max.saturating_sub(text.chars().count());
    html! {
        <div class="composer">
            if let Some(quote) = &props.quote {
                <div class="composer__reply" data-testid="chat-replying">
                    <Quoted quote={quote.clone()} />
                    <Button label={tr!("chat-reply-cancel")} icon={Shape::Close} icon_only=true
                        kind={ButtonKind::Ghost} testid="chat-reply-cancel"
                        onclick={Callback::from(move |_: MouseEvent| reply.set(None))} />
                </div>
            }
            <textarea ref={node} class="composer__input" rows="1" data-testid="chat-input"
                aria-label={tr!("chat-input")} placeholder={tr!("chat-placeholder")}
                maxlength={text::CHAT_MESSAGE.max.to_string()} value={(*text).clone()} {oninput}
                {onkeydown} />
            if room < ROOM_SHOWN {
                <span class="composer__room">{ room }</span>
            }
            <Button label={tr!("chat-send")} icon={Shape::Send} icon_only=true testid="chat-send"
                disabled={text.trim().is_empty()} onclick={send.reform(|_: MouseEvent| ())} />
        </div>
    }
}

/// Tells the other side that one types, now and then, and when one stops.
#[derive(Clone)]
struct Typing {
    backend: Backend,
    order_id: OrderId,
    state: Rc<TypingState>,
}

#[derive(Default)]
struct TypingState {
    told_at_secs: Cell<Option<i64>>,
    pause: Cell<Option<Timeout>>,
}

impl Typing {
    fn go_on(&self) {
        let now = ambient::now().as_millis() / 1000;
        if self.state.told_at_secs.get().is_none_or(|told| now - told >= TYPING_EVERY_SECS) {
            self.state.told_at_secs.set(Some(now));
            self.tell(true);
        }
        let typing = self.clone();
        let pause = Timeout::new(TYPING_ENDS_MS, move || typing.stop());
        self.state.pause.set(Some(pause));
    }

    fn stop(&self) {
        self.state.pause.set(None);
        if self.state.told_at_secs.take().is_some() {
            self.tell(false);
        }
    }

    fn tell(&self, on: bool) {
        let (backend, order_id) = (self.backend.clone(), self.order_id);
        // It is only a courtesy.
        spawn_local(async move { drop(backend.set_typing(order_id, on).await) });
    }
}

#[hook]
fn use_typing(backend: Backend, order_id: OrderId) -> Typing {
    let state = use_memo(order_id, |_| TypingState::default());
    let typing = Typing { backend, order_id, state };
    let leaving = typing.clone();
    use_effect_with(order_id, move |_| move || leaving.stop());
    typing
}

/// Restores what was unsent and keeps what is typed.
#[hook]
fn use_kept_text(backend: &Backend, order_id: OrderId, text: &Form<String>) {
    let key = DraftKey::Chat(order_id);
    let restored = use_mut_ref(|| false);
    {
        let (backend, text, restored) = (backend.clone(), text.clone(), restored.clone());
        use_effect_with(order_id, move |_| {
            spawn_local(async move {
                let draft = backend.draft(key).await.ok().flatten();
                let kept = draft.and_then(|value| value.as_str().map(str::to_owned));
                if let Some(kept) = kept.filter(|_| text.is_empty()) {
                    text.set(kept);
                }
                *restored.borrow_mut() = true;
            });
        });
    }
    let backend = backend.clone();
    use_effect_with((**text).clone(), move |typed| {
        let content = (!typed.trim().is_empty()).then(|| serde_json::Value::from(typed.clone()));
        let timeout = Timeout::new(SAVE_AFTER_MS, move || {
            if *restored.borrow() {
                // A draft that cannot be kept is not worth a word while one types.
                spawn_local(async move { drop(backend.save_draft(key, content).await) });
            }
        });
        move || drop(timeout)
    });
}

/// Whoever answers a message writes next.
#[hook]
fn use_answering(node: &NodeRef, reply: Option<MessageId>) {
    let node = node.clone();
    use_effect_with(reply, move |reply| {
        if let Some(field) = node.cast::<HtmlTextAreaElement>().filter(|_| reply.is_some()) {
            // A field that takes no focus now is still there to be pressed.
            let _ = field.focus();
        }
    });
}

/// The field grows with its text up to what the style allows.
#[hook]
fn use_growing(node: &NodeRef, text: &Form<String>) {
    let node = node.clone();
    use_effect_with((**text).clone(), move |_| {
        if let Some(field) = node.cast::<HtmlTextAreaElement>() {
            // Without a style of its own the field keeps the height of one line.
            let _ = field.style().set_property("height", "auto");
            let _ =
                field.style().set_property("height", &format!("{}px", field.scroll_height() + 2));
        }
    });
}
