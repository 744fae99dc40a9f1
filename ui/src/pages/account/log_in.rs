//! Log-in by phone and password (PRODUCT 1.3).

use montaj_client::error::ClientError;
use montaj_wire::problem::ErrorCode;
use yew::prelude::*;

use super::{countdown::use_countdown, layout::GuestLayout};
use crate::{
    components::{Button, ButtonKind, PhoneField, Shape, TextField, form_error, icon},
    format,
    hooks::{Action, use_action, use_backend, use_form, use_go},
    routes::Route,
};

#[derive(Debug, Clone, Default, PartialEq)]
struct LogIn {
    phone: String,
    password: String,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LogInPageProps {
    /// The server ended the session that was here.
    pub ended: bool,
}

#[component]
pub fn LogInPage(props: &LogInPageProps) -> Html {
    let (backend, go) = (use_backend(), use_go());
    let form = use_form(LogIn::default);
    let action = use_action();
    let onsubmit = {
        let (action, form, backend) = (action.clone(), form.clone(), backend.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, LogIn { phone, password }) = (backend.clone(), (*form).clone());
            // The session's change leads on.
            action.run(async move { backend.log_in(phone, password).await }, |_| ());
        })
    };
    let unverified =
        action.error().and_then(ClientError::code) == Some(ErrorCode::PhoneNotVerified);
    let locked = use_lock(&action);
    let sending = use_action();
    let verify = {
        let (sending, phone, go) = (sending.clone(), form.phone.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            let (backend, phone, go) = (backend.clone(), phone.clone(), go.clone());
            let to = phone.clone();
            sending.run(async move { backend.send_code(to).await }, move |()| {
                go.with_query(Route::Verify, &[("phone", &phone)]);
            });
        })
    };
    let (register, to_register) = go.link(Route::Register);
    let (reset, to_reset) = go.link(Route::Reset);
    let subtitle = props.ended.then(|| AttrValue::from(tr!("log-in-ended")));
    html! {
        <GuestLayout title={tr!("log-in-title")} {subtitle}>
            <form class="form" {onsubmit} data-testid="login-form" novalidate=true>
                <PhoneField testid="login-phone" label={tr!("field-phone")} field="phone"
                    autocomplete="username" autofocus=true
                    value={form.phone.clone()} error={action.field_error("phone")}
                    oninput={form.edit(|form, phone| form.phone = phone)} />
                <TextField testid="login-password" label={tr!("field-password")} kind="password"
                    autocomplete="current-password" value={form.password.clone()} field="password"
                    error={action.field_error("password")}
                    oninput={form.edit(|form, password| form.password = password)} />
                if locked > 0 {
                    <p class="form-error" role="alert" data-testid="login-locked">
                        { tr!("log-in-locked", wait = format::wait(locked)) }
                    </p>
                } else {
                    { form_error(refusal(&action).as_ref(), "login-error") }
                }
                if let Some(advice) = advice(&action) {
                    <p class="notice" data-testid="login-advice">
                        { icon(Shape::Shield) }<span>{ advice }</span>
                    </p>
                }
                if unverified {
                    { Button::new(tr!("log-in-verify")).kind(ButtonKind::Secondary)
                        .testid("login-to-verify").wide().busy(sending.is_busy()).onclick(verify)
                        .view() }
                    { form_error(sending.error(), "login-verify-error") }
                }
                { Button::new(tr!("log-in")).testid("login-submit").submit().wide()
                    .busy(action.is_busy())
                    .disabled(locked > 0 || form.phone.trim().is_empty() || form.password.is_empty())
                    .view() }
            </form>
            <p class="guest__links">
                <a href={reset} onclick={to_reset} data-testid="login-to-reset">{ tr!("log-in-forgot") }</a>
                <a href={register} onclick={to_register} data-testid="login-to-register">{ tr!("register") }</a>
            </p>
        </GuestLayout>
    }
}

/// What is left of the wait after too many tries, in seconds.
#[hook]
fn use_lock(action: &Action) -> i64 {
    let countdown = use_countdown(false);
    let wait = match action.error() {
        Some(ClientError::RetryAfter { secs }) => Some(*secs),
        _ => None,
    };
    let restart = countdown.clone();
    use_effect_with(wait, move |wait| {
        if wait.is_some() {
            restart.restart(*wait);
        }
    });
    countdown.secs_left()
}

/// A wait that is over is no failure any more.
fn refusal(action: &Action) -> Option<ClientError> {
    action.error().filter(|error| !matches!(error, ClientError::RetryAfter { .. })).cloned()
}

/// What often was the mistake.
fn advice(action: &Action) -> Option<String> {
    let code = action.error().and_then(ClientError::code)?;
    (code == ErrorCode::WrongCredentials).then(|| tr!("log-in-wrong"))
}
