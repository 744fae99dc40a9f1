//! What a notification is made of, so that whoever shows it can say it in their own language.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    money::Kopecks,
    order::OrderModeration,
    user::{Specialization, UserModeration, upper_case_enum},
};

upper_case_enum! {
    /// What happened, where a kind of notification has more than one meaning.
    Outcome {
        /// Of `ORDER_MODERATED`, as `Rejected`, `Archived` and `Cancelled`.
        Published = "PUBLISHED",
        Rejected = "REJECTED",
        Archived = "ARCHIVED",
        /// By a moderator; of `CANCELLED`: by the customer.
        Cancelled = "CANCELLED",
        /// Of `CANCELLED`: an administrator took the order away.
        TakenDown = "TAKEN_DOWN",
        /// Of `ACCOUNT_MODERATED`, as `Rejected`.
        Approved = "APPROVED",
        Blocked = "BLOCKED",
        Unblocked = "UNBLOCKED",
        /// Of `ORDER_CHANGED`: other terms.
        Changed = "CHANGED",
        /// Of `ORDER_CHANGED`: open again, with the responses that it had.
        Reopened = "REOPENED",
    }
}

impl From<OrderModeration> for Outcome {
    fn from(act: OrderModeration) -> Self {
        match act {
            OrderModeration::Approve => Self::Published,
            OrderModeration::Reject => Self::Rejected,
            OrderModeration::Archive => Self::Archived,
            OrderModeration::Cancel => Self::Cancelled,
        }
    }
}

impl From<UserModeration> for Outcome {
    fn from(act: UserModeration) -> Self {
        match act {
            UserModeration::Approve => Self::Approved,
            UserModeration::Reject => Self::Rejected,
            UserModeration::Block => Self::Blocked,
            UserModeration::Unblock => Self::Unblocked,
        }
    }
}

/// What the sentence of a notification names. What it does not name is absent, and so is what only
/// a later server knows: the kind tells the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotificationFacts {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known_outcome")]
    pub outcome: Option<Outcome>,
    /// The order as it was called then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<ToldOrder>,
    /// Whose doing it was, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Their own words: the message of a response, the reason of a refusal or a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// What a new order offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
}

/// By what people know an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ToldOrder {
    pub number: i64,
    /// Long ones are cut with «…».
    pub title: String,
}

/// By what an executor decides to look at a new order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    #[serde(default, deserialize_with = "known_category")]
    pub category: Option<Specialization>,
    pub region: String,
    /// Absent when it is to be agreed on.
    #[serde(default)]
    pub budget_kopecks: Option<Kopecks>,
}

fn known_outcome<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Outcome>, D::Error> {
    Ok(name(from)?.as_deref().and_then(Outcome::from_name))
}

fn known_category<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Specialization>, D::Error> {
    Ok(name(from)?.as_deref().and_then(Specialization::from_name))
}

fn name<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn what_only_a_later_server_knows_is_passed_over() {
        let told = json!({
            "outcome": "LENT", "who": "Борис Ким", "weather": "rain",
            "offer": { "category": "ROOFS", "region": "Москва" },
        });
        let facts: NotificationFacts = from_value(told).unwrap();
        let offer =
            Offer { category: None, region: "Москва".to_owned(), budget_kopecks: None };
        let who = Some("Борис Ким".to_owned());
        let expected = NotificationFacts { who, offer: Some(offer), ..Default::default() };
        assert_eq!(facts, expected);
        assert_eq!(from_value::<NotificationFacts>(json!({})).unwrap(), Default::default());
    }

    #[test]
    fn what_a_sentence_does_not_name_does_not_travel() {
        let outcome = Some(Outcome::Reopened);
        let facts = NotificationFacts { outcome, ..Default::default() };
        assert_eq!(serde_json::to_value(facts).unwrap(), json!({ "outcome": "REOPENED" }));
    }
}
