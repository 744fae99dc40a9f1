//! A question with what follows from a yes, line by line.

use yew::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Icon, Shape};

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

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ConsequencesProps {
    pub lines: Vec<Consequence>,
}

#[component]
pub fn Consequences(props: &ConsequencesProps) -> Html {
    html! {
        <ul class="consequences">
            for line in props.lines.clone() {
                <li key={line.text.clone()}><Icon shape={line.shape} /><span>{ line.text }</span></li>
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
    let kind = if props.danger { ButtonKind::Danger } else { ButtonKind::Primary };
    html! {
        <Dialog title={props.title.clone()} onclose={props.onno.clone()}>
            { props.children.clone() }
            <Consequences lines={props.lines.clone()} />
            if let Some(error) = &props.error {
                <p class="form-error" role="alert" data-testid="action-error">{ error }</p>
            }
            <div class="dialog__buttons">
                <Button label={tr!("action-back")} kind={ButtonKind::Ghost} testid="confirm-no"
                    onclick={props.onno.reform(|_| ())} />
                <Button label={props.yes.clone()} {kind} testid="confirm-yes" busy={props.busy}
                    onclick={props.onyes.reform(|_| ())} />
            </div>
        </Dialog>
    }
}
