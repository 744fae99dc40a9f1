//! What an executor offers: region, specializations as far as the tariff goes, descriptions.

use montaj_domain::{
    settings::PlatformSettings,
    tariff::{Tariff, specialization_limit},
    user::Specialization,
};
use montaj_wire::account::{EditExecutorProfile, ExecutorProfileView};
use yew::prelude::*;

use crate::{
    components::{Button, Checkbox, Select, SelectOption, TextField, form_error},
    hooks::{Form, Me, use_action, use_backend, use_form, use_load, use_services},
    i18n::{category_name, tariff_name},
};

/// Nothing for people who are no executors.
pub fn executor_form(me: &Me) -> Html {
    let Some(profile) = me.executor_profile.clone() else { return Html::default() };
    let tariff = me.subscription.as_ref().map_or(Tariff::Standard, |s| s.tariff_type);
    html! { <Fields {profile} {tariff} /> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FieldsProps {
    profile: ExecutorProfileView,
    tariff: Tariff,
}

fn current(profile: &ExecutorProfileView) -> EditExecutorProfile {
    EditExecutorProfile {
        region: profile.region.clone(),
        specializations: profile.specializations.clone(),
        short_description: profile.short_description.clone(),
        full_description: profile.full_description.clone(),
        is_self_employed: profile.is_self_employed,
    }
}

#[component]
fn Fields(props: &FieldsProps) -> Html {
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let form = use_form(|| current(&props.profile));
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let platform = settings.data().map(|s| s.platform.clone()).unwrap_or_default();
    let changed = *form != current(&props.profile);
    let onsubmit = {
        let (action, form) = (action.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (backend, profile, toaster) = (backend.clone(), (*form).clone(), toaster.clone());
            action.run(async move { backend.save_executor_profile(profile).await }, move |_| {
                toaster.success(tr!("profile-saved"));
            });
        })
    };
    let regions = settings.data().map(|s| s.regions.clone()).unwrap_or_default();
    html! {
        <form class="card form" {onsubmit} novalidate=true data-testid="executor-form">
            <h2 class="card__title">{ tr!("profile-executor") }</h2>
            { Select { testid: "executor-region", label: tr!("field-region"), field: "region",
                value: form.region.clone(), options: region_options(&form.region, regions),
                error: action.field_error("region"), hint: Some(tr!("executor-region-hint")),
                onchange: form.edit(|form, region| form.region = region),
                ..Select::default() }.view() }
            { trades(&form, props.tariff, &platform) }
            if let Some(error) = action.field_error("specializations") {
                <p class="field__error" role="alert" data-testid="field-error"
                    data-field="specializations">{ error }</p>
            }
            <TextField testid="executor-short" label={tr!("field-short")} field="shortDescription"
                optional=true maxlength="500" value={form.short_description.clone()}
                placeholder={tr!("field-short-hint")} error={action.field_error("shortDescription")}
                oninput={form.edit(|form, text| form.short_description = text)} />
            <TextField testid="executor-full" label={tr!("field-full")} field="fullDescription" rows=4
                optional=true value={form.full_description.clone()}
                error={action.field_error("fullDescription")}
                oninput={form.edit(|form, text| form.full_description = text)} />
            { Checkbox { testid: "executor-self-employed".into(),
                label: tr!("self-employed-mark"), checked: form.is_self_employed,
                onchange: form.edit(|form, on| form.is_self_employed = on),
                ..Checkbox::default() }.view() }
            { form_error(action.error(), "executor-error") }
            <div class="form__end">
                { Button::new(tr!("profile-save")).testid("executor-submit").submit()
                    .busy(action.is_busy()).disabled(!changed).view() }
            </div>
        </form>
    }
}

fn region_options(current: &str, mut regions: Vec<String>) -> Vec<SelectOption> {
    if !current.is_empty() && !regions.iter().any(|region| region == current) {
        regions.push(current.to_owned());
    }
    let choose = SelectOption::new("", tr!("field-choose"));
    std::iter::once(choose)
        .chain(regions.into_iter().map(|region| SelectOption::new(region.clone(), region)))
        .collect()
}

fn trades(form: &Form<EditExecutorProfile>, tariff: Tariff, platform: &PlatformSettings) -> Html {
    let limit = specialization_limit(tariff, platform);
    let full = form.specializations.len() >= limit;
    html! {
        <fieldset class="trades">
            <legend>{ tr!("field-specializations") }</legend>
            <p class="field__hint">
                { tr!("specializations-limit", tariff = tariff_name(tariff), count = limit) }
            </p>
            <div class="trades__list">
                for category in Specialization::ALL.iter().copied() {
                    { Checkbox { testid: format!("executor-spec-{category}").into(),
                        label: trade_name(form, category, limit),
                        checked: form.specializations.contains(&category),
                        disabled: full && !form.specializations.contains(&category),
                        onchange: form.edit(move |form, on| choose(form, category, on)),
                        ..Checkbox::default() }.view() }
                }
            </div>
        </fieldset>
    }
}

fn trade_name(form: &EditExecutorProfile, category: Specialization, limit: usize) -> String {
    let name = category_name(category);
    match form.specializations.iter().position(|chosen| *chosen == category) {
        Some(at) if at >= limit => tr!("specialization-inactive", name = name),
        _ => name,
    }
}

/// Keeps the order of choice: when the tariff falls, the first ones stay active.
fn choose(form: &mut EditExecutorProfile, category: Specialization, on: bool) {
    form.specializations.retain(|chosen| *chosen != category);
    if on {
        form.specializations.push(category);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specializations_keep_the_order_of_choice() {
        let mut form = EditExecutorProfile {
            region: String::new(),
            specializations: Vec::new(),
            short_description: String::new(),
            full_description: String::new(),
            is_self_employed: false,
        };
        for (category, on) in [
            (Specialization::Windows, true),
            (Specialization::Doors, true),
            (Specialization::Windows, false),
            (Specialization::Windows, true),
        ] {
            choose(&mut form, category, on);
        }
        assert_eq!(form.specializations, [Specialization::Doors, Specialization::Windows]);
    }
}
