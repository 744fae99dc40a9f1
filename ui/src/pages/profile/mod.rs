//! One's own account: what others see, what one does, the devices signed in (PRODUCT 1.4, 1.7).

mod devices;
mod executor;
mod person;

use montaj_domain::{
    tariff::Tariff,
    timestamp::Timestamp,
    user::{Role, UserStatus},
};
use montaj_wire::account::SubscriptionView;
use yew::prelude::*;

use self::{devices::Devices, executor::executor_form, person::PersonForm};
use super::kept::KeptNote;
use crate::{
    components::{
        AvatarSize, Button, ButtonKind, ConfirmDialog, LinkButton, PageHeader, Shape, icon, rating,
        sized_avatar, tariff_badge,
    },
    format::{self, Now},
    hooks::{Me, use_action, use_backend, use_me, use_now},
    i18n::{account_status_name, error_text, role_name},
    routes::Route,
};

#[component]
pub fn ProfilePage() -> Html {
    let (me, backend, leaving, now) = (use_me(), use_backend(), use_action(), use_now(3600));
    // How much would be lost, when that has to be asked about.
    let unsent = use_state(|| None::<u32>);
    let log_out = {
        let (leaving, backend, unsent) = (leaving.clone(), backend.clone(), unsent.setter());
        Callback::from(move |_: MouseEvent| {
            let (backend, unsent) = (backend.clone(), unsent.clone());
            let work = async move {
                let left = backend.connection().await?.unsent();
                if left == 0 { backend.log_out().await.map(|()| None) } else { Ok(Some(left)) }
            };
            leaving.run(work, move |left| unsent.set(left));
        })
    };
    let onyes = {
        let leaving = leaving.clone();
        Callback::from(move |()| {
            let backend = backend.clone();
            leaving.run(async move { backend.log_out().await }, |()| ());
        })
    };
    let onno = {
        let unsent = unsent.setter();
        Callback::from(move |()| unsent.set(None))
    };
    html! {
        <div class="page page--pair" data-testid="profile">
            <PageHeader title={tr!("profile-title")}>
                <LinkButton label={tr!("nav-settings")} to={Route::Settings} icon={Shape::Gear}
                    kind={ButtonKind::Secondary} testid="profile-settings" />
                { Button::new(tr!("log-out")).icon(Shape::Exit).kind(ButtonKind::Secondary)
                    .testid("log-out").busy(leaving.is_busy()).onclick(log_out).view() }
            </PageHeader>
            if let Some(error) = leaving.error() {
                <p class="form-error" role="alert">{ error_text(error) }</p>
            }
            if let Some(count) = *unsent {
                { ConfirmDialog { title: tr!("log-out-unsent"),
                    text: Some(tr!("log-out-unsent-text", count = count)), yes: tr!("log-out"),
                    danger: true, busy: leaving.is_busy(), error: leaving.error().map(error_text),
                    onyes, onno, ..ConfirmDialog::default() }.view() }
            }
            <div class="pair">
                <div class="pair__part">
                    { head(&me, now) }
                    if me.status == UserStatus::Pending {
                        <p class="notice" data-testid="profile-status" data-status={me.status.as_str()}>
                            { icon(Shape::Clock) }<span>{ tr!("account-pending-note") }</span>
                        </p>
                    }
                    <KeptNote />
                    { executor_form(&me) }
                    <PersonForm {me} />
                </div>
                <Devices />
            </div>
        </div>
    }
}

/// When the tariff in force falls by itself (PRODUCT 1.6).
fn premium_until(subscription: &SubscriptionView) -> Option<Timestamp> {
    subscription.premium_until.filter(|_| subscription.tariff_type == Tariff::Premium)
}

fn head(me: &Me, now: Now) -> Html {
    let tariff = me.subscription.as_ref().map(|subscription| subscription.tariff_type);
    html! {
        <section class="card executor__head">
            { sized_avatar(&me.full_name, me.photo_url.as_deref(), AvatarSize::Large) }
            <div class="executor__who">
                <h2>{ &me.full_name }</h2>
                <p class="muted">{ role_name(me.role) }{ ", " }{ account_status_name(me.status) }</p>
                <p class="muted">{ format::phone(&me.phone) }</p>
                if let Some(until) = me.subscription.as_ref().and_then(premium_until) {
                    <p class="muted">{ tr!("premium-until", date = format::calendar_day(until.moscow_day(), now)) }</p>
                }
                if me.role != Role::Admin {
                    { rating(me.rating, None, None) }
                }
            </div>
            if let Some(tariff) = tariff {
                { tariff_badge(tariff) }
            }
        </section>
    }
}
