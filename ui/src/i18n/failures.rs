//! What to say when something failed or a field is wrong.

use montaj_client::error::ClientError;
use montaj_domain::{
    contacts::{ContactKind, FoundContact},
    order::OrderIssue,
    text::InvalidText,
};
use montaj_wire::problem::{FieldError, Problem};

use super::served;
use crate::format;

/// What to say about a failure.
pub fn error_text(error: &ClientError) -> String {
    match error {
        ClientError::Offline => tr!("error-offline"),
        ClientError::RetryAfter { secs } => {
            let secs = i64::try_from(*secs).unwrap_or(i64::MAX / 2);
            tr!("error-retry-after", wait = format::wait(secs))
        }
        ClientError::Rejected(problem) => problem_text(problem),
        ClientError::Local { .. } => tr!("error-local"),
    }
}

/// What, and the detail where there is one: the server's words in its own language, Russian.
pub fn problem_text(problem: &Problem) -> String {
    let (title, detail) = served::problem(problem);
    match detail {
        Some(detail) => format!("{title}. {detail}"),
        None => title,
    }
}

/// The server's word on one field of the input.
pub fn field_error_text(error: &FieldError) -> String {
    served::field(error)
}

/// What is wrong with a field of an order that holds `text`, told before it is sent.
pub fn order_issue_text(issue: &OrderIssue, text: &str) -> String {
    match issue {
        OrderIssue::Text(invalid) => length_text(*invalid),
        OrderIssue::Contact(found) => contact_text(found, text),
        OrderIssue::OffTheMap => tr!("issue-off-the-map"),
        OrderIssue::InThePast => tr!("issue-in-the-past"),
        OrderIssue::EndsBeforeStart => tr!("issue-ends-before-start"),
        OrderIssue::TooFarAhead => tr!("issue-too-far-ahead"),
        OrderIssue::BudgetTooSmall { min } => {
            tr!("issue-budget-small", min = format::money(*min))
        }
        OrderIssue::BudgetTooLarge { max } => {
            tr!("issue-budget-large", max = format::money(*max))
        }
    }
}

/// Names the contact and the place where it stands in the text.
pub fn contact_text(found: &FoundContact, text: &str) -> String {
    let place: String = text.chars().skip(found.at.start).take(found.at.len()).collect();
    let place = place.trim();
    match found.kind {
        ContactKind::Phone => tr!("contact-in-text-phone", place = place),
        ContactKind::Email => tr!("contact-in-text-email", place = place),
        ContactKind::Link => tr!("contact-in-text-link", place = place),
        ContactKind::Handle => tr!("contact-in-text-handle", place = place),
    }
}

pub fn length_text(invalid: InvalidText) -> String {
    match invalid {
        InvalidText::TooShort { min } if min <= 3 => tr!("issue-required"),
        InvalidText::TooShort { min } => tr!("issue-too-short", min = min),
        InvalidText::TooLong { max } => tr!("issue-too-long", max = max),
    }
}
