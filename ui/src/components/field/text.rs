//! A labelled field for text, with its hint and what is wrong with it.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{FieldShell, described, use_autofocus};
use crate::components::{Shape, icon};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// Also the element's id: unique on a page.
    pub testid: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    /// The field's name in the input that is sent: `fullName`.
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub maxlength: Option<AttrValue>,
    /// More than one line; how many are shown.
    #[prop_or_default]
    pub rows: Option<u32>,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub autofocus: bool,
    /// Not needed: says so beside the label.
    #[prop_or_default]
    pub optional: bool,
    /// Counts the letters against this many; `maxlength` is what stops at it.
    #[prop_or_default]
    pub limit: Option<usize>,
}

#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let node = use_autofocus(props.autofocus);
    let revealed = use_state_eq(|| false);
    let is_secret = props.kind == "password";
    let kind = if *revealed { AttrValue::Static("text") } else { props.kind.clone() };
    let toggle = {
        let revealed = revealed.clone();
        Callback::from(move |_: MouseEvent| revealed.set(!*revealed))
    };
    let counter = props.limit.map(|limit| (props.value.chars().count(), limit));
    let control = html! {
        <>
            { input(props, &node, kind) }
            if is_secret {
                <button type="button" class="field__reveal" onclick={toggle}
                    data-testid={format!("{}-reveal", props.testid)}
                    aria-pressed={revealed.to_string()} aria-label={tr!("password-show")}>
                    { icon(if *revealed { Shape::EyeOff } else { Shape::Eye }) }
                </button>
            }
        </>
    };
    FieldShell {
        id: &props.testid,
        label: &props.label,
        field: &props.field,
        error: props.error.as_ref(),
        hint: props.hint.as_deref(),
        optional: props.optional,
        counter,
        class: is_secret.then_some("field__box--end"),
        ..FieldShell::default()
    }
    .around(control)
}

fn input(props: &TextFieldProps, node: &NodeRef, kind: AttrValue) -> Html {
    let oninput = props.oninput.clone();
    let invalid = props.error.is_some().then_some("true");
    let described = described(&props.testid, props.error.as_ref(), props.hint.as_deref());
    if let Some(rows) = props.rows {
        let oninput = oninput.reform(|event: InputEvent| {
            event.target_unchecked_into::<HtmlTextAreaElement>().value()
        });
        return html! {
            <textarea ref={node} class="field__input" id={props.testid.clone()}
                data-testid={props.testid.clone()} rows={rows.to_string()}
                value={props.value.clone()} {oninput} maxlength={props.maxlength.clone()}
                placeholder={props.placeholder.clone()} disabled={props.disabled}
                aria-invalid={invalid} aria-describedby={described} />
        };
    }
    let oninput = oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <input ref={node} class="field__input" id={props.testid.clone()}
            data-testid={props.testid.clone()} type={kind}
            value={props.value.clone()} {oninput} autocomplete={props.autocomplete.clone()}
            inputmode={props.inputmode.clone()} placeholder={props.placeholder.clone()}
            maxlength={props.maxlength.clone()} disabled={props.disabled}
            aria-invalid={invalid} aria-describedby={described} />
    }
}
