//! A choice of one among many.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    pub value: AttrValue,
    pub label: AttrValue,
}

impl SelectOption {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub options: Vec<SelectOption>,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The label is for screen readers only.
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let class = classes!(
        "field",
        props.compact.then_some("field--compact"),
        props.error.is_some().then_some("field--wrong"),
    );
    html! {
        <div {class}>
            <label class="field__label" for={props.testid.clone()}>{ &props.label }</label>
            <div class="field__box field__box--select">
                <select class="field__input" id={props.testid.clone()} {onchange}
                    data-testid={props.testid.clone()}
                    aria-invalid={props.error.is_some().then_some("true")}>
                    for option in props.options.clone() {
                        <option key={option.value.to_string()} value={option.value.clone()}
                            selected={option.value == props.value}>{ &option.label }</option>
                    }
                </select>
            </div>
            if let Some(error) = &props.error {
                <p class="field__error" role="alert" data-testid="field-error"
                    data-field={props.field.clone()}>{ error }</p>
            } else if let Some(hint) = &props.hint {
                <p class="field__hint">{ hint }</p>
            }
        </div>
    }
}
