//! A word on what the pointer rests on or the focus stands at.

use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TooltipProps {
    /// Unique on a page: what it stands at is described by it.
    pub id: AttrValue,
    pub text: AttrValue,
    pub children: Html,
}

#[component]
pub fn Tooltip(props: &TooltipProps) -> Html {
    // Escape takes it away until the pointer or the focus comes anew.
    let hidden = use_state_eq(|| false);
    let (hide, show) = (hidden.setter(), hidden.setter());
    let onkeydown = Callback::from(move |key: KeyboardEvent| {
        if key.key() == "Escape" {
            hide.set(true);
        }
    });
    let onmouseleave = {
        let show = show.clone();
        Callback::from(move |_: MouseEvent| show.set(false))
    };
    let onfocusout = Callback::from(move |_: FocusEvent| show.set(false));
    html! {
        <span class={classes!("tooltip", hidden.then_some("tooltip--hidden"))} {onkeydown}
            {onmouseleave} {onfocusout} aria-describedby={props.id.clone()}>
            { props.children.clone() }
            <span class="tooltip__text" role="tooltip" id={props.id.clone()}>{ &props.text }</span>
        </span>
    }
}
