//! A sum of roubles: its digits stand in groups while one types.

use yew::prelude::*;

use super::{FieldShell, described, masked};
use crate::format::grouped_roubles;

#[derive(Debug, Default)]
pub struct MoneyField {
    pub testid: &'static str,
    pub label: String,
    /// As typed, in groups: `format::roubles` reads it.
    pub value: String,
    pub oninput: Callback<String>,
    pub field: &'static str,
    pub error: Option<String>,
    pub hint: Option<String>,
    pub placeholder: Option<&'static str>,
    pub disabled: bool,
    pub optional: bool,
    pub compact: bool,
}

impl MoneyField {
    pub fn view(self) -> Html {
        let shown = AttrValue::from(grouped_roubles(&self.value));
        let oninput = masked(shown.clone(), grouped_roubles, self.oninput.clone());
        let control = html! {
            <>
                <input class="field__input field__input--figures" id={self.testid}
                    data-testid={self.testid} type="text" inputmode="numeric"
                    autocomplete="off" value={shown} {oninput} disabled={self.disabled}
                    placeholder={self.placeholder}
                    aria-invalid={self.error.is_some().then_some("true")}
                    aria-describedby={described(self.testid, self.error.as_ref(), self.hint.as_deref())} />
                <span class="field__suffix" aria-hidden="true">{ "₽" }</span>
            </>
        };
        FieldShell {
            id: self.testid,
            label: &self.label,
            field: self.field,
            error: self.error.as_ref(),
            hint: self.hint.as_deref(),
            optional: self.optional,
            compact: self.compact,
            class: Some("field__box--end"),
            ..FieldShell::default()
        }
        .around(control)
    }
}
