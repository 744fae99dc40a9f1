//! The choice of a language for whoever is not signed in yet.

use yew::prelude::*;

use crate::{
    hooks::use_speech,
    i18n::{Language, own_name},
};

#[component]
pub fn LanguageChoice() -> Html {
    let speech = use_speech();
    html! {
        <div class="languages" role="group" aria-label={tr!("language-label")}>
            for language in Language::ALL {
                <button type="button" key={language.code()} class="languages__one"
                    lang={language.code()} aria-pressed={(language == speech.language).to_string()}
                    data-testid={format!("language-{}", language.code())}
                    onclick={speech.choose.reform(move |_: MouseEvent| language)}>
                    { own_name(language) }
                </button>
            }
        </div>
    }
}
