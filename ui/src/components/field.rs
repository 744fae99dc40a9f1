//! A labelled field for text, with its hint and what is wrong with it.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

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
    #[prop_or_default]
    pub min: Option<AttrValue>,
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
    /// What stands at the end of the field: «₽».
    #[prop_or_default]
    pub suffix: Option<AttrValue>,
}

#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let note_id = format!("{}-note", props.testid);
    let node = use_node_ref();
    let focus = node.clone();
    use_effect_with(props.autofocus, move |autofocus| {
        if let Some(element) = focus.cast::<web_sys::HtmlElement>().filter(|_| *autofocus) {
            // An element that cannot take the focus stays as it is.
            let _ = element.focus();
        }
    });
    html! {
        <div class={classes!("field", props.error.is_some().then_some("field--wrong"))}>
            <label class="field__label" for={props.testid.clone()}>
                { &props.label }
                if props.optional {
                    <span class="field__optional">{ tr!("field-optional") }</span>
                }
            </label>
            <div class="field__box">
                { input(props, &node, &note_id) }
                if let Some(suffix) = &props.suffix {
                    <span class="field__suffix" aria-hidden="true">{ suffix }</span>
                }
            </div>
            if let Some(error) = &props.error {
                <p class="field__error" id={note_id} role="alert" data-testid="field-error"
                    data-field={props.field.clone()}>{ error }</p>
            } else if let Some(hint) = &props.hint {
                <p class="field__hint" id={note_id}>{ hint }</p>
            }
        </div>
    }
}

fn input(props: &TextFieldProps, node: &NodeRef, note_id: &str) -> Html {
    let oninput = props.oninput.clone();
    let invalid = props.error.is_some().then_some("true");
    let described = (props.error.is_some() || props.hint.is_some()).then(|| note_id.to_owned());
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
            data-testid={props.testid.clone()} type={props.kind.clone()}
            value={props.value.clone()} {oninput} autocomplete={props.autocomplete.clone()}
            inputmode={props.inputmode.clone()} placeholder={props.placeholder.clone()}
            maxlength={props.maxlength.clone()} min={props.min.clone()} disabled={props.disabled}
            aria-invalid={invalid} aria-describedby={described} />
    }
}
