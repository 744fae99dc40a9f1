//! On or off, at once: no button to send it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Debug, Default)]
pub struct Switch {
    pub testid: AttrValue,
    pub label: String,
    pub hint: Option<String>,
    pub on: bool,
    pub onchange: Callback<bool>,
    pub disabled: bool,
    /// The label is for screen readers only: a table's head says it.
    pub compact: bool,
}

impl Switch {
    pub fn view(self) -> Html {
        let onchange = self
            .onchange
            .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
        html! {
            <label class={classes!("switch", self.compact.then_some("switch--compact"))}>
                <span class={if self.compact { "visually-hidden" } else { "switch__text" }}>
                    <span class="switch__label">{ self.label }</span>
                    if let Some(hint) = self.hint {
                        <span class="switch__hint">{ hint }</span>
                    }
                </span>
                <input type="checkbox" role="switch" data-testid={self.testid}
                    checked={self.on} {onchange} disabled={self.disabled} />
            </label>
        }
    }
}
