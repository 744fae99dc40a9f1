//! A switch, and a line that explains one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SwitchProps {
    pub testid: AttrValue,
    /// For screen readers: what it switches.
    pub label: AttrValue,
    pub on: bool,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub disabled: bool,
    /// Tells the switches of one list apart: the kind and the channel.
    #[prop_or_default]
    pub of: Option<AttrValue>,
}

#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <input type="checkbox" role="switch" class="switch" data-testid={props.testid.clone()}
            data-of={props.of.clone()} aria-label={props.label.clone()} checked={props.on}
            disabled={props.disabled} {onchange} />
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SwitchLineProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    pub on: bool,
    pub onchange: Callback<bool>,
}

/// A switch with its words beside it; the words switch it, too.
#[component]
pub fn SwitchLine(props: &SwitchLineProps) -> Html {
    html! {
        <label class="switch-line">
            <span class="switch-line__words">
                <span class="switch-line__label">{ &props.label }</span>
                if let Some(hint) = &props.hint {
                    <span class="switch-line__hint">{ hint }</span>
                }
            </span>
            <Switch testid={props.testid.clone()} label={props.label.clone()} on={props.on}
                onchange={props.onchange.clone()} />
        </label>
    }
}
