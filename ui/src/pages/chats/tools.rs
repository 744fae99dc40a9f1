//! What can be done with a message: answer it, copy its text.

use montaj_domain::ids::MessageId;
use wasm_bindgen_futures::JsFuture;
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

/// A page without a secure origin has no clipboard.
async fn copied(text: &str) -> bool {
    let clipboard = gloo::utils::window().navigator().clipboard();
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
