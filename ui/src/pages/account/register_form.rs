//! What a registration asks for, checked before it is sent (PRODUCT 1.1).

use montaj_domain::{
    password,
    phone::Phone,
    taxpayer::{Inn, Ogrn},
    text,
    user::Role,
};
use montaj_wire::account::{Messengers, Register};

use crate::i18n::length_text;

/// The wrong fields by their names in the input, each with a text for people.
pub type Wrong = Vec<(&'static str, String)>;

pub fn empty(role: Role) -> Register {
    Register {
        role,
        phone: String::new(),
        email: String::new(),
        password: String::new(),
        full_name: String::new(),
        city: String::new(),
        agree_to_terms: false,
        agree_to_privacy: false,
        organization: None,
        address: None,
        messengers: Messengers::default(),
        inn: None,
        ogrn: None,
    }
}

/// `None` for what was left empty.
pub fn optional(typed: String) -> Option<String> {
    (!typed.trim().is_empty()).then_some(typed)
}

pub fn check(form: &Register) -> Wrong {
    let mut wrong = Wrong::new();
    if let Err(invalid) = text::PERSON_NAME.check(&form.full_name) {
        wrong.push(("fullName", length_text(invalid)));
    }
    if Phone::parse(&form.phone).is_err() {
        wrong.push(("phone", tr!("issue-phone")));
    }
    if !text::is_email(form.email.trim()) {
        wrong.push(("email", tr!("issue-email")));
    }
    if let Err(invalid) = text::REGION.check(&form.city) {
        wrong.push(("city", length_text(invalid)));
    }
    if let Err(invalid) = password::check(&form.password) {
        wrong.push(("password", length_text(invalid)));
    }
    if form.inn.as_deref().is_some_and(|inn| Inn::parse(inn).is_err()) {
        wrong.push(("inn", tr!("issue-inn")));
    }
    if form.ogrn.as_deref().is_some_and(|ogrn| Ogrn::parse(ogrn).is_err()) {
        wrong.push(("ogrn", tr!("issue-ogrn")));
    }
    if !form.agree_to_terms {
        wrong.push(("agreeToTerms", tr!("issue-terms")));
    }
    if !form.agree_to_privacy {
        wrong.push(("agreeToPrivacy", tr!("issue-privacy")));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> Register {
        Register {
            phone: "8 916 123-45-67".into(),
            email: "anna@example.ru".into(),
            password: "correct horse".into(),
            full_name: "Анна Петрова".into(),
            city: "Москва".into(),
            agree_to_terms: true,
            agree_to_privacy: true,
            ..empty(Role::Customer)
        }
    }

    fn wrong_fields(form: &Register) -> Vec<&'static str> {
        check(form).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_complete_form_has_nothing_wrong() {
        assert!(wrong_fields(&anna()).is_empty());
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let fields = wrong_fields(&empty(Role::Executor));
        let all =
            ["fullName", "phone", "email", "city", "password", "agreeToTerms", "agreeToPrivacy"];
        assert_eq!(fields, all);
        assert_eq!(wrong_fields(&Register { inn: Some("123".into()), ..anna() }), ["inn"]);
    }
}
