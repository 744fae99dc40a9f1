//! The code from the SMS: it finishes a registration (PRODUCT 1.2).

use montaj_client::error::ClientError;
use montaj_domain::code::DIGITS;
use montaj_wire::problem::ErrorCode;
use yew::prelude::*;

use super::{countdown::use_countdown, layout::GuestLayout};
use crate::{
    components::{Button, ButtonKind, CodeField, PhoneField, form_error},
    format,
    hooks::{Action, use_action, use_backend, use_form, use_go, use_query},
    routes::Route,
};

const LENGTH: usize = DIGITS as usize;

#[derive(Debug, Clone, Default, PartialEq)]
struct Code {
    phone: String,
    code: String,
}

/// Another number is another page: nothing of the last code stays.
#[component]
pub fn VerifyPage() -> Html {
    let phone = use_query("phone");
    let key = phone.clone().unwrap_or_default();
    html! { <CodePage {key} {phone} /> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct CodePageProps {
    /// Where a code was sent just before; without it the page asks.
    phone: Option<String>,
}

#[component]
fn CodePage(props: &CodePageProps) -> Html {
    let backend = use_backend();
    let known = props.phone.clone();
    let start = known.clone().unwrap_or_default();
    let form = use_form(move || Code { phone: start, code: String::new() });
    let action = use_action();
    use_code_anew(&action, form.edit(|form, ()| form.code.clear()));
    let confirm = {
        let (action, backend) = (action.clone(), backend.clone());
        move |Code { phone, code }: Code| {
            let backend = backend.clone();
            // The session's change leads on.
            action.run(async move { backend.verify_phone(phone, code).await }, |_| ());
        }
    };
    let onsubmit = {
        let (confirm, form) = (confirm.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            confirm((*form).clone());
        })
    };
    let oninput = {
        let (edit, phone) =
            (form.edit(|form: &mut Code, code| form.code = code), form.phone.clone());
        Callback::from(move |code: String| {
            edit.emit(code.clone());
            // The last digit sends the form by itself, typed or pasted.
            if code.len() == LENGTH && !phone.is_empty() {
                confirm(Code { phone: phone.clone(), code });
            }
        })
    };
    let subtitle = match &known {
        Some(phone) => tr!("verify-sent-to", phone = pretty(phone)),
        None => tr!("verify-which"),
    };
    html! {
        <GuestLayout title={tr!("verify-title")} {subtitle}>
            <form class="form" {onsubmit} data-testid="verify-form" novalidate=true>
                if known.is_none() {
                    <PhoneField testid="verify-phone" label={tr!("field-phone")} field="phone"
                        autofocus=true value={form.phone.clone()}
                        oninput={form.edit(|form, phone| form.phone = phone)} />
                }
                <CodeField testid="code-input" label={tr!("field-code")} field="code"
                    length={LENGTH} autofocus={known.is_some()} value={form.code.clone()} {oninput}
                    error={action.field_error("code")} />
                { form_error(action.error(), "code-error") }
                { Button::new(tr!("verify-submit")).testid("code-submit").submit().wide()
                    .busy(action.is_busy()).disabled(form.code.len() < 4 || form.phone.is_empty())
                    .view() }
                <Resend phone={form.phone.clone()} just_sent={known.is_some()}
                    purpose={CodeFor::Registration} />
            </form>
            if known.is_some() {
                <OtherNumber />
            }
        </GuestLayout>
    }
}

/// A code that was refused makes room for another.
#[hook]
pub fn use_code_anew(action: &Action, clear: Callback<()>) {
    let refusal = action.error().and_then(ClientError::code);
    // Each refusal is one of its own: none stands while the next try runs.
    use_effect_with(refusal, move |refusal| {
        if matches!(
            refusal,
            Some(ErrorCode::WrongCode | ErrorCode::CodeExpired | ErrorCode::CodeBurned)
        ) {
            clear.emit(());
        }
    });
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFor {
    Registration,
    Password,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ResendProps {
    pub phone: String,
    pub just_sent: bool,
    pub purpose: CodeFor,
}

/// Asks for another code, as soon as one may be had.
#[component]
pub fn Resend(props: &ResendProps) -> Html {
    let (backend, resending) = (use_backend(), use_action());
    let countdown = use_countdown(props.just_sent);
    let purpose = props.purpose;
    let onclick = {
        let (resending, phone, countdown) =
            (resending.clone(), props.phone.clone(), countdown.clone());
        Callback::from(move |_: MouseEvent| {
            let (backend, phone, countdown) = (backend.clone(), phone.clone(), countdown.clone());
            let work = async move {
                let sent = match purpose {
                    CodeFor::Registration => backend.send_code(phone).await,
                    CodeFor::Password => backend.request_reset(phone).await,
                };
                match &sent {
                    Ok(()) => countdown.restart(None),
                    Err(ClientError::RetryAfter { secs }) => countdown.restart(Some(*secs)),
                    Err(_) => {}
                }
                sent
            };
            resending.run(work, |()| ());
        })
    };
    let left = countdown.secs_left();
    html! {
        <>
            <div class="code__again">
                { Button::new(tr!("verify-resend")).kind(ButtonKind::Ghost).testid("code-resend")
                    .busy(resending.is_busy()).disabled(left > 0 || props.phone.is_empty())
                    .onclick(onclick).view() }
                if left > 0 {
                    <span data-testid="code-countdown">{ tr!("verify-wait", secs = left) }</span>
                }
            </div>
            { form_error(resending.error(), "code-resend-error") }
        </>
    }
}

#[component]
fn OtherNumber() -> Html {
    let (href, onclick) = use_go().link(Route::Verify);
    html! {
        <p class="guest__links">
            <a {href} {onclick} data-testid="verify-other">{ tr!("verify-other") }</a>
        </p>
    }
}

fn pretty(typed: &str) -> String {
    match montaj_domain::phone::Phone::parse(typed) {
        Ok(phone) => format::phone(phone.as_str()),
        Err(_) => typed.to_owned(),
    }
}
