//! The language of the interface: the person's choice on this device, else the system's.
//!
//! `start.js` reads the choice, says it in the page's `lang` and loads its words before the
//! program starts. Here it is changed while the program runs.

use gloo::utils::window;
use js_sys::{JsString, Reflect};
use montaj_client::{local::LocalSettings, views::Change};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;
use yew::{platform::spawn_local, prelude::*};

use super::{use_load, use_services};
use crate::i18n::{self, Language};

/// Where `start.js` looks for the choice.
const CHOICE: &str = "montaj.language";
/// Where `start.js` leaves the words that it loaded, and looks for its own.
const WORDS: &str = "montajWords";

/// The language in use, and a way to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Speech {
    pub language: Language,
    pub choose: Callback<Language>,
}

/// Takes over from `start.js`: before anything is drawn.
pub fn start() {
    let language = i18n::language_of(&page().lang());
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
                    // A window's own property takes what it is given.
                    let _ = Reflect::set(&window(), &WORDS.into(), &words.as_str().into());
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

/// Keeps the language and the engine's setting of this device the same: the engine hands it on to
/// the pop-ups, and the settings' page changes it there.
#[component]
pub fn LanguageOfDevice() -> Html {
    let (backend, speech) = (use_services().backend, use_speech());
    let settings = use_load(
        (),
        |(), change| change == Change::LocalSettings,
        |backend, ()| backend.local_settings(),
    );
    let kept = settings.data().map(|settings| settings.language);
    // Whoever changed it last is followed by the other.
    let followed = use_mut_ref(|| None::<Language>);
    use_effect_with((kept, speech.language), move |(kept, spoken)| {
        let (Some(kept), spoken) = (*kept, *spoken) else { return };
        let before = followed.replace(Some(kept));
        if kept == spoken {
            return;
        }
        let is_change = before.is_some_and(|before| before != kept);
        if is_change || (before.is_none() && is_chosen()) {
            speech.choose.emit(kept);
        } else {
            *followed.borrow_mut() = Some(spoken);
            spawn_local(async move {
                let Ok(settings) = backend.local_settings().await else { return };
                let settings = LocalSettings { language: spoken, ..settings };
                // At the next start it is told again.
                drop(backend.save_local_settings(settings).await);
            });
        }
    });
    Html::default()
}

/// Whether the person chose a language on this device before.
fn is_chosen() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|storage| storage.get_item(CHOICE).is_ok_and(|choice| choice.is_some()))
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
