//! What an order asks for, checked as PRODUCT 2.1 and 2.2 demand.

use crate::{
    contacts::{self, FoundContact},
    money::Kopecks,
    settings::PlatformSettings,
    text::{self, InvalidText},
    timestamp::Date,
    user::{Specialization, upper_case_enum},
};

upper_case_enum! {
    PaymentMethod { Cash = "CASH", Card = "CARD", Bank = "BANK" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    Fixed(Kopecks),
    /// «Договорная».
    Negotiable,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OrderDetails {
    pub category: Specialization,
    pub title: String,
    pub description: String,
    pub region: String,
    pub address: String,
    /// Latitude and longitude in degrees.
    pub position: Option<(f64, f64)>,
    pub start_date: Date,
    pub end_date: Option<Date>,
    pub budget: Budget,
    pub payment_method: PaymentMethod,
}

/// The field of an order that an issue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderField {
    Title,
    Description,
    Region,
    Address,
    Position,
    StartDate,
    EndDate,
    Budget,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderIssue {
    #[error(transparent)]
    Text(#[from] InvalidText),
    #[error("contacts are exchanged only through selection")]
    Contact(FoundContact),
    #[error("off the map")]
    OffTheMap,
    #[error("the day has passed")]
    InThePast,
    #[error("ends before it starts")]
    EndsBeforeStart,
    #[error("more than two years ahead")]
    TooFarAhead,
    #[error("below {min}")]
    BudgetTooSmall { min: Kopecks },
    #[error("above {max}")]
    BudgetTooLarge { max: Kopecks },
}

/// No installation job costs more; it keeps sums far from overflow.
const MAX_BUDGET: Kopecks = Kopecks::from_roubles(100_000_000);
const MAX_DAYS_AHEAD: i64 = 730;

impl OrderDetails {
    /// Cleans the texts and checks every field; all issues are told at once.
    ///
    /// `today` is the day in Moscow. An edit passes the start date the order had before as
    /// `kept_start`: that one may lie in the past.
    pub fn checked(
        mut self,
        today: Date,
        kept_start: Option<Date>,
        settings: &PlatformSettings,
    ) -> Result<Self, Vec<(OrderField, OrderIssue)>> {
        let mut issues = Vec::new();
        self.check_texts(&mut issues);
        self.check_dates(today, kept_start, &mut issues);
        self.check_budget(settings, &mut issues);
        if let Some((latitude, longitude)) = self.position
            && !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
        {
            issues.push((OrderField::Position, OrderIssue::OffTheMap));
        }
        if issues.is_empty() { Ok(self) } else { Err(issues) }
    }

    fn check_texts(&mut self, issues: &mut Vec<(OrderField, OrderIssue)>) {
        let texts = [
            (OrderField::Title, &mut self.title, text::TITLE, true),
            (OrderField::Description, &mut self.description, text::DESCRIPTION, true),
            (OrderField::Region, &mut self.region, text::REGION, false),
            (OrderField::Address, &mut self.address, text::ADDRESS, true),
        ];
        for (field, value, length, no_contacts) in texts {
            match length.check(value) {
                Ok(cleaned) => *value = cleaned,
                Err(invalid) => issues.push((field, invalid.into())),
            }
            if no_contacts && let Some(found) = contacts::find(value) {
                issues.push((field, OrderIssue::Contact(found)));
            }
        }
    }

    fn check_dates(
        &self,
        today: Date,
        kept_start: Option<Date>,
        issues: &mut Vec<(OrderField, OrderIssue)>,
    ) {
        let latest = today.saturating_add(time::Duration::days(MAX_DAYS_AHEAD));
        if self.start_date < today && Some(self.start_date) != kept_start {
            issues.push((OrderField::StartDate, OrderIssue::InThePast));
        }
        if self.start_date > latest {
            issues.push((OrderField::StartDate, OrderIssue::TooFarAhead));
        }
        match self.end_date {
            Some(end) if end < self.start_date => {
                issues.push((OrderField::EndDate, OrderIssue::EndsBeforeStart));
            }
            Some(end) if end < today => issues.push((OrderField::EndDate, OrderIssue::InThePast)),
            Some(end) if end > latest => {
                issues.push((OrderField::EndDate, OrderIssue::TooFarAhead));
            }
            _ => {}
        }
    }

    fn check_budget(
        &self,
        settings: &PlatformSettings,
        issues: &mut Vec<(OrderField, OrderIssue)>,
    ) {
        let Budget::Fixed(amount) = self.budget else { return };
        if amount < settings.min_budget_kopecks {
            let min = settings.min_budget_kopecks;
            issues.push((OrderField::Budget, OrderIssue::BudgetTooSmall { min }));
        }
        if amount > MAX_BUDGET {
            issues.push((OrderField::Budget, OrderIssue::BudgetTooLarge { max: MAX_BUDGET }));
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 03 - 10);

    fn window() -> OrderDetails {
        OrderDetails {
            category: Specialization::Windows,
            title: "Установить окно на кухне".into(),
            description: "Окно уже куплено, нужен монтаж с отделкой откосов".into(),
            region: "Москва".into(),
            address: "ул. Тверская, 12".into(),
            position: None,
            start_date: date!(2026 - 03 - 12),
            end_date: None,
            budget: Budget::Fixed(Kopecks::from_roubles(12_000)),
            payment_method: PaymentMethod::Cash,
        }
    }

    fn issue_of(details: OrderDetails) -> (OrderField, OrderIssue) {
        let mut issues = details.checked(TODAY, None, &PlatformSettings::default()).unwrap_err();
        assert_eq!(issues.len(), 1, "{issues:?}");
        issues.remove(0)
    }

    #[test]
    fn a_real_order_passes() {
        assert!(window().checked(TODAY, None, &PlatformSettings::default()).is_ok());
    }

    #[test]
    fn each_field_is_held_to_its_rule() {
        let short = OrderDetails { title: "Окно".into(), ..window() };
        assert_eq!(issue_of(short).0, OrderField::Title);
        let past = OrderDetails { start_date: date!(2026 - 03 - 09), ..window() };
        assert_eq!(issue_of(past), (OrderField::StartDate, OrderIssue::InThePast));
        let backwards = OrderDetails { end_date: Some(date!(2026 - 03 - 11)), ..window() };
        assert_eq!(issue_of(backwards), (OrderField::EndDate, OrderIssue::EndsBeforeStart));
        let cheap = OrderDetails { budget: Budget::Fixed(Kopecks::new(299_999)), ..window() };
        assert_eq!(issue_of(cheap).0, OrderField::Budget);
        let nowhere = OrderDetails { position: Some((91.0, 0.0)), ..window() };
        assert_eq!(issue_of(nowhere), (OrderField::Position, OrderIssue::OffTheMap));
    }

    #[test]
    fn a_contact_is_refused_where_it_stands() {
        let mut details = window();
        details.description = "Нужен монтаж окна, звоните 8 916 123-45-67".into();
        let (field, issue) = issue_of(details);
        assert_eq!(field, OrderField::Description);
        assert!(matches!(issue, OrderIssue::Contact(found) if found.at.start == 27));
    }

    #[test]
    fn an_edit_may_keep_a_start_date_that_has_passed() {
        let details = OrderDetails { start_date: date!(2026 - 03 - 01), ..window() };
        let kept = Some(date!(2026 - 03 - 01));
        assert!(details.checked(TODAY, kept, &PlatformSettings::default()).is_ok());
    }
}
