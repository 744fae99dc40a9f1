//! What belongs to this device: how it looks, what it speaks, how the program behaves.

use montaj_client::{
    local::{LocalSettings, TextSize, Theme},
    views::Change,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    components::{RadioCard, Switch},
    hooks::{Speech, use_backend, use_load, use_speech},
    i18n::{Language, own_name},
    theme,
};

/// The settings of this device, and the way to change them.
#[hook]
pub fn use_local() -> (LocalSettings, Callback<LocalSettings>) {
    let (local, save) = use_local_load();
    (local.unwrap_or_default(), save)
}

#[hook]
fn use_local_load() -> (Option<LocalSettings>, Callback<LocalSettings>) {
    let backend = use_backend();
    let local = use_load(
        (),
        |(), change| change == Change::LocalSettings,
        |backend, ()| async move { backend.local_settings().await },
    );
    let save = Callback::from(move |settings: LocalSettings| {
        let backend = backend.clone();
        // A device that keeps nothing keeps them for as long as the program runs.
        spawn_local(async move { drop(backend.save_local_settings(settings).await) });
    });
    (local.data().map(|local| (*local).clone()), save)
}

/// Puts the kept theme and size of text into force.
#[hook]
pub fn use_local_in_force() {
    let (local, _) = use_local_load();
    let looks = local.map(|local| (local.theme, local.text_size.percent()));
    use_effect_with(looks, |looks| {
        let Some((chosen, percent)) = *looks else { return };
        theme::apply(chosen);
        let page: HtmlElement = gloo::utils::document_element().unchecked_into();
        // A style that is not understood leaves the size as it is.
        drop(page.style().set_property("font-size", &format!("{percent}%")));
    });
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DeviceProps {
    pub local: LocalSettings,
    pub onsave: Callback<LocalSettings>,
}

#[component]
pub fn Appearance(props: &DeviceProps) -> Html {
    let theme = |theme: Theme, testid: &'static str, label: String| {
        let local = LocalSettings { theme, ..props.local.clone() };
        html! {
            <RadioCard {testid} name="theme" {label} checked={props.local.theme == theme}
                onchoose={props.onsave.reform(move |()| local.clone())} />
        }
    };
    let size = |text_size: TextSize, testid: &'static str, label: String| {
        let local = LocalSettings { text_size, ..props.local.clone() };
        html! {
            <RadioCard {testid} name="text-size" {label} checked={props.local.text_size == text_size}
                onchoose={props.onsave.reform(move |()| local.clone())} />
        }
    };
    html! {
        <section class="card settings" data-testid="settings-appearance">
            <h2 class="card__title">{ tr!("settings-appearance") }</h2>
            <fieldset class="settings__part">
                <legend>{ tr!("theme") }</legend>
                <div class="radio-cards radio-cards--three">
                    { theme(Theme::System, "theme-system", tr!("theme-system")) }
                    { theme(Theme::Light, "theme-light", tr!("theme-light")) }
                    { theme(Theme::Dark, "theme-dark", tr!("theme-dark")) }
                </div>
            </fieldset>
            <fieldset class="settings__part">
                <legend>{ tr!("text-size") }</legend>
                <div class="radio-cards radio-cards--three">
                    { size(TextSize::Normal, "text-normal", tr!("text-normal")) }
                    { size(TextSize::Large, "text-large", tr!("text-large")) }
                    { size(TextSize::Larger, "text-larger", tr!("text-larger")) }
                </div>
            </fieldset>
        </section>
    }
}

/// Each language by its own name: whoever cannot read the page finds theirs.
#[component]
pub fn LanguageChoice() -> Html {
    let Speech { language, choose } = use_speech();
    html! {
        <section class="card settings" data-testid="settings-language">
            <h2 class="card__title">{ tr!("settings-language") }</h2>
            <div class="radio-cards" role="group" aria-label={tr!("settings-language")}>
                for one in Language::ALL {
                    <RadioCard key={one.code()} testid={format!("language-{}", one.code())} name="language"
                        label={own_name(one)} checked={one == language}
                        onchoose={choose.reform(move |()| one)} />
                }
            </div>
        </section>
    }
}

/// How the program behaves on the desktop; nothing where the shell offers nothing.
#[component]
pub fn Application(props: &DeviceProps) -> Html {
    let about = use_load(
        (),
        |(), change| change == Change::LocalSettings,
        |backend, ()| async move { backend.about().await },
    );
    let offers = about.data().map(|about| about.offers).unwrap_or_default();
    if !offers.autostart && !offers.tray {
        return Html::default();
    }
    let (start, tray) = (props.local.clone(), props.local.clone());
    let autostart =
        props.onsave.reform(move |autostart| LocalSettings { autostart, ..start.clone() });
    let close_to_tray =
        props.onsave.reform(move |close_to_tray| LocalSettings { close_to_tray, ..tray.clone() });
    html! {
        <section class="card settings" data-testid="settings-application">
            <h2 class="card__title">{ tr!("settings-application") }</h2>
            if offers.autostart {
                <Switch testid="settings-autostart" label={tr!("autostart")}
                    hint={tr!("autostart-hint")} on={props.local.autostart} onchange={autostart} />
            }
            if offers.tray {
                <Switch testid="settings-tray" label={tr!("close-to-tray")}
                    hint={tr!("close-to-tray-hint")} on={props.local.close_to_tray}
                    onchange={close_to_tray} />
            }
        </section>
    }
}
