//! The fields of an order, for a new one and for an edit.

use montaj_domain::{
    order::{OrderField, PaymentMethod},
    user::Specialization,
};
use yew::prelude::*;

use super::form_state::{OrderForm, Wrong};
use crate::{
    components::{Button, Checkbox, FormError, RadioCard, Select, SelectOption, TextField},
    format,
    hooks::{Action, Form},
    i18n::{category_name, payment_name},
};

#[derive(Clone, Properties)]
pub struct OrderFieldsProps {
    pub form: Form<OrderForm>,
    pub wrong: Wrong,
    pub action: Action,
    pub regions: Vec<String>,
    /// The first day that may be chosen, `YYYY-MM-DD`.
    pub first_day: String,
    pub submit_label: AttrValue,
    /// `new` or `edit`.
    pub mode: &'static str,
    pub onsubmit: Callback<()>,
}

impl PartialEq for OrderFieldsProps {
    /// The page above is drawn again only when something of it changed.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl OrderFieldsProps {
    fn error(&self, field: &str) -> Option<String> {
        let own = self.wrong.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        own.or_else(|| self.action.field_error(field))
    }

    /// A contact in a text is told at once, the rest when the form is sent.
    fn text_error(&self, field: OrderField, name: &str) -> Option<String> {
        self.form.contact_in(field).or_else(|| self.error(name))
    }
}

#[component]
pub fn OrderFields(props: &OrderFieldsProps) -> Html {
    let onsubmit = props.onsubmit.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="form card" {onsubmit} novalidate=true data-testid="order-new-form"
            data-mode={props.mode}>
            { what(props) }
            { wherever(props) }
            { when(props) }
            { money(props) }
            if props.wrong.is_empty() {
                <FormError error={props.action.error().cloned()} testid="order-new-error" />
            } else {
                <p class="form-error" role="alert" data-testid="order-new-error">
                    { tr!("form-check-fields") }
                </p>
            }
            <Button label={props.submit_label.clone()} submit=true wide=true
                testid="order-new-submit" busy={props.action.is_busy()} />
        </form>
    }
}

fn what(props: &OrderFieldsProps) -> Html {
    let form = &props.form;
    let choose = SelectOption::new("", tr!("field-choose"));
    let categories = std::iter::once(choose).chain(
        Specialization::ALL.iter().map(|c| SelectOption::new(c.as_str(), category_name(*c))),
    );
    let set_category =
        form.edit(|form, name: String| form.category = Specialization::from_name(&name));
    html! {
        <section class="form__part" aria-label={tr!("order-form-what")}>
            <h2>{ tr!("order-form-what") }</h2>
            <Select testid="order-new-category" label={tr!("field-category")} field="category"
                value={form.category.map(Specialization::as_str).unwrap_or_default()}
                options={categories.collect::<Vec<_>>()} error={props.error("category")}
                onchange={set_category} />
            <TextField testid="order-new-title" label={tr!("field-title")} field="title"
                placeholder={tr!("field-title-hint")} maxlength="200" value={form.title.clone()}
                error={props.text_error(OrderField::Title, "title")}
                oninput={form.edit(|form, title| form.title = title)} />
            <TextField testid="order-new-description" label={tr!("field-description")} rows=5
                field="description" hint={tr!("field-description-hint")} maxlength="5000"
                value={form.description.clone()}
                error={props.text_error(OrderField::Description, "description")}
                oninput={form.edit(|form, description| form.description = description)} />
        </section>
    }
}

fn wherever(props: &OrderFieldsProps) -> Html {
    let form = &props.form;
    let mut regions = vec![SelectOption::new("", tr!("field-choose"))];
    regions.extend(
        props.regions.iter().map(|region| SelectOption::new(region.clone(), region.clone())),
    );
    // An order may stand in a region that is no longer offered.
    if !form.region.is_empty() && !props.regions.contains(&form.region) {
        regions.push(SelectOption::new(form.region.clone(), form.region.clone()));
    }
    html! {
        <section class="form__part" aria-label={tr!("order-form-where")}>
            <h2>{ tr!("order-form-where") }</h2>
            <div class="form__pair">
                <Select testid="order-new-region" label={tr!("field-region")} field="region"
                    value={form.region.clone()} options={regions} error={props.error("region")}
                    onchange={form.edit(|form, region| form.region = region)} />
                <TextField testid="order-new-address" label={tr!("field-address")} field="address"
                    autocomplete="street-address" placeholder={tr!("field-address-hint")}
                    value={form.address.clone()}
                    error={props.text_error(OrderField::Address, "address")}
                    oninput={form.edit(|form, address| form.address = address)} />
            </div>
        </section>
    }
}

fn when(props: &OrderFieldsProps) -> Html {
    let form = &props.form;
    html! {
        <section class="form__part" aria-label={tr!("order-form-when")}>
            <h2>{ tr!("order-form-when") }</h2>
            <div class="form__pair">
                <TextField testid="order-new-start-date" label={tr!("field-start-date")} kind="date"
                    field="startDate" min={props.first_day.clone()} value={form.start_date.clone()}
                    error={props.error("startDate")}
                    oninput={form.edit(|form, day| form.start_date = day)} />
                <TextField testid="order-new-end-date" label={tr!("field-end-date")} kind="date"
                    field="endDate" optional=true min={props.first_day.clone()}
                    value={form.end_date.clone()} error={props.error("endDate")}
                    oninput={form.edit(|form, day| form.end_date = day)} />
            </div>
        </section>
    }
}

fn money(props: &OrderFieldsProps) -> Html {
    let form = &props.form;
    let payments = [
        (PaymentMethod::Cash, "order-new-payment-cash"),
        (PaymentMethod::Card, "order-new-payment-card"),
        (PaymentMethod::Bank, "order-new-payment-bank"),
    ];
    html! {
        <section class="form__part" aria-label={tr!("order-form-money")}>
            <h2>{ tr!("order-form-money") }</h2>
            <div class="form__budget">
                <TextField testid="order-new-budget" label={tr!("field-budget")} inputmode="numeric"
                    field="budgetKopecks" suffix="₽" hint={tr!("field-budget-hint")}
                    value={form.budget.clone()} disabled={form.negotiable}
                    error={props.error("budgetKopecks")}
                    oninput={form.edit(|form, typed: String| form.budget = format::grouped_roubles(&typed))} />
                <Checkbox testid="order-new-negotiable" label={tr!("field-negotiable")}
                    checked={form.negotiable}
                    onchange={form.edit(|form, on| form.negotiable = on)} />
            </div>
            <div class="radio-cards radio-cards--three" role="radiogroup" aria-label={tr!("field-payment")}>
                for (method, testid) in payments {
                    <RadioCard key={testid} {testid} name="payment" label={payment_name(method)}
                        checked={form.payment == Some(method)}
                        onchoose={form.edit(move |form, ()| form.payment = Some(method))} />
                }
            </div>
            if let Some(error) = props.error("paymentMethod") {
                <p class="field__error" role="alert" data-testid="field-error"
                    data-field="paymentMethod">{ error }</p>
            }
        </section>
    }
}
