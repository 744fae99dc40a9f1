//! Name, e-mail, city and the rest that every account has.

use montaj_wire::account::{EditProfile, Messengers, UserView};
use yew::prelude::*;

use crate::{
    components::{Button, TextField, form_error},
    hooks::{Form, Me, use_action, use_backend, use_form, use_services},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PersonFormProps {
    pub me: Me,
}

fn current(user: &UserView) -> EditProfile {
    EditProfile {
        full_name: user.full_name.clone(),
        email: user.email.clone(),
        city: user.city.clone(),
        organization: user.organization.clone(),
        messengers: user.messengers.clone(),
        about: user.about.clone(),
        website: user.website.clone(),
    }
}

fn optional(typed: String) -> Option<String> {
    (!typed.trim().is_empty()).then_some(typed)
}

#[component]
pub fn PersonForm(props: &PersonFormProps) -> Html {
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let form = use_form(|| current(&props.me));
    let changed = *form != current(&props.me);
    let onsubmit = {
        let (action, form) = (action.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, profile, toaster) = (backend.clone(), (*form).clone(), toaster.clone());
            action.run(async move { backend.save_profile(profile).await }, move |_| {
                toaster.success(tr!("profile-saved"));
            });
        })
    };
    let error = |field: &str| action.field_error(field);
    html! {
        <form class="card form" {onsubmit} novalidate=true data-testid="profile-form">
            <h2 class="card__title">{ tr!("profile-person") }</h2>
            <TextField testid="profile-name" label={tr!("field-name")} field="fullName"
                value={form.full_name.clone()} error={error("fullName")}
                oninput={form.edit(|form, value| form.full_name = value)} />
            <div class="form__pair">
                <TextField testid="profile-email" label={tr!("field-email")} kind="email" field="email"
                    value={form.email.clone()} error={error("email")}
                    oninput={form.edit(|form, value| form.email = value)} />
                <TextField testid="profile-city" label={tr!("field-city")} field="city"
                    value={form.city.clone()} error={error("city")}
                    oninput={form.edit(|form, value| form.city = value)} />
            </div>
            { more_fields(&form, &error) }
            { form_error(action.error(), "profile-error") }
            <div class="form__end">
                { Button::new(tr!("profile-save")).testid("profile-submit").submit()
                    .busy(action.is_busy()).disabled(!changed).view() }
            </div>
        </form>
    }
}

fn more_fields(form: &Form<EditProfile>, error: &dyn Fn(&str) -> Option<String>) -> Html {
    let Messengers { max, telegram } = form.messengers.clone();
    html! {
        <>
            <TextField testid="profile-organization" label={tr!("field-organization")} optional=true
                field="organization" value={form.organization.clone().unwrap_or_default()}
                error={error("organization")}
                oninput={form.edit(|form, value| form.organization = optional(value))} />
            <div class="form__pair">
                <TextField testid="profile-telegram" label={tr!("messenger-telegram")} optional=true
                    value={telegram.unwrap_or_default()} field="messengers.telegram"
                    error={error("messengers.telegram")}
                    oninput={form.edit(|form, value| form.messengers.telegram = optional(value))} />
                <TextField testid="profile-max" label={tr!("messenger-max")} optional=true
                    value={max.unwrap_or_default()} field="messengers.max"
                    error={error("messengers.max")}
                    oninput={form.edit(|form, value| form.messengers.max = optional(value))} />
            </div>
            <TextField testid="profile-website" label={tr!("field-website")} kind="url" optional=true
                field="website" value={form.website.clone().unwrap_or_default()}
                error={error("website")}
                oninput={form.edit(|form, value| form.website = optional(value))} />
            <TextField testid="profile-about" label={tr!("field-about")} rows=3 optional=true
                field="about" value={form.about.clone().unwrap_or_default()} error={error("about")}
                oninput={form.edit(|form, value| form.about = optional(value))} />
        </>
    }
}
