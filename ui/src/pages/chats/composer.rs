//! Where one writes. Enter sends, Shift+Enter breaks the line; what is unsent is kept (PRODUCT 5.3).

use std::{cell::Cell, rc::Rc};

use gloo::timers::callback::Timeout;
use montaj_client::{calls::Backend, views::DraftKey};
use montaj_domain::{
    ids::{MessageId, OrderId},
    text,
};
use serde_json::Value;
use web_sys::HtmlTextAreaElement;
use yew::{platform::spawn_local, prelude::*};

use super::quote::{Quote, quote_view};
use crate::{
    ambient,
    components::{Button, ButtonKind, Shape, icon},
    hooks::{Form, use_backend, use_kept_draft},
};

/// The other side is told again that one types no more often than this.
const TYPING_EVERY_SECS: i64 = 3;
/// After such a pause one is no longer typing.
const TYPING_ENDS_MS: u32 = 4_000;
/// Near the limit, how much room is left is shown.
const ROOM_SHOWN: i64 = 200;

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    New,
    Reply(MessageId),
    /// Another text for one's own message, which said this before.
    Edit {
        id: MessageId,
        before: String,
    },
}

impl Mode {
    /// The message that it is about.
    const fn subject(&self) -> Option<MessageId> {
        match self {
            Self::New => None,
            Self::Reply(id) | Self::Edit { id, .. } => Some(*id),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ComposerProps {
    pub order_id: OrderId,
    pub text: Form<String>,
    pub mode: Mode,
    /// How the message reads that is answered or changed.
    pub quote: Option<Quote>,
    /// What was written, without spaces around it; never empty but in a change.
    pub onsend: Callback<String>,
    /// What is written answers this message after all.
    pub onreply: Callback<MessageId>,
    /// Leaves the answer, or the change.
    pub oncancel: Callback<()>,
    /// The key «up» in an empty field.
    pub onup: Callback<()>,
}

#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let (order_id, text) = (props.order_id, props.text.clone());
    let is_edit = matches!(props.mode, Mode::Edit { .. });
    let backend = use_backend();
    let typing = use_typing(backend.clone(), order_id);
    use_kept_text(&backend, props);
    let node = use_node_ref();
    use_growing(&node, &text);
    use_answering(&node, props.mode.subject());
    let room = room(&text);
    let ready = room >= 0 && (is_edit || !text.trim().is_empty());
    let send = {
        let (text, typing, onsend) = (text.clone(), typing.clone(), props.onsend.clone());
        Callback::from(move |()| {
            if ready {
                typing.stop();
                onsend.emit(text.trim().to_owned());
            }
        })
    };
    let oninput = {
        let text = text.edit(|text, typed| *text = typed);
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            if typed.trim().is_empty() || is_edit {
                typing.stop()
            } else {
                typing.go_on()
            }
            text.emit(typed);
        })
    };
    let onkeydown = {
        let (send, text, props) = (send.clone(), text.clone(), props.clone());
        Callback::from(move |press: KeyboardEvent| match press.key().as_str() {
            "Escape" if props.mode != Mode::New => {
                press.prevent_default();
                press.stop_propagation();
                props.oncancel.emit(());
            }
            "ArrowUp" if text.is_empty() && props.mode == Mode::New => {
                press.prevent_default();
                props.onup.emit(());
            }
            // While a word is composed, Enter belongs to it.
            "Enter" if !press.shift_key() && !press.is_composing() => {
                press.prevent_default();
                send.emit(());
            }
            _ => {}
        })
    };
    let (subject, cancel) = match props.mode {
        Mode::Edit { .. } => ("chat-editing", "chat-edit-cancel"),
        _ => ("chat-replying", "chat-reply-cancel"),
    };
    html! {
        <div class="composer">
            if let Some(quote) = &props.quote {
                <div class="composer__reply" data-testid={subject}>
                    { icon(if is_edit { Shape::Edit } else { Shape::Reply }) }
                    { quote_view(quote, None) }
                    { Button::new(tr!(cancel)).icon(Shape::Close).kind(ButtonKind::Ghost)
                        .testid(cancel).icon_only()
                        .onclick(props.oncancel.reform(|_: MouseEvent| ())).view() }
                </div>
            }
            <textarea ref={node} class="composer__input" rows="1" data-testid="chat-input"
                aria-label={tr!("chat-input")} placeholder={tr!("chat-placeholder")}
                value={(*text).clone()} {oninput} {onkeydown} />
            if room < ROOM_SHOWN {
                <span class={classes!("composer__room", (room < 0).then_some("composer__room--over"))}
                    data-testid="chat-room" role="status">{ room }</span>
            }
            { Button::new(tr!(if is_edit { "chat-save" } else { "chat-send" }))
                .icon(if is_edit { Shape::Check } else { Shape::Send }).testid("chat-send")
                .icon_only().disabled(!ready).onclick(send.reform(|_: MouseEvent| ())).view() }
        </div>
    }
}

/// How many characters more there is room for.
fn room(text: &str) -> i64 {
    let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    length(text::CHAT_MESSAGE.max) - length(text.trim().chars().count())
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

/// Restores what was unsent, with the message that it answers, and keeps what is typed. Another
/// text for what was sent is nothing unsent.
#[hook]
fn use_kept_text(backend: &Backend, props: &ComposerProps) {
    let key = DraftKey::Chat(props.order_id);
    let restored = use_state(|| false);
    let is_edit = matches!(props.mode, Mode::Edit { .. });
    use_kept_draft(key, draft(&props.text, &props.mode), *restored && !is_edit);
    let (backend, text, onreply) = (backend.clone(), props.text.clone(), props.onreply.clone());
    let restored = restored.setter();
    use_effect_with(props.order_id, move |_| {
        spawn_local(async move {
            let kept = backend.draft(key).await.ok().flatten();
            if let Some((kept, answers)) =
                kept.as_ref().and_then(drafted).filter(|_| text.is_empty())
            {
                text.set(kept);
                answers.iter().for_each(|id| onreply.emit(*id));
            }
            restored.set(true);
        });
    });
}

/// A text alone, or with the message that it answers.
fn draft(text: &str, mode: &Mode) -> Option<Value> {
    if text.trim().is_empty() {
        return None;
    }
    Some(match mode {
        Mode::Reply(id) => vec![text.to_owned(), id.to_string()].into(),
        Mode::New | Mode::Edit { .. } => text.into(),
    })
}

fn drafted(kept: &Value) -> Option<(String, Option<MessageId>)> {
    let text = kept.as_str().or_else(|| kept.get(0)?.as_str())?;
    let answers = kept.get(1).and_then(Value::as_str);
    Some((text.to_owned(), answers.and_then(|id| id.parse().ok())))
}

/// Whoever answers a message, or changes one, writes next.
#[hook]
fn use_answering(node: &NodeRef, reply: Option<MessageId>) {
    let node = node.clone();
    use_effect_with(reply, move |reply| {
        if let Some(field) = node.cast::<HtmlTextAreaElement>().filter(|_| reply.is_some()) {
            // A field that takes no focus now is still there to be pressed.
            let _ = field.focus();
            let end = field.text_length();
            // The caret behind what is there.
            let _ = field.set_selection_range(end, end);
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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_answer_is_kept_with_what_it_answers() {
        let id = MessageId::from_uuid(Uuid::from_u128(7));
        let text = "Да, в девять".to_owned();
        for (mode, answers) in [(Mode::New, None), (Mode::Reply(id), Some(id))] {
            let kept = draft(&text, &mode).unwrap();
            assert_eq!(drafted(&kept), Some((text.clone(), answers)));
            assert_eq!(draft("  ", &mode), None);
        }
    }

    #[test]
    fn what_is_no_draft_is_none() {
        for kept in [json!({}), json!(null), json!([]), json!([7, "a"])] {
            assert_eq!(drafted(&kept), None);
        }
        assert_eq!(drafted(&json!(["Да", "?"])), Some(("Да".to_owned(), None)));
    }
}
