//! Settings: of the person, who has them on every device, and of this device, which guests may
//! change, too (PRODUCT 8).

mod device;
mod kinds;
mod mute;
mod muted;
mod quiet;
mod server;

pub use device::use_local_in_force;
pub use mute::MuteButton;

use montaj_client::{calls::Backend, views::Change};
use montaj_domain::user::Role;
use yew::{platform::spawn_local, prelude::*};

use self::{
    device::{Application, LanguageChoice, appearance, use_local},
    kinds::kinds,
    muted::MutedChats,
    quiet::QuietHoursForm,
    server::AboutProgram,
};
use crate::{
    components::{
        Button, ButtonKind, PageHeader, Shape, SkeletonKind, Toaster, avatar, icon, load_failure,
        skeleton,
    },
    hooks::{Services, use_go, use_load, use_me, use_services},
    i18n::{error_text, role_name},
    routes::Route,
};

pub fn settings_page() -> Html {
    html! {
        <div class="page page--pair" data-testid="settings">
            <PageHeader title={tr!("settings-title")} />
            <div class="pair">
                <div class="pair__part">
                    <Account />
                    <Notifications />
                </div>
                <div class="pair__part">
                    <Device />
                </div>
            </div>
        </div>
    }
}

/// Without an account there is only the device.
#[component]
pub fn GuestSettingsPage() -> Html {
    let go = use_go();
    let home = Callback::from(move |_: MouseEvent| go.to(Route::Home));
    html! {
        <main class="page page--narrow" data-testid="settings">
            <PageHeader title={tr!("settings-title")}>
                { Button::new(tr!("not-found-home")).kind(ButtonKind::Secondary)
                    .testid("settings-home").onclick(home).view() }
            </PageHeader>
            <Device />
        </main>
    }
}

#[component]
fn Account() -> Html {
    let me = use_me();
    let (href, onclick) = use_go().link(Route::Profile);
    html! {
        <a class="card settings__account" {href} {onclick} data-testid="settings-account">
            { avatar(&me.full_name, me.photo_url.as_deref()) }
            <span class="row__text">
                <strong class="row__title">{ &me.full_name }</strong>
                <span class="row__line">{ role_name(me.role) }</span>
                <span class="row__line">{ tr!("settings-account-hint") }</span>
            </span>
            { icon(Shape::Forward) }
        </a>
    }
}

#[component]
fn Notifications() -> Html {
    let (Services { backend, toaster, .. }, me) = (use_services(), use_me());
    let settings = use_load(
        (),
        |(), change| change == Change::NotificationSettings,
        |backend, ()| backend.notification_settings(),
    );
    let onedit = use_callback((backend, toaster), |edit, (backend, toaster)| {
        let (backend, toaster) = (Backend::clone(backend), Toaster::clone(toaster));
        // In force at once and kept in the outbox: no switch waits for the one before.
        spawn_local(async move {
            if let Err(error) = backend.save_notification_settings(edit).await {
                toaster.error(error_text(&error));
            }
        });
    });
    let content = match (settings.data(), settings.error()) {
        (Some(settings), _) => html! {
            <>
                { kinds(&settings, &onedit) }
                <QuietHoursForm hours={settings.quiet_hours.clone()} {onedit} />
                if me.role != Role::Admin {
                    <MutedChats muted={settings.muted_chats.clone()} />
                }
            </>
        },
        (None, Some(error)) => load_failure(&error, &settings.reload),
        (None, None) => skeleton(SkeletonKind::Rows),
    };
    html! {
        <section class="card settings" data-testid="settings-notifications">
            <h2 class="card__title">{ tr!("settings-notifications") }</h2>
            <p class="muted">{ tr!("settings-notifications-hint") }</p>
            { content }
        </section>
    }
}

#[component]
fn Device() -> Html {
    let (local, onsave) = use_local();
    html! {
        <>
            { appearance(&local, &onsave) }
            <LanguageChoice />
            <Application {local} {onsave} />
            <AboutProgram />
        </>
    }
}
