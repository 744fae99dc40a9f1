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

#[derive(Debug, Default)]
pub struct Select {
    pub testid: &'static str,
    pub label: String,
    pub value: String,
    pub options: Vec<SelectOption>,
    pub onchange: Callback<String>,
    pub field: &'static str,
    pub error: Option<String>,
    pub hint: Option<String>,
    pub disabled: bool,
    pub optional: bool,
    /// The label is for screen readers only.
    pub compact: bool,
}

impl Select {
    pub fn view(self) -> Html {
        let onchange = self
            .onchange
            .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
        let control = html! {
            <select class="field__input" id={self.testid} {onchange}
                data-testid={self.testid} disabled={self.disabled}
                aria-invalid={self.error.is_some().then_some("true")}
                aria-describedby={described(self.testid, self.error.as_ref(), self.hint.as_deref())}>
                for option in &self.options {
                    <option key={option.value.to_string()} value={option.value.clone()}
                        selected={*option.value == *self.value}>{ &option.label }</option>
                }
            </select>
        };
        FieldShell {
            id: self.testid,
            label: &self.label,
            field: self.field,
            error: self.error.as_ref(),
            hint: self.hint.as_deref(),
            optional: self.optional,
            compact: self.compact,
            class: Some("field__box--select"),
            ..FieldShell::default()
        }
        .around(control)
    }
}
