//! Registration (PRODUCT 1.1); the code comes on the next page.

use montaj_domain::user::Role;
use montaj_wire::account::Register;
use yew::prelude::*;

use super::{
    layout::GuestLayout,
    register_form::{self, Wrong},
};
use crate::{
    components::{Button, ButtonKind, Checkbox, FormError, RadioCard, Shape, TextField},
    hooks::{Action, Form, use_action, use_backend, use_form, use_go, use_query},
    routes::Route,
};

/// What the parts of the form draw from.
#[derive(Clone)]
struct Draft {
    form: Form<Register>,
    action: Action,
    wrong: UseStateHandle<Wrong>,
}

impl Draft {
    /// What is wrong with a field: this device's word first, then the server's.
    fn error(&self, field: &str) -> Option<String> {
        let own = self.wrong.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        own.or_else(|| self.action.field_error(field))
    }
}

#[component]
pub fn RegisterPage() -> Html {
    let (backend, go) = (use_backend(), use_go());
    let executor = use_query("role").as_deref() == Some("executor");
    let role = if executor { Role::Executor } else { Role::Customer };
    let draft = Draft {
        form: use_form(move || register_form::empty(role)),
        action: use_action(),
        wrong: use_state(Wrong::new),
    };
    let more = use_state(|| false);
    let onsubmit = {
        let (draft, go) = (draft.clone(), go.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let wrong = register_form::check(&draft.form);
            let complete = wrong.is_empty();
            draft.wrong.set(wrong);
            if complete {
                let (backend, form, go) = (backend.clone(), (*draft.form).clone(), go.clone());
                draft.action.run(async move { backend.register(form).await }, move |user| {
                    go.with_query(Route::Verify, &[("phone", &user.phone)]);
                });
            }
        })
    };
    let open_more = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(true))
    };
    let (log_in, to_log_in) = go.link(Route::LogIn);
    html! {
        <GuestLayout title={tr!("register-title")}>
            <form class="form" {onsubmit} data-testid="register-form" novalidate=true>
                { roles(&draft) }
                { main_fields(&draft) }
                if *more {
                    { optional_fields(&draft) }
                } else {
                    <Button label={tr!("register-more")} icon={Shape::Plus} testid="register-more"
                        kind={ButtonKind::Ghost} onclick={open_more} />
                }
                { consents(&draft) }
                if !draft.wrong.is_empty() {
                    <p class="form-error" role="alert" data-testid="register-error">
                        { tr!("form-check-fields") }
                    </p>
                } else {
                    <FormError error={draft.action.error().cloned()} testid="register-error" />
                }
                <Button label={tr!("register-submit")} submit=true wide=true
                    testid="register-submit" busy={draft.action.is_busy()} />
            </form>
            <p class="guest__links">
                <span>{ tr!("register-have-account") }</span>
                <a href={log_in} onclick={to_log_in} data-testid="register-to-login">{ tr!("log-in") }</a>
            </p>
        </GuestLayout>
    }
}

fn roles(draft: &Draft) -> Html {
    let choose = |role: Role| draft.form.edit(move |form, ()| form.role = role);
    html! {
        <fieldset class="radio-cards">
            <legend class="visually-hidden">{ tr!("register-role") }</legend>
            <RadioCard testid="register-role-customer" name="role" icon={Shape::Person}
                label={tr!("role-customer")} hint={tr!("role-customer-hint")}
                checked={draft.form.role == Role::Customer} onchoose={choose(Role::Customer)} />
            <RadioCard testid="register-role-executor" name="role" icon={Shape::Spark}
                label={tr!("role-executor")} hint={tr!("role-executor-hint")}
                checked={draft.form.role == Role::Executor} onchoose={choose(Role::Executor)} />
        </fieldset>
    }
}

fn main_fields(draft: &Draft) -> Html {
    let form = &draft.form;
    html! {
        <>
            <TextField testid="register-name" label={tr!("field-name")} autocomplete="name"
                value={form.full_name.clone()} error={draft.error("fullName")} field="fullName"
                oninput={form.edit(|form, value| form.full_name = value)} />
            <TextField testid="register-phone" label={tr!("field-phone")} kind="tel" field="phone"
                autocomplete="tel" placeholder="+7 900 000-00-00" hint={tr!("hint-phone")}
                value={form.phone.clone()} error={draft.error("phone")}
                oninput={form.edit(|form, value| form.phone = value)} />
            <div class="form__pair">
                <TextField testid="register-email" label={tr!("field-email")} kind="email"
                    autocomplete="email" value={form.email.clone()} error={draft.error("email")}
                    field="email" oninput={form.edit(|form, value| form.email = value)} />
                <TextField testid="register-city" label={tr!("field-city")} field="city"
                    autocomplete="address-level2" value={form.city.clone()}
                    error={draft.error("city")} oninput={form.edit(|form, value| form.city = value)} />
            </div>
            <TextField testid="register-password" label={tr!("field-password")} kind="password"
                autocomplete="new-password" hint={tr!("hint-password")} field="password"
                value={form.password.clone()} error={draft.error("password")}
                oninput={form.edit(|form, value| form.password = value)} />
        </>
    }
}

fn optional_fields(draft: &Draft) -> Html {
    type Apply = fn(&mut Register, String);
    let form = &draft.form;
    let field = |testid: &'static str,
                 name: &'static str,
                 label: String,
                 value: &Option<String>,
                 apply: Apply| {
        html! {
            <TextField {testid} {label} field={name} optional=true error={draft.error(name)}
                value={value.clone().unwrap_or_default()} oninput={form.edit(apply)} />
        }
    };
    let (organization, inn, ogrn) = (&form.organization, &form.inn, &form.ogrn);
    let messengers = &form.messengers;
    html! {
        <>
            { field("register-organization", "organization", tr!("field-organization"), organization,
                |form, value| form.organization = register_form::optional(value)) }
            <div class="form__pair">
                { field("register-inn", "inn", tr!("field-inn"), inn,
                    |form, value| form.inn = register_form::optional(value)) }
                { field("register-ogrn", "ogrn", tr!("field-ogrn"), ogrn,
                    |form, value| form.ogrn = register_form::optional(value)) }
            </div>
            <div class="form__pair">
                { field("register-telegram", "messengers.telegram", tr!("messenger-telegram"),
                    &messengers.telegram,
                    |form, value| form.messengers.telegram = register_form::optional(value)) }
                { field("register-max", "messengers.max", tr!("messenger-max"), &messengers.max,
                    |form, value| form.messengers.max = register_form::optional(value)) }
            </div>
        </>
    }
}

fn consents(draft: &Draft) -> Html {
    html! {
        <div class="form__consents">
            <Checkbox testid="register-terms" label={tr!("agree-terms")} field="agreeToTerms"
                checked={draft.form.agree_to_terms} error={draft.error("agreeToTerms")}
                onchange={draft.form.edit(|form, on| form.agree_to_terms = on)} />
            <Checkbox testid="register-privacy" label={tr!("agree-privacy")} field="agreeToPrivacy"
                checked={draft.form.agree_to_privacy} error={draft.error("agreeToPrivacy")}
                onchange={draft.form.edit(|form, on| form.agree_to_privacy = on)} />
        </div>
    }
}
