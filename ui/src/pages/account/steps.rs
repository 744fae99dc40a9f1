//! The steps of a registration, and which of them a field stands on.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Role,
    Access,
    Person,
    Consents,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Role, Self::Access, Self::Person, Self::Consents];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Access => "access",
            Self::Person => "person",
            Self::Consents => "consents",
        }
    }

    pub fn title(self) -> String {
        match self {
            Self::Role => tr!("register-step-role"),
            Self::Access => tr!("register-step-access"),
            Self::Person => tr!("register-step-person"),
            Self::Consents => tr!("register-step-consents"),
        }
    }

    /// From 1, as people count.
    pub fn number(self) -> usize {
        1 + Self::ALL.iter().position(|step| *step == self).unwrap_or_default()
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    pub fn back(self) -> Option<Self> {
        self.number().checked_sub(2).map(|at| Self::ALL[at])
    }

    /// Where the field of that name is asked for; what no step asks for is told at the end.
    pub fn of_field(field: &str) -> Self {
        match field {
            "role" => Self::Role,
            "phone" | "password" => Self::Access,
            "fullName" | "email" | "city" | "organization" | "inn" | "ogrn" | "address" => {
                Self::Person
            }
            _ if field.starts_with("messengers") => Self::Person,
            _ => Self::Consents,
        }
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::user::Role;

    use super::*;
    use crate::pages::account::register_form;

    #[test]
    fn the_steps_lead_forth_and_back() {
        for pair in Step::ALL.windows(2) {
            assert_eq!(pair[0].next(), Some(pair[1]));
            assert_eq!(pair[1].back(), Some(pair[0]));
        }
        assert_eq!((Step::Role.back(), Step::Consents.next()), (None, None));
    }

    #[test]
    fn an_empty_form_is_wrong_on_every_step_but_the_first() {
        let wrong = register_form::check(&register_form::empty(Role::Customer));
        let steps: Vec<_> = wrong.iter().map(|(field, _)| Step::of_field(field)).collect();
        for step in [Step::Access, Step::Person, Step::Consents] {
            assert!(steps.contains(&step), "{step:?}");
        }
    }
}
