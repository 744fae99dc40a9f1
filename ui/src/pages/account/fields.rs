//! The fields of a registration, step by step.

use montaj_domain::user::Role;
use montaj_wire::account::Register;
use yew::prelude::*;

use super::{register::Draft, register_form, steps::Step, strength::strength_view};
use crate::components::{Checkbox, PhoneField, RadioCard, Shape, TextField};

pub fn of(step: Step, draft: &Draft) -> Html {
    match step {
        Step::Role => role(draft),
        Step::Access => access(draft),
        Step::Person => person(draft),
        Step::Consents => consents(draft),
    }
}

fn role(draft: &Draft) -> Html {
    let choose = |role: Role| draft.form.edit(move |form, ()| form.role = role);
    html! {
        <fieldset class="radio-cards" key="role">
            <legend class="visually-hidden">{ tr!("register-role") }</legend>
            { RadioCard { testid: "register-role-customer".into(), name: "role",
                label: tr!("role-customer"), hint: Some(tr!("role-customer-hint")),
                icon: Some(Shape::Person), checked: draft.form.role == Role::Customer,
                onchoose: choose(Role::Customer) }.view() }
            { RadioCard { testid: "register-role-executor".into(), name: "role",
                label: tr!("role-executor"), hint: Some(tr!("role-executor-hint")),
                icon: Some(Shape::Spark), checked: draft.form.role == Role::Executor,
                onchoose: choose(Role::Executor) }.view() }
        </fieldset>
    }
}

fn access(draft: &Draft) -> Html {
    let form = &draft.form;
    html! {
        <div class="form" key="access">
            <PhoneField testid="register-phone" label={tr!("field-phone")} field="phone"
                hint={tr!("hint-phone")} autofocus=true value={form.phone.clone()} error={draft.error("phone")}
                oninput={form.edit(|form, value| form.phone = value)} />
            <TextField testid="register-password" label={tr!("field-password")} kind="password"
                autocomplete="new-password" hint={tr!("hint-password")} field="password"
                value={form.password.clone()} error={draft.error("password")}
                oninput={form.edit(|form, value| form.password = value)} />
            { strength_view(&form.password) }
        </div>
    }
}

fn person(draft: &Draft) -> Html {
    let form = &draft.form;
    html! {
        <div class="form" key="person">
            <TextField testid="register-name" label={tr!("field-name")} autocomplete="name"
                autofocus=true value={form.full_name.clone()} error={draft.error("fullName")}
                field="fullName" oninput={form.edit(|form, value| form.full_name = value)} />
            <TextField testid="register-email" label={tr!("field-email")} kind="email"
                autocomplete="email" value={form.email.clone()} error={draft.error("email")}
                field="email" oninput={form.edit(|form, value| form.email = value)} />
            <TextField testid="register-city" label={tr!("field-city")} field="city"
                autocomplete="address-level2" value={form.city.clone()}
                error={draft.error("city")} oninput={form.edit(|form, value| form.city = value)} />
            <details class="more" open={OPTIONAL.iter().any(|field| draft.error(field).is_some())}>
                <summary data-testid="register-more">{ tr!("register-more") }</summary>
                <div class="form">{ optional_fields(draft) }</div>
            </details>
        </div>
    }
}

/// Nothing that is wrong stays folded away.
const OPTIONAL: [&str; 6] =
    ["address", "organization", "inn", "ogrn", "messengers.telegram", "messengers.max"];

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
    let (address, organization) = (&form.address, &form.organization);
    let (inn, ogrn) = (&form.inn, &form.ogrn);
    let messengers = &form.messengers;
    html! {
        <>
            { field("register-address", "address", tr!("field-address"), address,
                |form, value| form.address = register_form::optional(value)) }
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
        <div class="form__consents" key="consents">
            <p class="muted">{ tr!("register-consents") }</p>
            { Checkbox { testid: "register-terms".into(), label: tr!("agree-terms"),
                field: "agreeToTerms", checked: draft.form.agree_to_terms,
                error: draft.error("agreeToTerms"),
                onchange: draft.form.edit(|form, on| form.agree_to_terms = on),
                ..Checkbox::default() }.view() }
            { Checkbox { testid: "register-privacy".into(), label: tr!("agree-privacy"),
                field: "agreeToPrivacy", checked: draft.form.agree_to_privacy,
                error: draft.error("agreeToPrivacy"),
                onchange: draft.form.edit(|form, on| form.agree_to_privacy = on),
                ..Checkbox::default() }.view() }
        </div>
    }
}
