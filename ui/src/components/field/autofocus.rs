//! The field that one comes to first.

use web_sys::HtmlElement;
use yew::prelude::*;

/// A place for the field; it takes the focus when it appears, if it is the one.
#[hook]
pub fn use_autofocus(autofocus: bool) -> NodeRef {
    let node = use_node_ref();
    let field = node.clone();
    use_effect_with(autofocus, move |autofocus| {
        if let Some(field) = field.cast::<HtmlElement>().filter(|_| *autofocus) {
            // What cannot take the focus stays as it is.
            let _ = field.focus();
        }
    });
    node
}
