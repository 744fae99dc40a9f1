//! How far one is in a form of several steps.

use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StepsProps {
    pub names: Vec<AttrValue>,
    /// From 0.
    pub at: usize,
    /// Leads back to a step that is done.
    #[prop_or_default]
    pub onback: Option<Callback<usize>>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let told = tr!("steps-at", at = props.at + 1, count = props.names.len());
    html! {
        <nav class="steps" aria-label={told.clone()} data-testid={props.testid.clone()}
            data-step={(props.at + 1).to_string()}>
            <p class="steps__told">
                <span>{ told }</span>
                <strong>{ props.names.get(props.at).cloned().unwrap_or_default() }</strong>
            </p>
            <ol class="steps__list">
                for (index, name) in props.names.iter().enumerate() {
                    { step_view(props, index, name) }
                }
            </ol>
        </nav>
    }
}

fn step_view(props: &StepsProps, index: usize, name: &AttrValue) -> Html {
    let done = index < props.at;
    let state = match index.cmp(&props.at) {
        std::cmp::Ordering::Less => "steps__step--done",
        std::cmp::Ordering::Equal => "steps__step--current",
        std::cmp::Ordering::Greater => "",
    };
    let mark = html! {
        <span class="steps__mark" aria-hidden="true">
            if done { { icon(Shape::Check) } } else { <span>{ index + 1 }</span> }
        </span>
    };
    let current = (index == props.at).then_some("step");
    html! {
        <li class={classes!("steps__step", state)} key={index} aria-current={current}>
            if let Some(onback) = props.onback.as_ref().filter(|_| done) {
                <button type="button" class="steps__back" onclick={onback.reform(move |_| index)}>
                    { mark }<span class="steps__name">{ name }</span>
                </button>
            } else {
                { mark }<span class="steps__name">{ name }</span>
            }
        </li>
    }
}
