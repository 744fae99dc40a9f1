//! The code from the SMS: it finishes a registration (PRODUCT 1.2).

use montaj_client::error::ClientError;
use montaj_domain::code::DIGITS;
use yew::prelude::*;

use super::{countdown::use_countdown, layout::GuestLayout};
use crate::{
    components::{Button, ButtonKind, FormError, TextField},
    format,
    hooks::{use_action, use_backend, use_form, use_query},
};

#[derive(Debug, Clone, Default, PartialEq)]
struct Code {
    phone: String,
    code: String,
}

#[component]
pub fn VerifyPage() -> Html {
    let backend = use_backend();
    let known = use_query("phone");
    let start = known.clone().unwrap_or_default();
    let form = use_form(move || Code { phone: start, code: String::new() });
    let (action, resending) = (use_action(), use_action());
    let countdown = use_countdown(known.is_some());
    let onsubmit = {
        let (action, form, backend) = (action.clone(), form.clone(), backend.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, Code { phone, code }) = (backend.clone(), (*form).clone());
            // The session's change leads on.
            action.run(async move { backend.verify_phone(phone, code).await }, |_| ());
        })
    };
    let resend = {
        let (resending, phone, countdown) =
            (resending.clone(), form.phone.clone(), countdown.clone());
        Callback::from(move |_: MouseEvent| {
            let (backend, phone, countdown) = (backend.clone(), phone.clone(), countdown.clone());
            let work = async move {
                let sent = backend.send_code(phone).await;
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
    let subtitle = match &known {
        Some(phone) => tr!("verify-sent-to", phone = pretty(phone)),
        None => tr!("verify-which"),
    };
    html! {
        <GuestLayout title={tr!("verify-title")} {subtitle}>
            <form class="form" {onsubmit} data-testid="verify-form" novalidate=true>
                if known.is_none() {
                    <TextField testid="verify-phone" label={tr!("field-phone")} kind="tel"
                        value={form.phone.clone()} field="phone"
                        oninput={form.edit(|form, phone| form.phone = phone)} />
                }
                <div class="code">
                    <TextField testid="code-input" label={tr!("field-code")} inputmode="numeric"
                        autocomplete="one-time-code" maxlength={DIGITS.to_string()} field="code"
                        placeholder="000000" autofocus={known.is_some()} value={form.code.clone()}
                        error={action.field_error("code")} oninput={form.edit(only_digits)} />
                </div>
                <FormError error={action.error().cloned()} testid="code-error" />
                <Button label={tr!("verify-submit")} submit=true wide=true testid="code-submit"
                    busy={action.is_busy()} disabled={form.code.len() < 4} />
                <div class="code__again">
                    <Button label={tr!("verify-resend")} kind={ButtonKind::Ghost} testid="code-resend"
                        onclick={resend} busy={resending.is_busy()}
                        disabled={left > 0 || form.phone.is_empty()} />
                    if left > 0 {
                        <span data-testid="code-countdown">{ tr!("verify-wait", secs = left) }</span>
                    }
                </div>
                <FormError error={resending.error().cloned()} testid="code-resend-error" />
            </form>
        </GuestLayout>
    }
}

fn only_digits(form: &mut Code, typed: String) {
    form.code = typed.chars().filter(char::is_ascii_digit).collect();
}

fn pretty(typed: &str) -> String {
    match montaj_domain::phone::Phone::parse(typed) {
        Ok(phone) => format::phone(phone.as_str()),
        Err(_) => typed.to_owned(),
    }
}
