//! One of a few, side by side: a choice of radios, so arrows change it.

use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub id: &'static str,
    pub label: AttrValue,
    pub shape: Option<Shape>,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SegmentedProps {
    /// Also the name of the choice; its parts are `testid-<id>`.
    pub testid: AttrValue,
    pub label: AttrValue,
    pub segments: Vec<Segment>,
    pub chosen: AttrValue,
    pub onchoose: Callback<&'static str>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn Segmented(props: &SegmentedProps) -> Html {
    let segment = |segment: &Segment| {
        let (id, chosen) = (segment.id, props.chosen == segment.id);
        html! {
            <label class={classes!("segmented__part", chosen.then_some("segmented__part--chosen"))} key={id}>
                <input class="visually-hidden" type="radio" name={props.testid.clone()}
                    data-testid={format!("{}-{id}", props.testid)} checked={chosen}
                    disabled={props.disabled}
                    onchange={props.onchoose.reform(move |_: Event| id)} />
                if let Some(shape) = segment.shape {
                    { icon(shape) }
                }
                <span>{ &segment.label }</span>
            </label>
        }
    };
    html! {
        <div class="segmented" role="radiogroup" aria-label={props.label.clone()}
            data-testid={props.testid.clone()}>
            for part in &props.segments { { segment(part) } }
        </div>
    }
}
