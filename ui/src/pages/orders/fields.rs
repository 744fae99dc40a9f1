//! The fields of each step of an order, and the look at all of it as an executor will have.

use montaj_domain::{
    order::{OrderField, PaymentMethod},
    timestamp::day_text,
    user::Specialization,
};
use montaj_wire::{account::PublicSettings, order::OrderDraft};
use yew::prelude::*;

use super::{
    face::order_face,
    form_state::{OrderForm, Wrong, preview},
    hints::{ask_about, example_text, example_title},
    steps::FormStep,
};
use crate::{
    components::{
        Checkbox, DateField, MoneyField, RadioCard, Select, SelectOption, Shape, TextField, icon,
        trade_shape,
    },
    format::{self, Now},
    hooks::{Action, Form, Me},
    i18n::{category_name, payment_name},
};

/// What the steps draw from.
pub struct Fields<'a> {
    pub form: &'a Form<OrderForm>,
    pub action: &'a Action,
    /// What may be said already.
    pub wrong: &'a Wrong,
    pub settings: Option<&'a PublicSettings>,
    /// The first day that may be chosen, `YYYY-MM-DD`.
    pub first_day: String,
}

impl Fields<'_> {
    fn error(&self, field: &str) -> Option<String> {
        let own = self.wrong.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        own.or_else(|| self.action.field_error(field))
    }

    /// A contact in a text is told at once, the rest when the field was left.
    fn text_error(&self, field: OrderField, name: &str) -> Option<String> {
        self.form.contact_in(field).or_else(|| self.error(name))
    }

    /// What is wrong with a choice among cards, for who hears the page.
    fn told_wrong(&self, field: &'static str) -> (Option<&'static str>, Option<String>) {
        let wrong = self.error(field).is_some();
        (wrong.then_some("true"), wrong.then(|| group_error_id(field)))
    }

    /// Under what has no field of its own to stand at.
    fn group_error(&self, field: &'static str) -> Html {
        let Some(error) = self.error(field) else { return Html::default() };
        html! {
            <p class="field__error" role="alert" data-testid="field-error" data-field={field}
                id={group_error_id(field)}>
                { error }
            </p>
        }
    }
}

fn group_error_id(field: &str) -> String {
    format!("{field}-error")
}

fn heading(title: String, text: String) -> Html {
    html! {
        <header class="order-form__head">
            <h2>{ title }</h2>
            <p>{ text }</p>
        </header>
    }
}

pub fn what_step(fields: &Fields<'_>) -> Html {
    let form = fields.form;
    let category = form.category;
    let (wrong, told) = fields.told_wrong("category");
    html! {
        <>
            { heading(tr!("order-what-title"), tr!("order-what-text")) }
            <div class="trade-choice" role="radiogroup" aria-label={tr!("field-category")}
                aria-invalid={wrong} aria-describedby={told}
                data-testid="order-new-category">
                for trade in Specialization::ALL.iter().copied() {
                    <div key={trade.as_str()} class={format!("trade-choice__one trade--{}", trade.as_str().to_ascii_lowercase())}>
                        { RadioCard { testid: format!("order-new-category-{}", trade.as_str()).into(),
                            name: "category", label: category_name(trade), hint: None,
                            icon: Some(trade_shape(trade)), checked: category == Some(trade),
                            onchoose: form.edit(move |form, ()| form.category = Some(trade)) }.view() }
                    </div>
                }
            </div>
            { fields.group_error("category") }
            <TextField testid="order-new-title" label={tr!("field-title")} field="title" maxlength="200" limit=200
                placeholder={category.map_or_else(|| tr!("field-title-hint"), example_title)}
                value={form.title.clone()} error={fields.text_error(OrderField::Title, "title")}
                oninput={form.edit(|form, title| form.title = title)} />
            <TextField testid="order-new-description" label={tr!("field-description")} rows=6
                field="description" hint={tr!("field-description-hint")} maxlength="5000"
                placeholder={category.map(example_text)} value={form.description.clone()}
                error={fields.text_error(OrderField::Description, "description")}
                oninput={form.edit(|form, description| form.description = description)} />
            if let Some(trade) = category {
                <aside class="form-hint" data-testid="order-new-hint">
                    { icon(Shape::Info) }
                    <div><strong>{ tr!("order-ask-title") }</strong><p>{ ask_about(trade) }</p></div>
                </aside>
            }
        </>
    }
}

pub fn where_step(fields: &Fields<'_>) -> Html {
    let form = fields.form;
    let known = fields.settings.map(|settings| settings.regions.as_slice()).unwrap_or_default();
    let mut regions = vec![SelectOption::new("", tr!("field-choose"))];
    regions.extend(known.iter().map(|region| SelectOption::new(region.clone(), region.clone())));
    // An order may stand in a region that is no longer offered.
    if !form.region.is_empty() && !known.contains(&form.region) {
        regions.push(SelectOption::new(form.region.clone(), form.region.clone()));
    }
    html! {
        <>
            { heading(tr!("order-where-title"), tr!("order-where-text")) }
            { Select { testid: "order-new-region", label: tr!("field-region"), field: "region",
                value: form.region.clone(), options: regions, error: fields.error("region"),
                onchange: form.edit(|form, region| form.region = region),
                ..Select::default() }.view() }
            <TextField testid="order-new-address" label={tr!("field-address")} field="address"
                autocomplete="street-address" placeholder={tr!("field-address-hint")}
                hint={tr!("field-address-note")} value={form.address.clone()}
                error={fields.text_error(OrderField::Address, "address")}
                oninput={form.edit(|form, address| form.address = address)} />
        </>
    }
}

pub fn when_step(fields: &Fields<'_>, now: Now) -> Html {
    let form = fields.form;
    let days =
        [(1, tr!("order-when-tomorrow")), (3, tr!("order-when-soon")), (7, tr!("order-when-week"))];
    html! {
        <>
            { heading(tr!("order-when-title"), tr!("order-when-text")) }
            <div class="quick" role="group" aria-label={tr!("field-start-date")}>
                for (ahead, label) in days {
                    { quick_day(form, day_text(now.today() + time::Duration::days(ahead)), label) }
                }
            </div>
            <div class="form__pair">
                <DateField testid="order-new-start-date" label={tr!("field-start-date")}
                    field="startDate" min={fields.first_day.clone()} value={form.start_date.clone()}
                    error={fields.error("startDate")}
                    oninput={form.edit(|form, day| form.start_date = day)} />
                <DateField testid="order-new-end-date" label={tr!("field-end-date")}
                    field="endDate" optional=true min={form.start_date.clone()}
                    value={form.end_date.clone()} error={fields.error("endDate")}
                    hint={tr!("field-end-hint")}
                    oninput={form.edit(|form, day| form.end_date = day)} />
            </div>
        </>
    }
}

fn quick_day(form: &Form<OrderForm>, day: String, label: String) -> Html {
    let chosen = form.start_date == day;
    let onclick = form.edit(move |form, _: MouseEvent| form.start_date.clone_from(&day));
    html! {
        <button key={label.clone()} type="button" {onclick} aria-pressed={chosen.to_string()}
            class={classes!("quick__one", chosen.then_some("quick__one--chosen"))}>{ label }</button>
    }
}

pub fn money_step(fields: &Fields<'_>) -> Html {
    let form = fields.form;
    let (wrong, told) = fields.told_wrong("paymentMethod");
    let least = fields.settings.map(|settings| settings.platform.min_budget_kopecks);
    let hint = least.map(|least| tr!("field-budget-hint", sum = format::money(least)));
    let payments = [
        (PaymentMethod::Cash, "order-new-payment-cash", Shape::Wallet),
        (PaymentMethod::Card, "order-new-payment-card", Shape::Card),
        (PaymentMethod::Bank, "order-new-payment-bank", Shape::Orders),
    ];
    html! {
        <>
            { heading(tr!("order-money-title"), tr!("order-money-text")) }
            <div class="form__budget">
                { MoneyField { testid: "order-new-budget", label: tr!("field-budget"),
                    field: "budgetKopecks", value: form.budget.clone(), disabled: form.negotiable,
                    error: fields.error("budgetKopecks"), hint,
                    oninput: form.edit(|form, budget| form.budget = budget),
                    ..MoneyField::default() }.view() }
                { Checkbox { testid: "order-new-negotiable".into(),
                    label: tr!("field-negotiable"), checked: form.negotiable,
                    onchange: form.edit(|form, on| form.negotiable = on),
                    ..Checkbox::default() }.view() }
            </div>
            <h3 class="order-form__label">{ tr!("field-payment") }</h3>
            <div class="radio-cards radio-cards--three" role="radiogroup" aria-label={tr!("field-payment")}
                aria-invalid={wrong} aria-describedby={told}>
                for (method, testid, icon) in payments {
                    { RadioCard { testid: testid.into(), name: "payment",
                        label: payment_name(method), hint: None, icon: Some(icon),
                        checked: form.payment == Some(method),
                        onchoose: form.edit(move |form, ()| form.payment = Some(method)) }.view() }
                }
            </div>
            { fields.group_error("paymentMethod") }
        </>
    }
}

/// The order as an executor will see it, with a way back to each part.
pub fn check_step(
    draft: Option<&OrderDraft>,
    me: &Me,
    now: Now,
    to_step: &Callback<FormStep>,
) -> Html {
    let Some(order) = draft.and_then(|draft| preview(draft, me, now.at)) else {
        return Html::default();
    };
    let parts = FormStep::ALL.into_iter().filter(|step| *step != FormStep::Check);
    html! {
        <>
            { heading(tr!("order-check-title"), tr!("order-check-text")) }
            <div class="order-preview" data-testid="order-new-preview">
                { order_face(&order, now, true) }
            </div>
            <div class="quick" role="group" aria-label={tr!("order-check-edit")}>
                <span class="quick__label">{ tr!("order-check-edit") }</span>
                for step in parts {
                    <button key={step.name()} type="button" class="quick__one"
                        onclick={to_step.reform(move |_: MouseEvent| step)}>{ step.label() }</button>
                }
            </div>
        </>
    }
}
