//! The language of the interface: the person's choice on this device, else the system's.
//!
//! `start.js` reads the choice, says it in the page's `lang` and loads its words before the
//! program starts. Here it is changed while the program runs.

use gloo::utils::window;
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;
use yew::{platform::spawn_local, prelude::*};

use crate::i18n::{self, Language};

/// Where `start.js` looks for the choice.
const CHOICE: &str = "montaj.language";
/// Where `start.js` leaves the words that it loaded.
const WORDS: &str = "montajWords";

/// The language in use, and a way to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Speech {
    pub language: Language,
    pub choose: Callback<Language>,
}

/// Takes over from `start.js`: before anything is drawn.
pub fn start() {
    let language = Language::of(&page().lang());
    let words = Reflect::get(&window(), &WORDS.into()).ok().and_then(|words| words.as_string());
    i18n::speak(language, words.filter(|words| !words.is_empty()));
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LanguagesProps {
    pub children: Html,
}

/// Lets everything inside know the language and change it.
#[component]
pub fn Languages(props: &LanguagesProps) -> Html {
    let language = use_state_eq(i18n::language);
    let setter = language.setter();
    let choose = use_callback((), move |chosen: Language, ()| {
        let setter = setter.clone();
        spawn_local(async move {
            match words_of(chosen).await {
                Ok(words) => {
                    i18n::speak(chosen, Some(words));
                    page().set_lang(chosen.code());
                    keep(chosen);
                    setter.set(chosen);
                }
                // Out of reach: the words in use stay.
                Err(failure) => web_sys::console::warn_1(&failure),
            }
        });
    });
    let speech = Speech { language: *language, choose };
    html! {
        <ContextProvider<Speech> context={speech}>{ props.children.clone() }</ContextProvider<Speech>>
    }
}

#[hook]
pub fn use_speech() -> Speech {
    use_context::<Speech>()
        .unwrap_or_else(|| Speech { language: i18n::language(), choose: Callback::noop() })
}

async fn words_of(language: Language) -> Result<String, JsValue> {
    let path = format!("/i18n/{}.ftl", language.code());
    let response = JsFuture::from(window().fetch_with_str(&path)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsString::from(path).into());
    }
    let words = JsFuture::from(response.text()?).await?;
    words.as_string().ok_or(words)
}

fn page() -> HtmlElement {
    gloo::utils::document_element().unchecked_into()
}

/// A window that keeps nothing asks the system again at its next start.
fn keep(language: Language) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(CHOICE, language.code()));
    }
}
