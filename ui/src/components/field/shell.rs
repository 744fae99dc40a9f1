//! What stands around every field: its label above, its hint or what is wrong with it below.

use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FieldShellProps {
    /// Of the control within; unique on a page.
    pub id: AttrValue,
    pub label: AttrValue,
    /// The field's name in the input that is sent: `fullName`.
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Not needed: says so beside the label.
    #[prop_or_default]
    pub optional: bool,
    /// The label is for screen readers only.
    #[prop_or_default]
    pub compact: bool,
    /// How many letters stand in it, and how many may.
    #[prop_or_default]
    pub counter: Option<(usize, usize)>,
    /// Of the box around the control.
    #[prop_or_default]
    pub class: Classes,
    pub children: Html,
}

#[component]
pub fn FieldShell(props: &FieldShellProps) -> Html {
    let class = classes!(
        "field",
        props.compact.then_some("field--compact"),
        props.error.is_some().then_some("field--wrong"),
    );
    let full = props.counter.is_some_and(|(count, limit)| count >= limit);
    html! {
        <div {class}>
            <label class="field__label" for={props.id.clone()}>
                { &props.label }
                if props.optional {
                    <span class="field__optional">{ tr!("field-optional") }</span>
                }
            </label>
            <div class={classes!("field__box", props.class.clone())}>{ props.children.clone() }</div>
            <div class="field__note">
                if let Some(error) = &props.error {
                    <p class="field__error" id={note_id(&props.id)} role="alert"
                        data-testid="field-error" data-field={props.field.clone()}>{ error }</p>
                } else if let Some(hint) = &props.hint {
                    <p class="field__hint" id={note_id(&props.id)}>{ hint }</p>
                }
                if let Some((count, limit)) = props.counter {
                    <span class={classes!("field__counter", full.then_some("field__counter--full"))}
                        aria-hidden="true">{ format!("{count} / {limit}") }</span>
                }
            </div>
        </div>
    }
}

fn note_id(id: &str) -> String {
    format!("{id}-note")
}

/// The id of what describes a control, where something does.
pub fn described(id: &str, error: Option<&String>, hint: Option<&AttrValue>) -> Option<String> {
    (error.is_some() || hint.is_some()).then(|| note_id(id))
}
