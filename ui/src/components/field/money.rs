//! A sum of roubles: its digits stand in groups while one types.

use yew::prelude::*;

use super::{FieldShell, described, masked};
use crate::format::grouped_roubles;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MoneyFieldProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    /// As typed, in groups: `format::roubles` reads it.
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub optional: bool,
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn MoneyField(props: &MoneyFieldProps) -> Html {
    let shown = AttrValue::from(grouped_roubles(&props.value));
    let oninput = masked(shown.clone(), grouped_roubles, props.oninput.clone());
    html! {
        <FieldShell id={props.testid.clone()} label={props.label.clone()}
            field={props.field.clone()} error={props.error.clone()} hint={props.hint.clone()}
            optional={props.optional} compact={props.compact} class="field__box--end">
            <input class="field__input field__input--figures" id={props.testid.clone()}
                data-testid={props.testid.clone()} type="text" inputmode="numeric"
                autocomplete="off" value={shown} {oninput} disabled={props.disabled}
                placeholder={props.placeholder.clone()}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described(&props.testid, props.error.as_ref(), props.hint.as_ref())} />
            <span class="field__suffix" aria-hidden="true">{ "₽" }</span>
        </FieldShell>
    }
}
