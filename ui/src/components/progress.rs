//! How far something has got that takes longer than a second.

use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ProgressProps {
    pub label: AttrValue,
    /// In hundredths; `None` while nobody knows.
    #[prop_or_default]
    pub percent: Option<u8>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// Comes into sight after a second: what is quicker needs no word.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let percent = props.percent.map(|percent| percent.min(100));
    let width = percent.map(|percent| format!("width: {percent}%"));
    html! {
        <div class="progress" data-testid={props.testid.clone()}>
            <span class="progress__label" aria-hidden="true">
                { &props.label }
                if let Some(percent) = percent {
                    <span class="tabular">{ format!("{percent} %") }</span>
                }
            </span>
            <div class={classes!("progress__track", percent.is_none().then_some("progress__track--unknown"))}
                role="progressbar" aria-label={props.label.clone()} aria-valuemin="0"
                aria-valuemax="100" aria-valuenow={percent.map(|percent| percent.to_string())}>
                <i style={width} />
            </div>
        </div>
    }
}
