//! What the server says in Russian. Whoever reads another language gets words of the dictionary by
//! the stable code, with the figures and the quotation of the server's text or a notification's facts; without such
//! words, the text itself.

use montaj_domain::notification::{NotificationFacts, NotificationKind};
use montaj_wire::{
    notification::NotificationView,
    problem::{FieldError, Problem},
};

use super::{Arg, Args, Dictionary, money};
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
        let title = if told.kind == NotificationKind::System {
            None
        } else {
            self.told("served-note-", told, &[])
        };
        title.unwrap_or_else(|| told.title.clone())
    }

    /// Who, which order, and what was said, in the language's own sentence. One from before there
    /// were facts is told as the server said it.
    pub fn notification_body(&self, told: &NotificationView) -> String {
        let facts = match &told.facts {
            Some(facts) if self.language != Language::Russian => facts,
            _ => return told.body.clone(),
        };
        let mut body = match &facts.order_title {
            Some(title) => self.sentence(told, facts, title).unwrap_or_default(),
            None => String::new(),
        };
        if let Some(said) = &facts.said {
            let said = self.text("served-said", &[("said", said.into())]);
            if !body.is_empty() {
                body.push(' ');
            }
            body.push_str(&said);
        }
        // The title alone may have said it: «Your account is approved».
        if body.is_empty() && facts.outcome.is_none() { told.body.clone() } else { body }
    }

    fn sentence(
        &self,
        told: &NotificationView,
        facts: &NotificationFacts,
        title: &String,
    ) -> Option<String> {
        let named = |fact: &Option<String>| Arg::from(fact.as_deref().unwrap_or_default());
        let budget = facts.budget_kopecks.map(|amount| money(self.language, amount));
        let args = [
            ("who", named(&facts.who)),
            ("number", Arg::Number(facts.order_number.unwrap_or_default())),
            ("title", title.into()),
            ("region", named(&facts.region)),
            ("budget", Arg::Text(budget.unwrap_or_else(|| "none".to_owned()))),
        ];
        self.told("served-told-", told, &args)
    }

    /// The text for the kind and, if there is one, for what the kind alone does not tell.
    fn told(&self, family: &str, told: &NotificationView, args: Args<'_>) -> Option<String> {
        let key = format!("{family}{}", told.kind.as_str());
        let variant = told.facts.as_ref();
        let variant = variant.and_then(|facts| facts.outcome.as_ref().or(facts.category.as_ref()));
        variant
            .and_then(|variant| self.known_text(&format!("{key}-{variant}"), args))
            .or_else(|| self.known_text(&key, args))
    }

    /// The dictionary's words for what the server called `code` and said as `said`.
    fn worded(&self, family: &str, code: &str, said: &str) -> Option<String> {
        if self.language == Language::Russian {
            return None;
        }
        let args = [
            ("limit", Arg::from(figures(said).unwrap_or("none"))),
            ("said", Arg::from(quoted(said).unwrap_or_default())),
        ];
        self.known_text(&format!("served-{family}-{code}"), &args)
    }
}

/// What stands between the outer quotation marks of a text.
fn quoted(said: &str) -> Option<&str> {
    let (_, rest) = said.split_once('«')?;
    rest.rsplit_once('»').map(|(quoted, _)| quoted)
}

/// The first number of a text, with its unit if that is roubles: «от 3 000 ₽», «Не короче 8 …».
fn figures(said: &str) -> Option<&str> {
    let start = said.find(|c: char| c.is_ascii_digit())?;
    let rest = &said[start..];
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '\u{a0}' | ',' | '₽');
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['\u{a0}', ',']))
}
