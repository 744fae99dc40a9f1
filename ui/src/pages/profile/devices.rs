//! The devices signed in to this account; any of them can be ended (PRODUCT 1.4).

use montaj_wire::account::SessionView;
use yew::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, ConfirmDialog, Icon, LoadFailure, Shape, Skeleton, SkeletonKind,
    },
    format,
    hooks::{use_action, use_backend, use_load, use_now, use_services},
    i18n::error_text,
};

#[component]
pub fn Devices() -> Html {
    let (backend, toaster, now) = (use_backend(), use_services().toaster, use_now(60));
    let sessions =
        use_load((), |(), _| false, |backend, ()| async move { backend.sessions().await });
    let asked = use_state(|| None::<SessionView>);
    let ending = use_action();
    let onno = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let onyes = {
        let (ending, asked, reload) = (ending.clone(), asked.clone(), sessions.reload.clone());
        Callback::from(move |()| {
            let Some(session) = (*asked).clone() else { return };
            let (backend, toaster) = (backend.clone(), toaster.clone());
            let (asked, reload) = (asked.clone(), reload.clone());
            ending.run(async move { backend.end_session(session.id).await }, move |()| {
                toaster.success(tr!("device-ended"));
                asked.set(None);
                reload.emit(());
            });
        })
    };
    let list = match (sessions.data(), sessions.error()) {
        (Some(all), _) => html! {
            for session in all.iter().cloned() {
                <div key={session.id.to_string()} class="row device" data-testid="device"
                    data-session-id={session.id.to_string()}
                    data-current={session.is_current.to_string()}>
                    <span class="told__icon told__icon--calm"><Icon shape={Shape::Device} /></span>
                    <span class="row__text">
                        <strong class="row__title">{ &session.device_name }</strong>
                        <span class="row__line">
                            { tr!("device-used", moment = format::moment(session.last_used_at, now)) }
                        </span>
                    </span>
                    if session.is_current {
                        <span class="chip chip--accent">{ tr!("device-current") }</span>
                    } else {
                        <Button label={tr!("device-end")} kind={ButtonKind::Ghost} testid="device-end"
                            onclick={ask(&asked, session.clone())} />
                    }
                </div>
            }
        },
        (None, Some(error)) => html! { <LoadFailure {error} onretry={sessions.reload.clone()} /> },
        (None, None) => html! { <Skeleton kind={SkeletonKind::Rows} /> },
    };
    html! {
        <section class="card" data-testid="devices">
            <h2 class="card__title">{ tr!("devices-title") }</h2>
            { list }
            if let Some(session) = &*asked {
                <ConfirmDialog title={tr!("device-end-title", name = session.device_name.clone())}
                    text={tr!("device-end-text")} yes={tr!("device-end")} danger=true {onyes} {onno}
                    busy={ending.is_busy()} error={ending.error().map(error_text)} />
            }
        </section>
    }
}

fn ask(asked: &UseStateHandle<Option<SessionView>>, session: SessionView) -> Callback<MouseEvent> {
    let asked = asked.setter();
    Callback::from(move |_| asked.set(Some(session.clone())))
}
