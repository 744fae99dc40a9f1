//! Modal dialogs on the browser's own element: it keeps the focus inside and closes by Escape.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::{Button, ButtonKind, Shape};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DialogProps {
    pub title: AttrValue,
    pub onclose: Callback<()>,
    pub children: Html,
}

/// Open for as long as it is drawn.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    let dialog = node.clone();
    use_effect_with((), move |()| {
        let dialog = dialog.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only where it is open already.
            let _ = dialog.show_modal();
            focus_within(dialog);
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    let onclose = props.onclose.reform(|_: MouseEvent| ());
    let backdrop = node.clone();
    let close = props.onclose.clone();
    let onmousedown = Callback::from(move |press: MouseEvent| {
        // The element itself is hit only beside its content.
        if press.target().map(Into::into) == backdrop.get().map(wasm_bindgen::JsValue::from) {
            close.emit(());
        }
    });
    html! {
        <dialog ref={node} class="dialog" data-testid="dialog" tabindex="-1" {oncancel} {onmousedown}
            aria-label={props.title.clone()}>
            <div class="dialog__body">
                <header class="dialog__header">
                    <h2>{ &props.title }</h2>
                    { Button::new(tr!("action-close-dialog")).icon(Shape::Close)
                        .kind(ButtonKind::Ghost).testid("dialog-close").icon_only()
                        .onclick(onclose).view() }
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

/// To the first field; a question without one is not answered by a stray Enter.
fn focus_within(dialog: &HtmlDialogElement) {
    let field = dialog.query_selector("textarea, input").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
    // What cannot take the focus leaves it to the dialog.
    let _ = field.as_ref().unwrap_or(dialog).focus();
}

#[derive(Debug, Default)]
pub struct ConfirmDialog {
    pub title: String,
    /// What follows from it.
    pub text: Option<String>,
    /// The same in more than a sentence.
    pub children: Html,
    pub yes: String,
    pub danger: bool,
    pub busy: bool,
    pub error: Option<String>,
    pub onyes: Callback<()>,
    pub onno: Callback<()>,
}

impl ConfirmDialog {
    pub fn view(self) -> Html {
        let kind = if self.danger { ButtonKind::Danger } else { ButtonKind::Primary };
        html! {
            <Dialog title={self.title} onclose={self.onno.clone()}>
                if let Some(text) = self.text {
                    <p class="dialog__text">{ text }</p>
                }
                { self.children }
                if let Some(error) = self.error {
                    <p class="form-error" role="alert" data-testid="action-error">{ error }</p>
                }
                <div class="dialog__buttons">
                    { Button::new(tr!("action-back")).kind(ButtonKind::Ghost).testid("confirm-no")
                        .onclick(self.onno.reform(|_| ())).view() }
                    { Button::new(self.yes).kind(kind).testid("confirm-yes").busy(self.busy)
                        .onclick(self.onyes.reform(|_| ())).view() }
                </div>
            </Dialog>
        }
    }
}
