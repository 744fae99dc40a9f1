//! A field to search by: Escape or its cross empties it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::use_autofocus;
use crate::components::{Shape, icon};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SearchFieldProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    /// What stands in the empty field; the label without it.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub maxlength: Option<AttrValue>,
    #[prop_or_default]
    pub autofocus: bool,
}

#[component]
pub fn SearchField(props: &SearchFieldProps) -> Html {
    let node = use_autofocus(props.autofocus);
    let placeholder = props.placeholder.clone().unwrap_or_else(|| props.label.clone());
    let oninput = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let (clear, input, filled) = (props.oninput.clone(), node.clone(), !props.value.is_empty());
    let onclear = Callback::from(move |_: MouseEvent| {
        clear.emit(String::new());
        if let Some(input) = input.cast::<web_sys::HtmlElement>() {
            // What cannot take the focus stays as it is.
            let _ = input.focus();
        }
    });
    let escape = props.oninput.clone();
    let onkeydown = Callback::from(move |key: KeyboardEvent| {
        if key.key() == "Escape" && filled {
            // The dialog around it stays open.
            key.prevent_default();
            key.stop_propagation();
            escape.emit(String::new());
        }
    });
    html! {
        <div class="search-field">
            { icon(Shape::Search) }
            <input ref={node} class="field__input" id={props.testid.clone()}
                data-testid={props.testid.clone()} type="search" enterkeyhint="search"
                autocomplete="off" aria-label={props.label.clone()} placeholder={placeholder}
                maxlength={props.maxlength.clone()}
                value={props.value.clone()} {oninput} {onkeydown} />
            if filled {
                <button type="button" class="search-field__clear" aria-label={tr!("field-clear")}
                    data-testid={format!("{}-clear", props.testid)} onclick={onclear}>
                    { icon(Shape::Close) }
                </button>
            }
        </div>
    }
}
