//! What the server says in Russian. Whoever reads another language gets words of the dictionary by
//! the stable code, with the figures of the server's text or a notification's facts; without such
//! words, the text itself.

use montaj_domain::{
    money::Kopecks,
    notification::{NotificationFacts, NotificationKind, Offer, Outcome, ToldOrder},
    user::Specialization,
};
use montaj_wire::{
    notification::NotificationView,
    problem::{FieldError, Problem},
};

use super::{Arg, Dictionary, money};
use crate::local::Language;

impl Dictionary {
    /// Title and detail of a problem.
    pub fn problem(&self, problem: &Problem) -> (String, Option<String>) {
        let title = self.worded("problem", problem.code.as_str(), "");
        let Some(title) = title else { return (problem.title.clone(), problem.detail.clone()) };
        let detail = problem.detail.as_deref();
        (title, detail.and_then(|detail| self.worded("detail", problem.code.as_str(), detail)))
    }

    /// What is wrong with a field.
    pub fn field(&self, error: &FieldError) -> String {
        self.worded("field", &error.code, &error.message)
            .or_else(|| self.worded("field", "other", ""))
            .unwrap_or_else(|| error.message.clone())
    }

    /// What happened, in a few words.
    pub fn notification_title(&self, told: &NotificationView) -> String {
        // An administrator's message has no other words than its own.
        if told.kind == NotificationKind::System {
            return told.title.clone();
        }
        let (kind, variant) = (told.kind.as_str(), told.facts.as_ref().and_then(variant));
        variant
            .and_then(|variant| self.worded("note", &format!("{kind}-{variant}"), ""))
            .or_else(|| self.worded("note", kind, ""))
            .unwrap_or_else(|| told.title.clone())
    }

    /// Who, which order, and what was said, in the language's own sentence. One from before there
    /// were facts is told as the server said it.
    pub fn notification_body(&self, told: &NotificationView) -> String {
        let facts = match &told.facts {
            Some(facts) if self.language != Language::Russian => facts,
            _ => return told.body.clone(),
        };
        let sentence = facts.order.as_ref().and_then(|order| self.sentence(told, facts, order));
        let said = facts.said.as_deref();
        let said = said.and_then(|said| self.known_text("served-said", &[("said", said.into())]));
        match (sentence, said) {
            (Some(sentence), Some(said)) => format!("{sentence} {said}"),
            (Some(only), None) | (None, Some(only)) => only,
            // The title has said it: «Your account is approved».
            (None, None) if facts.outcome.is_some() => String::new(),
            (None, None) => told.body.clone(),
        }
    }

    fn sentence(
        &self,
        told: &NotificationView,
        facts: &NotificationFacts,
        order: &ToldOrder,
    ) -> Option<String> {
        let (region, offered) = match &facts.offer {
            Some(Offer { region, budget_kopecks, .. }) => (region.as_str(), *budget_kopecks),
            None => ("", None),
        };
        let budget = |amount: Kopecks| money(self.language, amount);
        let args = [
            ("who", Arg::from(facts.who.as_deref().unwrap_or_default())),
            ("number", Arg::Number(order.number)),
            ("title", Arg::from(&order.title)),
            ("region", Arg::from(region)),
            ("budget", Arg::from(offered.map_or_else(|| "none".to_owned(), budget))),
        ];
        let key = format!("served-told-{}", told.kind.as_str());
        variant(facts)
            .and_then(|variant| self.known_text(&format!("{key}-{variant}"), &args))
            .or_else(|| self.known_text(&key, &args))
    }

    /// The dictionary's words for what the server called `code` and said as `said`.
    fn worded(&self, family: &str, code: &str, said: &str) -> Option<String> {
        if self.language == Language::Russian {
            return None;
        }
        let limit = figures(said).unwrap_or_default();
        self.known_text(&format!("served-{family}-{code}"), &[("limit", Arg::from(limit))])
    }
}

/// What the kind alone does not tell.
fn variant(facts: &NotificationFacts) -> Option<&'static str> {
    let category = || facts.offer.as_ref()?.category.map(Specialization::as_str);
    facts.outcome.map(Outcome::as_str).or_else(category)
}

/// The first number of a text, with its unit if that is roubles: «от 3 000 ₽», «Не короче 8 …».
fn figures(said: &str) -> Option<&str> {
    let start = said.find(|c: char| c.is_ascii_digit())?;
    let rest = &said[start..];
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '\u{a0}' | ',' | '₽');
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['\u{a0}', ',']))
}
