//! The devices signed in to this account; any of them can be ended (PRODUCT 1.4).

use montaj_domain::ids::SessionId;
use montaj_wire::account::SessionView;
use yew::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, ConfirmDialog, Shape, SkeletonKind, icon, load_failure, skeleton,
    },
    format,
    hooks::{use_action, use_backend, use_load, use_now, use_services},
    i18n::error_text,
};

#[component]
pub fn Devices() -> Html {
    let (backend, toaster, now) = (use_backend(), use_services().toaster, use_now(60));
    let sessions = use_load((), |(), _| false, |backend, ()| backend.sessions());
    let asked = use_state(|| None::<Asked>);
    let ending = use_action();
    let onno = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let onyes = {
        let (ending, asked, reload) = (ending.clone(), asked.clone(), sessions.reload.clone());
        Callback::from(move |()| {
            let Some(Asked { ids, .. }) = (*asked).clone() else { return };
            let (backend, toaster) = (backend.clone(), toaster.clone());
            let (asked, reload) = (asked.clone(), reload.clone());
            let work = async move {
                for id in ids {
                    backend.end_session(id).await?;
                }
                Ok(())
            };
            ending.run(work, move |()| {
                toaster.success(tr!("device-ended"));
                asked.set(None);
                reload.emit(());
            });
        })
    };
    let others = sessions.data().map_or_else(Vec::new, |all| others(&all));
    let list = match (sessions.data(), sessions.error()) {
        (Some(all), _) => html! {
            for session in all.iter().cloned() {
                <div key={session.id.to_string()} class="row device" data-testid="device"
                    data-session-id={session.id.to_string()}
                    data-current={session.is_current.to_string()}>
                    <span class="told__icon told__icon--calm">{ icon(Shape::Device) }</span>
                    <span class="row__text">
                        <strong class="row__title">{ &session.device_name }</strong>
                        <span class="row__line">
                            { tr!("device-used", moment = format::moment(session.last_used_at, now)) }
                        </span>
                    </span>
                    if session.is_current {
                        <span class="chip chip--accent">{ tr!("device-current") }</span>
                    } else {
                        { Button::new(tr!("device-end")).kind(ButtonKind::Ghost)
                            .testid("device-end").onclick(ask(&asked, Asked::one(&session)))
                            .view() }
                    }
                </div>
            }
        },
        (None, Some(error)) => load_failure(&error, &sessions.reload),
        (None, None) => skeleton(SkeletonKind::Rows),
    };
    html! {
        <section class="card" data-testid="devices">
            <h2 class="card__title">{ tr!("devices-title") }</h2>
            { list }
            if others.len() > 1 {
                <p class="list-foot">
                    { Button::new(tr!("devices-end-others")).icon(Shape::Exit)
                        .kind(ButtonKind::Secondary).testid("devices-end-others")
                        .onclick(ask(&asked, Asked::all(others))).view() }
                </p>
            }
            if let Some(Asked { title, text, .. }) = &*asked {
                { ConfirmDialog { title: title.clone(), text: Some(text.clone()),
                    yes: tr!("device-end"), danger: true, busy: ending.is_busy(),
                    error: ending.error().map(error_text), onyes, onno,
                    ..ConfirmDialog::default() }.view() }
            }
        </section>
    }
}

/// What is asked before it is done, and to which sessions.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    ids: Vec<SessionId>,
    title: String,
    text: String,
}

impl Asked {
    fn one(session: &SessionView) -> Self {
        let title = tr!("device-end-title", name = session.device_name.clone());
        Self { ids: vec![session.id], title, text: tr!("device-end-text") }
    }

    fn all(ids: Vec<SessionId>) -> Self {
        let text = tr!("devices-end-others-text", count = ids.len());
        Self { ids, title: tr!("devices-end-others-title"), text }
    }
}

/// Every session but this one.
fn others(all: &[SessionView]) -> Vec<SessionId> {
    all.iter().filter(|session| !session.is_current).map(|session| session.id).collect()
}

fn ask(asked: &UseStateHandle<Option<Asked>>, what: Asked) -> Callback<MouseEvent> {
    let asked = asked.setter();
    Callback::from(move |_| asked.set(Some(what.clone())))
}
