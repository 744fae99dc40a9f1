//! What can be done with a message: answer it, copy its text.

use montaj_domain::ids::MessageId;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    components::{Icon, Shape},
    hooks::use_services,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ToolsProps {
    pub id: MessageId,
    pub text: String,
    /// Absent where one may not write.
    pub onreply: Option<Callback<MessageId>>,
}

#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let toaster = use_services().toaster;
    let (id, text) = (props.id, props.text.clone());
    let copy = Callback::from(move |_: MouseEvent| {
        let (toaster, text) = (toaster.clone(), text.clone());
        spawn_local(async move {
            if copied(&text).await {
                toaster.info(tr!("chat-copied"));
            } else {
                toaster.error(tr!("chat-not-copied"));
            }
        });
    });
    html! {
        <span class="bubble__tools">
            if let Some(onreply) = &props.onreply {
                <button type="button" data-testid="chat-reply" aria-label={tr!("chat-reply")}
                    title={tr!("chat-reply")} onclick={onreply.reform(move |_: MouseEvent| id)}>
                    <Icon shape={Shape::Reply} />
                </button>
            }
            <button type="button" data-testid="chat-copy" aria-label={tr!("chat-copy")}
                title={tr!("chat-copy")} onclick={copy}>
                <Icon shape={Shape::Copy} />
            </button>
        </span>
    }
}

/// A page without a secure origin has no clipboard, and some windows allow no script to use it.
async fn copied(text: &str) -> bool {
    let clipboard = gloo::utils::window().navigator().clipboard();
    let by_clipboard =
        !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok();
    by_clipboard || copied_from_a_field(text).unwrap_or(false)
}

/// As a person does it: a field, its text selected, «copy».
fn copied_from_a_field(text: &str) -> Option<bool> {
    let document: HtmlDocument = gloo::utils::document().dyn_into().ok()?;
    let before = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("visually-hidden");
    document.body()?.append_child(&field).ok()?;
    field.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Where one was; it may be gone meanwhile.
        let _ = before.focus();
    }
    Some(copied)
}
