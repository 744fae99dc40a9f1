//! What stands beside a message: answer it, copy its text, and the menu with the rest.

use montaj_domain::ids::MessageId;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    components::{Shape, Toaster, icon},
    hooks::use_services,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ToolsProps {
    pub id: MessageId,
    pub text: String,
    /// Absent where one may not write.
    pub onreply: Option<Callback<MessageId>>,
    /// Asks for the rest, at a point of the window.
    pub onmore: Callback<(MessageId, (i32, i32))>,
}

#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let toaster = use_services().toaster;
    let (id, text) = (props.id, props.text.clone());
    let copy = Callback::from(move |_: MouseEvent| copy(&toaster, text.clone()));
    let more = props.onmore.reform(move |press: MouseEvent| {
        let button = press.target_dyn_into::<Element>().map(|it| it.get_bounding_client_rect());
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
        let below = button.map(|place| (place.left() as i32, place.bottom() as i32));
        (id, below.unwrap_or((press.client_x(), press.client_y())))
    });
    html! {
        // The menu has both of the first: by the keyboard a message is one stop.
        <span class="bubble__tools">
            if let Some(onreply) = &props.onreply {
                <button type="button" tabindex="-1" data-testid="chat-reply" aria-label={tr!("chat-reply")}
                    title={tr!("chat-reply")} onclick={onreply.reform(move |_: MouseEvent| id)}>
                    { icon(Shape::Reply) }
                </button>
            }
            <button type="button" tabindex="-1" data-testid="chat-copy" aria-label={tr!("chat-copy")}
                title={tr!("chat-copy")} onclick={copy}>
                { icon(Shape::Copy) }
            </button>
            <button type="button" data-testid="chat-more" aria-label={tr!("chat-menu")}
                title={tr!("chat-menu")} aria-haspopup="menu" onclick={more}>
                { icon(Shape::More) }
            </button>
        </span>
    }
}

/// Puts a text on the clipboard, and says whether that went well.
pub fn copy(toaster: &Toaster, text: String) {
    let toaster = toaster.clone();
    spawn_local(async move {
        if copied(&text).await {
            toaster.info(tr!("chat-copied"));
        } else {
            toaster.error(tr!("chat-not-copied"));
        }
    });
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
