//! Boxes to tick, and cards of which one is chosen.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Default)]
pub struct Checkbox {
    pub testid: AttrValue,
    pub label: String,
    pub checked: bool,
    pub onchange: Callback<bool>,
    pub field: &'static str,
    pub error: Option<String>,
    pub disabled: bool,
}

impl Checkbox {
    pub fn view(self) -> Html {
        let onchange = self
            .onchange
            .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
        let wrong = self.error.is_some();
        let told = format!("{}-error", self.testid);
        html! {
            <div class="checkbox-field">
                <label class="checkbox">
                    <input type="checkbox" data-testid={self.testid} checked={self.checked}
                        {onchange} disabled={self.disabled} aria-invalid={wrong.then_some("true")}
                        aria-describedby={wrong.then(|| told.clone())} />
                    <span>{ self.label }</span>
                </label>
                if let Some(error) = self.error {
                    <p class="field__error" role="alert" data-testid="field-error" id={told}
                        data-field={self.field}>{ error }</p>
                }
            </div>
        }
    }
}

#[derive(Debug)]
pub struct RadioCard {
    pub testid: AttrValue,
    /// The cards of one choice have the same name.
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub icon: Option<Shape>,
    pub checked: bool,
    pub onchoose: Callback<()>,
}

impl RadioCard {
    pub fn view(self) -> Html {
        let onchange = self.onchoose.reform(|_: Event| ());
        html! {
            <label class={classes!("radio-card", self.checked.then_some("radio-card--chosen"))}>
                <input class="visually-hidden" type="radio" name={self.name}
                    data-testid={self.testid} checked={self.checked} {onchange} />
                if let Some(shape) = self.icon {
                    <span class="radio-card__icon">{ icon(shape) }</span>
                }
                <span class="radio-card__text">
                    <span class="radio-card__label">{ self.label }</span>
                    if let Some(hint) = self.hint {
                        <span class="radio-card__hint">{ hint }</span>
                    }
                </span>
            </label>
        }
    }
}
