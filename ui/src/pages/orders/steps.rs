//! The steps in which an order is written: what, where, when, money, and a look at all of it.

use super::form_state::Wrong;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormStep {
    #[default]
    What,
    Where,
    When,
    Money,
    Check,
}

impl FormStep {
    pub const ALL: [Self; 5] = [Self::What, Self::Where, Self::When, Self::Money, Self::Check];

    /// As the address says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Where => "where",
            Self::When => "when",
            Self::Money => "money",
            Self::Check => "check",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    pub fn label(self) -> String {
        match self {
            Self::What => tr!("order-form-what"),
            Self::Where => tr!("order-form-where"),
            Self::When => tr!("order-form-when"),
            Self::Money => tr!("order-form-money"),
            Self::Check => tr!("order-form-check"),
        }
    }

    /// The fields that stand in it, by their names in the input.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::What => &["category", "title", "description"],
            Self::Where => &["region", "address"],
            Self::When => &["startDate", "endDate"],
            Self::Money => &["budgetKopecks", "paymentMethod"],
            Self::Check => &[],
        }
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    pub fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rfind(|step| *step < self)
    }

    /// Whether nothing in it is wrong.
    pub fn is_right(self, wrong: &Wrong) -> bool {
        !wrong.iter().any(|(field, _)| self.fields().contains(field))
    }

    /// The step to show when the address asks for this one: nobody gets past what is wrong.
    pub fn reachable(self, wrong: &Wrong) -> Self {
        let first_wrong = Self::ALL.into_iter().find(|step| !step.is_right(wrong));
        first_wrong.map_or(self, |first| self.min(first))
    }
}

/// The field of an input by the element's id, `order-new-start-date`.
pub fn field_of_id(id: &str) -> Option<&'static str> {
    Some(match id.strip_prefix("order-new-")? {
        "category" => "category",
        "title" => "title",
        "description" => "description",
        "region" => "region",
        "address" => "address",
        "start-date" => "startDate",
        "end-date" => "endDate",
        "budget" => "budgetKopecks",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(fields: &[&'static str]) -> Wrong {
        fields.iter().map(|field| (*field, String::new())).collect()
    }

    #[test]
    fn nobody_gets_past_what_is_wrong() {
        let nothing = wrong(&[]);
        assert_eq!(FormStep::Check.reachable(&nothing), FormStep::Check);
        let date = wrong(&["startDate"]);
        assert_eq!(FormStep::Check.reachable(&date), FormStep::When);
        assert_eq!(FormStep::What.reachable(&date), FormStep::What);
        assert!(FormStep::Where.is_right(&date) && !FormStep::When.is_right(&date));
    }

    #[test]
    fn every_step_leads_on_and_back_and_is_known_by_its_name() {
        assert_eq!(FormStep::What.previous(), None);
        assert_eq!(FormStep::Check.next(), None);
        for pair in FormStep::ALL.windows(2) {
            assert_eq!((pair[0].next(), pair[1].previous()), (Some(pair[1]), Some(pair[0])));
        }
        for step in FormStep::ALL {
            assert_eq!(FormStep::from_name(step.name()), Some(step));
        }
    }

    #[test]
    fn an_element_s_id_names_its_field() {
        assert_eq!(field_of_id("order-new-start-date"), Some("startDate"));
        assert_eq!(field_of_id("order-new-negotiable"), None);
        assert_eq!(field_of_id("feed-search"), None);
    }
}
