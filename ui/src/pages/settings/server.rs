//! Which server the app talks to, and what the app is.

use montaj_client::local::{About, ServerFacts};
use yew::prelude::*;

use crate::{
    components::{Button, ButtonKind, ConfirmDialog, Shape, TextField, form_error, icon},
    hooks::{use_action, use_backend, use_form, use_load, use_services},
    i18n::error_text,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ServerFormProps {
    pub about: About,
}

/// Checked first, then moved to: a typing error must not sign anybody out.
#[component]
pub fn ServerForm(props: &ServerFormProps) -> Html {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let url = use_form(|| props.about.server_url.clone());
    let found = use_state(|| None::<ServerFacts>);
    let asked = use_state(|| false);
    let (checking, moving) = (use_action(), use_action());
    let onsubmit = {
        let (checking, backend, url, found) =
            (checking.clone(), backend.clone(), url.clone(), found.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, url, found) = (backend.clone(), (*url).clone(), found.clone());
            found.set(None);
            checking.run(async move { backend.check_server(url).await }, move |facts| {
                found.set(Some(facts));
            });
        })
    };
    let oninput = {
        let (edit, found, checking) =
            (url.edit(|url, text| *url = text), found.setter(), checking.clone());
        Callback::from(move |text: String| {
            found.set(None);
            checking.clear();
            edit.emit(text);
        })
    };
    let ask = {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    let onno = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    let onyes = {
        let (moving, found, asked) = (moving.clone(), found.clone(), asked.setter());
        Callback::from(move |()| {
            let Some(facts) = (*found).clone() else { return };
            let (backend, toaster, asked) = (backend.clone(), toaster.clone(), asked.clone());
            moving.run(async move { backend.move_to_server(facts.url).await }, move |()| {
                toaster.success(tr!("server-moved"));
                asked.set(false);
            });
        })
    };
    let other = found.as_ref().filter(|facts| facts.url != props.about.server_url);
    html! {
        <form class="card form" {onsubmit} novalidate=true data-testid="settings-server">
            <h2 class="card__title">{ tr!("settings-server") }</h2>
            <TextField testid="server-url" label={tr!("server-url")} kind="url" field="url"
                value={(*url).clone()} hint={tr!("server-url-hint")} {oninput}
                error={checking.field_error("url")} autocomplete="url" />
            if checking.field_error("url").is_none() {
                { form_error(checking.error(), "server-error") }
            }
            if let Some(facts) = &*found {
                <p class="notice notice--good" role="status" data-testid="server-found">
                    { icon(Shape::Check) }
                    <span>{ tr!("server-found", version = facts.version.clone()) }</span>
                </p>
            }
            <div class="form__end">
                { Button::new(tr!("server-check")).kind(ButtonKind::Secondary)
                    .testid("server-check").submit().busy(checking.is_busy())
                    .disabled(url.trim().is_empty()).view() }
                if other.is_some() {
                    { Button::new(tr!("server-move")).testid("server-move").onclick(ask).view() }
                }
            </div>
            if let Some(facts) = other.filter(|_| *asked) {
                { ConfirmDialog { title: tr!("server-move-title", url = facts.url.clone()),
                    text: Some(tr!("server-move-text")), yes: tr!("server-move"), danger: true,
                    busy: moving.is_busy(), error: moving.error().map(error_text), onyes, onno,
                    ..ConfirmDialog::default() }.view() }
            }
        </form>
    }
}

/// The server where another can be chosen, and what the program is.
#[component]
pub fn AboutProgram() -> Html {
    let about = use_load((), |(), _| false, |backend, ()| backend.about());
    let Some(about) = about.data() else { return Html::default() };
    html! {
        <>
            if about.offers.server {
                <ServerForm key={about.server_url.clone()} about={(*about).clone()} />
            }
            <section class="card settings" data-testid="settings-about">
                <h2 class="card__title">{ tr!("settings-about") }</h2>
                <p>{ tr!("about-version", version = about.version.clone()) }</p>
                <p class="muted">{ tr!("about-server", url = about.server_url.clone()) }</p>
                <details class="licences">
                    <summary data-testid="about-licences">{ tr!("about-licences") }</summary>
                    <p>{ tr!("about-licence-own") }</p>
                    <p>{ tr!("about-licence-font") }</p>
                    <p>{ tr!("about-licence-parts") }</p>
                </details>
            </section>
        </>
    }
}
