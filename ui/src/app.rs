//! The root: opens the way to the engine, then shows pages for guests or for the signed in.

use std::rc::Rc;

use montaj_client::{
    error::ClientError,
    views::{Change, SessionState},
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    backend::{self, Changes, Listeners},
    components::{ToastState, ToastStep, Toaster, Toasts, load_failure, logo},
    hooks::{
        Focused, LanguageOfDevice, Languages, Me, Places, ScreenReporter, Services, Shelves,
        use_focus_reports, use_go, use_load, use_services, use_speech,
    },
    pages::{Frame, GuestPages, use_kept_toast, use_local_in_force},
    routes::Route,
};

#[component]
pub fn App() -> Html {
    #[cfg(debug_assertions)]
    if crate::gallery::is_asked_for() {
        return html! { <crate::gallery::Gallery /> };
    }
    html! { <Languages><Places><Connected /></Places></Languages> }
}

/// The engine, once it is there, or why it is not.
#[component]
fn Connected() -> Html {
    let toasts = use_reducer(ToastState::default);
    let connected = use_state(|| None::<Result<Services, ClientError>>);
    let attempt = use_state(|| 0_u32);
    let go = use_go();
    // Another language draws everything anew; the engine goes on.
    let language = use_speech().language;
    let setter = connected.setter();
    let toaster = Toaster(toasts.dispatcher());
    use_effect_with(*attempt, move |_| {
        spawn_local(async move {
            let changes = Changes::default();
            let heard = changes.clone();
            let listeners = Listeners {
                on_change: Callback::from(move |change| heard.emit(change)),
                on_open: Callback::from(move |path: String| go.open(&path)),
            };
            let services = backend::connect(listeners).await.map(|backend| Services {
                screen: ScreenReporter::new(backend.clone()),
                backend,
                changes,
                toaster,
            });
            setter.set(Some(services));
        });
    });
    let close = toasts.dispatcher();
    let onclose = Callback::from(move |id| close.dispatch(ToastStep::Close(id)));
    let content = match &*connected {
        None => splash(),
        Some(Ok(services)) => html! {
            <ContextProvider<Services> context={services.clone()}>
                <LanguageOfDevice />
                <Signed key={language.code()} />
            </ContextProvider<Services>>
        },
        Some(Err(error)) => {
            let again = Callback::from(move |()| attempt.set(*attempt + 1));
            html! { <main class="alone">{ load_failure(error, &again) }</main> }
        }
    };
    html! {
        <>
            { content }
            <Toasts state={(*toasts).clone()} {onclose} />
        </>
    }
}

/// Pages for guests or for the person signed in, and the window's focus for all of them.
#[component]
fn Signed() -> Html {
    let screen = use_services().screen;
    let focused = use_state_eq(|| true);
    let setter = focused.setter();
    let on_focus = use_callback(screen, move |focused, screen: &ScreenReporter| {
        screen.set_focused(focused);
        setter.set(focused);
    });
    use_focus_reports(on_focus);
    use_local_in_force();
    let session =
        use_load((), |(), change| change == Change::Session, |backend, ()| backend.session());
    use_home_after_leaving(session.data().as_deref());
    let (kept, out) = match session.data().as_deref() {
        Some(SessionState::SignedIn { kept, .. }) => (Some(*kept), false),
        Some(SessionState::SignedOut { .. }) => (None, true),
        None => (None, false),
    };
    use_kept_toast(kept, out);
    let content = match (session.data().as_deref(), session.error()) {
        (Some(SessionState::SignedIn { user, kept }), _) => {
            let me = Me { user: Rc::new((**user).clone()), kept: *kept };
            html! { <ContextProvider<Me> context={me}><Shelves><Frame /></Shelves></ContextProvider<Me>> }
        }
        (Some(SessionState::SignedOut { ended }), _) => {
            html! { <Shelves><GuestPages ended={*ended} /></Shelves> }
        }
        (None, Some(error)) => html! {
            <main class="alone">{ load_failure(&error, &session.reload) }</main>
        },
        (None, None) => splash(),
    };
    html! {
        <ContextProvider<Focused> context={Focused(*focused)}>
            <div class="app" data-testid="app">{ content }</div>
        </ContextProvider<Focused>>
    }
}

/// Whoever signs out leaves their page too; a session that the server ended goes on where it was.
#[hook]
fn use_home_after_leaving(session: Option<&SessionState>) {
    let go = use_go();
    let was_in = use_mut_ref(|| false);
    let is_in = matches!(session, Some(SessionState::SignedIn { .. }));
    let left = matches!(session, Some(SessionState::SignedOut { ended: false }));
    use_effect_with((is_in, left), move |(is_in, left)| {
        if was_in.replace(*is_in) && *left {
            go.instead(Route::Home);
        }
    });
}

fn splash() -> Html {
    html! {
        <main class="alone" data-testid="app-loading" aria-label={tr!("loading")}>
            <div class="splash">{ logo() }</div>
        </main>
    }
}
