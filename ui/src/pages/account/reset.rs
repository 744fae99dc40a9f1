//! A new password by a code (PRODUCT 1.2): first the number, then code and password.

use montaj_domain::code::DIGITS;
use yew::prelude::*;

use super::{
    layout::GuestLayout,
    strength::strength_view,
    verify::{CodeFor, Resend, use_code_anew},
};
use crate::{
    components::{Button, ButtonKind, CodeField, PhoneField, TextField, form_error},
    hooks::{use_action, use_backend, use_form, use_go, use_services},
    routes::Route,
};

#[derive(Debug, Clone, Default, PartialEq)]
struct Reset {
    phone: String,
    code: String,
    password: String,
}

#[component]
pub fn ResetPage() -> Html {
    let (backend, go, toaster) = (use_backend(), use_go(), use_services().toaster);
    let form = use_form(Reset::default);
    let requested = use_state(|| false);
    let action = use_action();
    use_code_anew(&action, form.edit(|form, ()| form.code.clear()));
    let onsubmit = {
        let (action, form, requested) = (action.clone(), form.clone(), requested.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, Reset { phone, code, password }) = (backend.clone(), (*form).clone());
            if *requested {
                let (go, toaster) = (go.clone(), toaster.clone());
                let work = async move { backend.reset_password(phone, code, password).await };
                action.run(work, move |()| {
                    toaster.success(tr!("reset-done"));
                    go.instead(Route::LogIn);
                });
            } else {
                let requested = requested.clone();
                let work = async move { backend.request_reset(phone).await };
                action.run(work, move |()| requested.set(true));
            }
        })
    };
    let other = {
        let (requested, action, code) =
            (requested.setter(), action.clone(), form.edit(|form, ()| form.code.clear()));
        Callback::from(move |_: MouseEvent| {
            action.clear();
            code.emit(());
            requested.set(false);
        })
    };
    let subtitle = if *requested { tr!("reset-sent") } else { tr!("reset-how") };
    html! {
        <GuestLayout title={tr!("reset-title")} {subtitle}>
            <form class="form" {onsubmit} data-testid="reset-form" novalidate=true>
                <PhoneField testid="reset-phone" label={tr!("field-phone")} field="phone"
                    autocomplete="username" autofocus=true disabled={*requested}
                    value={form.phone.clone()} error={action.field_error("phone")}
                    oninput={form.edit(|form, phone| form.phone = phone)} />
                if *requested {
                    { code_fields(&form, &action) }
                }
                { form_error(action.error(), "reset-error") }
                if *requested {
                    { Button::new(tr!("reset-submit")).testid("reset-submit").submit().wide()
                        .busy(action.is_busy())
                        .disabled(form.code.len() < 4 || form.password.is_empty()).view() }
                } else {
                    { Button::new(tr!("reset-request")).testid("reset-request").submit().wide()
                        .busy(action.is_busy()).disabled(form.phone.trim().is_empty()).view() }
                }
                if *requested {
                    { Button::new(tr!("verify-other")).kind(ButtonKind::Ghost).wide()
                        .testid("reset-other").onclick(other).view() }
                }
                <BackToLogIn />
            </form>
        </GuestLayout>
    }
}

fn code_fields(form: &crate::hooks::Form<Reset>, action: &crate::hooks::Action) -> Html {
    html! {
        <>
            <CodeField testid="reset-code" label={tr!("field-code")} field="code"
                length={DIGITS as usize} autofocus=true value={form.code.clone()}
                error={action.field_error("code")}
                oninput={form.edit(|form, code| form.code = code)} />
            <Resend phone={form.phone.clone()} just_sent=true purpose={CodeFor::Password} />
            <TextField testid="reset-password" label={tr!("field-new-password")} kind="password"
                autocomplete="new-password" hint={tr!("hint-password")} field="password"
                value={form.password.clone()} error={action.field_error("password")}
                oninput={form.edit(|form, password| form.password = password)} />
            { strength_view(&form.password) }
        </>
    }
}

#[component]
fn BackToLogIn() -> Html {
    let go = use_go();
    let onclick = Callback::from(move |_: MouseEvent| go.to(Route::LogIn));
    Button::new(tr!("reset-back")).kind(ButtonKind::Ghost).wide().onclick(onclick).view()
}
