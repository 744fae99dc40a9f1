//! A code of some digits in cells. One field lies over all cells: it pastes, takes what the phone
//! suggests, and is one thing to a screen reader.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{FieldShell, described, use_autofocus};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CodeFieldProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    /// Digits only, at most `length` of them.
    pub oninput: Callback<String>,
    /// From four to six.
    pub length: usize,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub autofocus: bool,
}

#[component]
pub fn CodeField(props: &CodeFieldProps) -> Html {
    let node = use_autofocus(props.autofocus);
    let (length, onchange) = (props.length, props.oninput.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let code = digits(&input.value(), length);
        input.set_value(&code);
        onchange.emit(code);
    });
    let typed: Vec<char> = props.value.chars().collect();
    let cell = |at: usize| {
        let current = at == typed.len().min(length - 1);
        classes!(
            "code-field__cell",
            typed.get(at).is_some().then_some("code-field__cell--full"),
            current.then_some("code-field__cell--current"),
        )
    };
    let control = html! {
        <>
            <input ref={node} class="code-field__input" id={props.testid.clone()}
                data-testid={props.testid.clone()} type="text" inputmode="numeric"
                autocomplete="one-time-code" value={props.value.clone()} {oninput}
                disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described(&props.testid, props.error.as_ref(), props.hint.as_deref())} />
            <span class="code-field__cells" aria-hidden="true">
                for at in 0..length {
                    <span key={at} class={cell(at)}>{ typed.get(at).copied().map(String::from) }</span>
                }
            </span>
        </>
    };
    FieldShell {
        id: &props.testid,
        label: &props.label,
        field: &props.field,
        error: props.error.as_ref(),
        hint: props.hint.as_deref(),
        class: Some("code-field"),
        ..FieldShell::default()
    }
    .around(control)
}

/// The digits of what was typed or pasted: «код 123-456» is 123456.
fn digits(typed: &str, length: usize) -> String {
    typed.chars().filter(char::is_ascii_digit).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_code_is_read_from_the_words_around_it() {
        assert_eq!(digits("Код: 123-456.", 6), "123456");
        assert_eq!(digits("12345678", 4), "1234");
    }
}
