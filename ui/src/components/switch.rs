//! On or off, at once: no button to send it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SwitchProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    pub on: bool,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub disabled: bool,
    /// The label is for screen readers only: a table's head says it.
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label class={classes!("switch", props.compact.then_some("switch--compact"))}>
            <span class={if props.compact { "visually-hidden" } else { "switch__text" }}>
                <span class="switch__label">{ &props.label }</span>
                if let Some(hint) = &props.hint {
                    <span class="switch__hint">{ hint }</span>
                }
            </span>
            <input type="checkbox" role="switch" data-testid={props.testid.clone()}
                checked={props.on} {onchange} disabled={props.disabled} />
        </label>
    }
}
