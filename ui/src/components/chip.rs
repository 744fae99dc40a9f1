//! Small pills: a word, or a filter that is on or off.

use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChipProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub shape: Option<Shape>,
    /// Takes it away: shows a cross.
    #[prop_or_default]
    pub onremove: Option<Callback<()>>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn Chip(props: &ChipProps) -> Html {
    html! {
        <span class="chip" data-testid={props.testid.clone()}>
            if let Some(shape) = props.shape {
                { icon(shape) }
            }
            { &props.label }
            if let Some(onremove) = &props.onremove {
                <button type="button" class="chip__remove" onclick={onremove.reform(|_| ())}
                    aria-label={tr!("chip-remove", label = props.label.to_string())}>
                    { icon(Shape::Close) }
                </button>
            }
        </span>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FilterChipProps {
    pub label: AttrValue,
    pub on: bool,
    pub ontoggle: Callback<bool>,
    #[prop_or_default]
    pub shape: Option<Shape>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn FilterChip(props: &FilterChipProps) -> Html {
    let on = props.on;
    html! {
        <button type="button" class={classes!("filter-chip", on.then_some("filter-chip--on"))}
            data-testid={props.testid.clone()} aria-pressed={on.to_string()}
            onclick={props.ontoggle.reform(move |_| !on)}>
            if let Some(shape) = props.shape.or(on.then_some(Shape::Check)) {
                { icon(shape) }
            }
            { &props.label }
        </button>
    }
}
