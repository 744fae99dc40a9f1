//! An order while it is written: as typed, checked by the domain's own rules (PRODUCT 2.1, 2.2).

use montaj_domain::{
    contacts,
    order::{Budget, OrderDetails, OrderField, OrderStatus, PaymentMethod},
    settings::PlatformSettings,
    timestamp::{Date, Timestamp, day_text, parse_day},
    user::Specialization,
};
use montaj_wire::{
    account::UserView,
    order::{BudgetType, OrderDraft, OrderView, PartyView},
};
use serde::{Deserialize, Serialize};

use crate::{
    format,
    i18n::{contact_text, order_issue_text},
};

/// The wrong fields by their names in the input, each with a text for people.
pub type Wrong = Vec<(&'static str, String)>;

/// Also what is kept as a draft on the device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    pub category: Option<Specialization>,
    pub title: String,
    pub description: String,
    pub region: String,
    pub address: String,
    /// `YYYY-MM-DD`, as a date field has it.
    pub start_date: String,
    pub end_date: String,
    pub budget: String,
    pub negotiable: bool,
    pub payment: Option<PaymentMethod>,
}

impl OrderForm {
    pub fn of(order: &OrderView) -> Self {
        let budget = order.budget_kopecks.map(|sum| (sum.get() / 100).to_string());
        Self {
            category: Some(order.category),
            title: order.title.clone(),
            description: order.description.clone(),
            region: order.region.clone(),
            address: order.address.clone(),
            start_date: day_text(order.start_date),
            end_date: order.end_date.map(day_text).unwrap_or_default(),
            budget: format::grouped_roubles(&budget.unwrap_or_default()),
            negotiable: order.budget_type == BudgetType::Negotiable,
            payment: Some(order.payment_method),
        }
    }

    /// The same once more: days that have passed are asked for anew.
    pub fn again(order: &OrderView, today: Date) -> Self {
        let form = Self::of(order);
        if order.start_date >= today {
            return form;
        }
        Self { start_date: String::new(), end_date: String::new(), ..form }
    }

    /// The order to send, or every field that is wrong. `today` is the day in Moscow.
    pub fn checked(
        &self,
        today: Date,
        kept_start: Option<Date>,
        settings: &PlatformSettings,
    ) -> Result<OrderDraft, Wrong> {
        let mut wrong = Wrong::new();
        let mut needed = |field, missing: bool| {
            if missing {
                wrong.push((field, tr!("issue-required")));
            }
        };
        let (start_date, end_date) = (parse_day(&self.start_date), parse_day(&self.end_date));
        let sum = format::roubles(&self.budget);
        needed("category", self.category.is_none());
        needed("startDate", start_date.is_none());
        needed("endDate", end_date.is_none() && !self.end_date.is_empty());
        needed("budgetKopecks", sum.is_none() && !self.negotiable);
        needed("paymentMethod", self.payment.is_none());
        // Stand-ins let the rest be checked at the same time; the form is wrong already then.
        let details = OrderDetails {
            category: self.category.unwrap_or(Specialization::Windows),
            title: self.title.clone(),
            description: self.description.clone(),
            region: self.region.clone(),
            address: self.address.clone(),
            position: None,
            start_date: start_date.unwrap_or(today),
            end_date: end_date.filter(|_| start_date.is_some()),
            budget: sum.filter(|_| !self.negotiable).map_or(Budget::Negotiable, Budget::Fixed),
            payment_method: self.payment.unwrap_or(PaymentMethod::Cash),
        };
        match details.checked(today, kept_start, settings) {
            Ok(details) if wrong.is_empty() => Ok(draft(details)),
            Ok(_) => Err(wrong),
            Err(issues) => {
                for (field, issue) in issues {
                    wrong.push((wire_name(field), order_issue_text(&issue, self.text_of(field))));
                }
                Err(wrong)
            }
        }
    }

    /// Contacts are told while one types, where they stand.
    pub fn contact_in(&self, field: OrderField) -> Option<String> {
        let text = self.text_of(field);
        contacts::find(text).map(|found| contact_text(&found, text))
    }

    fn text_of(&self, field: OrderField) -> &str {
        match field {
            OrderField::Title => &self.title,
            OrderField::Description => &self.description,
            OrderField::Address => &self.address,
            _ => "",
        }
    }
}

fn draft(details: OrderDetails) -> OrderDraft {
    let (budget_type, budget_kopecks) = match details.budget {
        Budget::Fixed(sum) => (BudgetType::Fixed, Some(sum)),
        Budget::Negotiable => (BudgetType::Negotiable, None),
    };
    OrderDraft {
        category: details.category,
        title: details.title,
        description: details.description,
        region: details.region,
        address: details.address,
        latitude: None,
        longitude: None,
        start_date: details.start_date,
        end_date: details.end_date,
        budget_kopecks,
        budget_type,
        payment_method: details.payment_method,
    }
}

/// The order as others will see it once it is posted.
pub fn preview(draft: &OrderDraft, me: &UserView, at: Timestamp) -> Option<OrderView> {
    let customer = PartyView {
        id: me.id,
        full_name: me.full_name.clone(),
        photo_url: me.photo_url.clone(),
        rating: me.rating,
        reviews_count: 0,
        completed_orders: me.completed_orders,
        tariff_type: None,
        contacts: None,
    };
    Some(OrderView {
        // It has none before it is posted.
        id: "00000000-0000-0000-0000-000000000000".parse().ok()?,
        order_number: 0,
        customer_id: me.id,
        executor_id: None,
        category: draft.category,
        title: draft.title.clone(),
        description: draft.description.clone(),
        region: draft.region.clone(),
        address: draft.address.clone(),
        latitude: None,
        longitude: None,
        start_date: draft.start_date,
        end_date: draft.end_date,
        budget_kopecks: draft.budget_kopecks,
        budget_type: draft.budget_type,
        payment_method: draft.payment_method,
        status: OrderStatus::Published,
        created_at: at,
        published_at: Some(at),
        selected_at: None,
        work_started_at: None,
        work_done_at: None,
        closed_at: None,
        responses_count: 0,
        views_count: 0,
        has_responded: false,
        has_viewed: false,
        my_response_status: None,
        chat_begins_at_seq: None,
        customer,
        executor: None,
    })
}

const fn wire_name(field: OrderField) -> &'static str {
    match field {
        OrderField::Title => "title",
        OrderField::Description => "description",
        OrderField::Region => "region",
        OrderField::Address | OrderField::Position => "address",
        OrderField::StartDate => "startDate",
        OrderField::EndDate => "endDate",
        OrderField::Budget => "budgetKopecks",
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::pages::orders::samples;

    const TODAY: Date = date!(2026 - 03 - 10);

    fn window() -> OrderForm {
        OrderForm { budget: "12 000".into(), ..OrderForm::of(&samples::published(1)) }
    }

    fn wrong_fields(form: &OrderForm) -> Vec<&'static str> {
        let wrong = form.checked(TODAY, None, &PlatformSettings::default()).unwrap_err();
        wrong.into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_complete_form_becomes_the_order_it_says() {
        let draft = window().checked(TODAY, None, &PlatformSettings::default()).unwrap();
        let order = samples::published(1);
        assert_eq!(draft.budget_kopecks, order.budget_kopecks);
        assert_eq!((draft.start_date, draft.title), (order.start_date, order.title));
    }

    #[test]
    fn an_empty_form_names_everything_that_is_missing() {
        let fields = wrong_fields(&OrderForm::default());
        for field in ["category", "startDate", "budgetKopecks", "paymentMethod", "title", "address"]
        {
            assert!(fields.contains(&field), "{field}");
        }
        assert!(!fields.contains(&"endDate"));
    }

    #[test]
    fn a_contact_is_told_with_the_place_where_it_stands() {
        let description = "Окно куплено, звоните 8 916 123-45-67 вечером".to_owned();
        let form = OrderForm { description, ..window() };
        let told = form.contact_in(OrderField::Description).unwrap();
        assert!(told.contains("8 916 123-45-67"), "{told}");
        assert_eq!(wrong_fields(&form), ["description"]);
    }

    #[test]
    fn a_negotiable_order_needs_no_sum() {
        let form = OrderForm { negotiable: true, budget: String::new(), ..window() };
        let draft = form.checked(TODAY, None, &PlatformSettings::default()).unwrap();
        assert_eq!((draft.budget_type, draft.budget_kopecks), (BudgetType::Negotiable, None));
    }

    #[test]
    fn a_repeated_order_asks_for_days_that_have_not_passed() {
        let order = samples::published(1);
        let soon = OrderForm::again(&order, TODAY);
        assert_eq!(soon, OrderForm::of(&order));
        let late = OrderForm::again(&order, date!(2026 - 03 - 13));
        assert_eq!((&*late.start_date, late.title), ("", order.title));
    }

    #[test]
    fn the_preview_shows_what_will_be_posted() {
        let draft = window().checked(TODAY, None, &PlatformSettings::default()).unwrap();
        let anna = samples::person(1, montaj_domain::user::Role::Customer);
        let seen = preview(&draft, &anna, samples::AT).unwrap();
        let order = samples::published(1);
        assert_eq!((seen.title, seen.budget_kopecks), (order.title, order.budget_kopecks));
        assert_eq!(seen.customer.contacts, None);
    }

    #[test]
    fn a_draft_survives_being_kept() {
        let kept = serde_json::to_value(window()).unwrap();
        assert_eq!(serde_json::from_value::<OrderForm>(kept).unwrap(), window());
        let older = serde_json::json!({ "title": "Окно" });
        assert_eq!(serde_json::from_value::<OrderForm>(older).unwrap().title, "Окно");
    }
}
