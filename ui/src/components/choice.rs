//! Boxes to tick, and cards of which one is chosen.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CheckboxProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    pub checked: bool,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let onchange = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <div class="checkbox-field">
            <label class="checkbox">
                <input type="checkbox" data-testid={props.testid.clone()} checked={props.checked}
                    {onchange} disabled={props.disabled} />
                <span>{ &props.label }</span>
            </label>
            if let Some(error) = &props.error {
                <p class="field__error" role="alert" data-testid="field-error"
                    data-field={props.field.clone()}>{ error }</p>
            }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RadioCardProps {
    pub testid: AttrValue,
    /// The cards of one choice have the same name.
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub icon: Option<Shape>,
    pub checked: bool,
    pub onchoose: Callback<()>,
}

#[component]
pub fn RadioCard(props: &RadioCardProps) -> Html {
    let onchange = props.onchoose.reform(|_: Event| ());
    html! {
        <label class={classes!("radio-card", props.checked.then_some("radio-card--chosen"))}>
            <input class="visually-hidden" type="radio" name={props.name.clone()}
                data-testid={props.testid.clone()} checked={props.checked} {onchange} />
            if let Some(shape) = props.icon {
                <span class="radio-card__icon">{ icon(shape) }</span>
            }
            <span class="radio-card__text">
                <span class="radio-card__label">{ &props.label }</span>
                if let Some(hint) = &props.hint {
                    <span class="radio-card__hint">{ hint }</span>
                }
            </span>
        </label>
    }
}
