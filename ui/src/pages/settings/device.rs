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
        |backend, ()| backend.local_settings(),
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

pub fn appearance(current: &LocalSettings, onsave: &Callback<LocalSettings>) -> Html {
    let theme = |theme: Theme, testid: &'static str, label: String| {
        let local = LocalSettings { theme, ..current.clone() };
        RadioCard {
            testid: testid.into(),
            name: "theme",
            label,
            hint: None,
            icon: None,
            checked: current.theme == theme,
            onchoose: onsave.reform(move |()| local.clone()),
        }
        .view()
    };
    let size = |text_size: TextSize, testid: &'static str, label: String| {
        let local = LocalSettings { text_size, ..current.clone() };
        RadioCard {
            testid: testid.into(),
            name: "text-size",
            label,
            hint: None,
            icon: None,
            checked: current.text_size == text_size,
            onchoose: onsave.reform(move |()| local.clone()),
        }
        .view()
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
                    { RadioCard { testid: format!("language-{}", one.code()).into(),
                        name: "language", label: own_name(one).to_owned(), hint: None, icon: None,
                        checked: one == language, onchoose: choose.reform(move |()| one) }.view() }
                }
            </div>
        </section>
    }
}

/// How the program behaves on the desktop; nothing where the shell offers nothing.
#[component]
pub fn Application(props: &DeviceProps) -> Html {
    let about =
        use_load((), |(), change| change == Change::LocalSettings, |backend, ()| backend.about());
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
                { Switch { testid: "settings-autostart".into(), label: tr!("autostart"),
                    hint: Some(tr!("autostart-hint")), on: props.local.autostart,
                    onchange: autostart, ..Switch::default() }.view() }
            }
            if offers.tray {
                { Switch { testid: "settings-tray".into(), label: tr!("close-to-tray"),
                    hint: Some(tr!("close-to-tray-hint")), on: props.local.close_to_tray,
                    onchange: close_to_tray, ..Switch::default() }.view() }
            }
        </section>
    }
}
