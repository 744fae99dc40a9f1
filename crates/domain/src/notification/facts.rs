//! What a notification is made of, so that whoever shows it can say it in their own language.

use serde::{Deserialize, Serialize};

use crate::{
    money::Kopecks,
    order::OrderModeration,
    user::{UserModeration, upper_case_enum},
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

/// What the sentence of a notification names; what it does not name is absent. Codes are texts, so
/// that one of a later server is no error: whoever does not know it goes by the kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotificationFacts {
    /// The name of an [`Outcome`].
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Outcome>))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_number: Option<i64>,
    /// As the order was called then; a long title is cut with «…».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_title: Option<String>,
    /// Whose doing it was, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Their own words: the message of a response, the reason of a refusal or a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Of a new order: the name of a [`crate::user::Specialization`].
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::user::Specialization>))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Of a new order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Of a new order, if its price is not to be agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget_kopecks: Option<Kopecks>,
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn what_only_a_later_server_knows_is_no_error() {
        let told = json!({ "outcome": "LENT", "who": "Борис Ким", "weather": { "of": "rain" } });
        let facts: NotificationFacts = from_value(told).unwrap();
        let (outcome, who) = (Some("LENT".to_owned()), Some("Борис Ким".to_owned()));
        assert_eq!(facts, NotificationFacts { outcome, who, ..Default::default() });
        assert_eq!(from_value::<NotificationFacts>(json!({})).unwrap(), Default::default());
    }

    #[test]
    fn what_a_sentence_does_not_name_does_not_travel() {
        let outcome = Some(Outcome::Reopened.to_string());
        let facts = NotificationFacts { outcome, ..Default::default() };
        assert_eq!(serde_json::to_value(facts).unwrap(), json!({ "outcome": "REOPENED" }));
    }
}
