//! A choice of one among many.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{FieldShell, described};

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
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub optional: bool,
    /// The label is for screen readers only.
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <FieldShell id={props.testid.clone()} label={props.label.clone()}
            field={props.field.clone()} error={props.error.clone()} hint={props.hint.clone()}
            optional={props.optional} compact={props.compact} class="field__box--select">
            <select class="field__input" id={props.testid.clone()} {onchange}
                data-testid={props.testid.clone()} disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described(&props.testid, props.error.as_ref(), props.hint.as_ref())}>
                for option in props.options.clone() {
                    <option key={option.value.to_string()} value={option.value.clone()}
                        selected={option.value == props.value}>{ &option.label }</option>
                }
            </select>
        </FieldShell>
    }
}
