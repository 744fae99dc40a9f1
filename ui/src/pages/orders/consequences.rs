//! A question with what follows from a yes, line by line.

use yew::prelude::*;

use crate::components::{ConfirmDialog, Shape, icon};

/// What follows, with the sign of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    pub shape: Shape,
    pub text: String,
}

impl Consequence {
    pub const fn new(shape: Shape, text: String) -> Self {
        Self { shape, text }
    }
}

pub fn consequences(lines: &[Consequence]) -> Html {
    html! {
        <ul class="consequences">
            for line in lines {
                <li key={line.text.clone()}>{ icon(line.shape) }<span>{ &line.text }</span></li>
            }
        </ul>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct QuestionProps {
    pub title: AttrValue,
    pub lines: Vec<Consequence>,
    pub yes: AttrValue,
    #[prop_or_default]
    pub danger: bool,
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub error: Option<String>,
    pub onyes: Callback<()>,
    pub onno: Callback<()>,
    /// Above the consequences: of whom or what it is.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Question(props: &QuestionProps) -> Html {
    html! {
        <ConfirmDialog title={props.title.clone()} yes={props.yes.clone()} danger={props.danger}
            busy={props.busy} error={props.error.clone()} onyes={props.onyes.clone()}
            onno={props.onno.clone()}>
            { props.children.clone() }
            { consequences(&props.lines) }
        </ConfirmDialog>
    }
}
