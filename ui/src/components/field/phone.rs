//! A Russian phone number, whichever way it is typed or pasted: «+7 (900) 000-00-00».

use yew::prelude::*;

use super::{FieldShell, described, masked, use_autofocus};
use crate::format::typed_phone;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PhoneFieldProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// `username` where one logs in by it.
    #[prop_or(AttrValue::Static("tel"))]
    pub autocomplete: AttrValue,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub autofocus: bool,
}

#[component]
pub fn PhoneField(props: &PhoneFieldProps) -> Html {
    let node = use_autofocus(props.autofocus);
    let shown = AttrValue::from(typed_phone(&props.value));
    let oninput = masked(shown.clone(), typed_phone, props.oninput.clone());
    let control = html! {
        <input ref={node} class="field__input field__input--figures" id={props.testid.clone()}
            data-testid={props.testid.clone()} type="tel" inputmode="tel"
            autocomplete={props.autocomplete.clone()} placeholder="+7 (900) 000-00-00"
            value={shown} {oninput} disabled={props.disabled}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={described(&props.testid, props.error.as_ref(), props.hint.as_deref())} />
    };
    FieldShell {
        id: &props.testid,
        label: &props.label,
        field: &props.field,
        error: props.error.as_ref(),
        hint: props.hint.as_deref(),
        ..FieldShell::default()
    }
    .around(control)
}
