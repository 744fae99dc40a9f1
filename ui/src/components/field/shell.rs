//! What stands around every field: its label above, its hint or what is wrong with it below.

use yew::prelude::*;

#[derive(Debug, Default)]
pub struct FieldShell<'a> {
    /// Of the control within; unique on a page.
    pub id: &'a str,
    pub label: &'a str,
    /// The field's name in the input that is sent: `fullName`.
    pub field: &'a str,
    pub error: Option<&'a String>,
    pub hint: Option<&'a str>,
    /// Not needed: says so beside the label.
    pub optional: bool,
    /// The label is for screen readers only.
    pub compact: bool,
    /// How many letters stand in it, and how many may.
    pub counter: Option<(usize, usize)>,
    /// Of the box around the control.
    pub class: Option<&'static str>,
}

impl FieldShell<'_> {
    pub fn around(self, control: Html) -> Html {
        let class = classes!(
            "field",
            self.compact.then_some("field--compact"),
            self.error.is_some().then_some("field--wrong"),
        );
        html! {
            <div {class}>
                <label class="field__label" for={self.id.to_owned()}>
                    { self.label }
                    if self.optional {
                        <span class="field__optional">{ tr!("field-optional") }</span>
                    }
                </label>
                <div class={classes!("field__box", self.class)}>{ control }</div>
                <div class="field__note">{ self.note() }{ self.count() }</div>
            </div>
        }
    }

    /// What is wrong, or else the hint.
    fn note(&self) -> Html {
        let id = note_id(self.id);
        match (self.error, self.hint) {
            (Some(error), _) => html! {
                <p class="field__error" {id} role="alert" data-testid="field-error"
                    data-field={self.field.to_owned()}>{ error }</p>
            },
            (None, Some(hint)) => html! { <p class="field__hint" {id}>{ hint }</p> },
            (None, None) => Html::default(),
        }
    }

    fn count(&self) -> Html {
        let Some((count, limit)) = self.counter else { return Html::default() };
        let full = (count >= limit).then_some("field__counter--full");
        html! {
            <span class={classes!("field__counter", full)} aria-hidden="true">
                { format!("{count} / {limit}") }
            </span>
        }
    }
}

fn note_id(id: &str) -> String {
    format!("{id}-note")
}

/// The id of what describes a control, where something does.
pub fn described(id: &str, error: Option<&String>, hint: Option<&str>) -> Option<String> {
    (error.is_some() || hint.is_some()).then(|| note_id(id))
}
