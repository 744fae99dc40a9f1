//! A person's event log: everything that concerns them, in one order (API "Live").

use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::{
    account::UserView, chat::MessageView, notification::NotificationView, order::OrderView,
    response::ResponseView,
};

/// One entry of the log. `seq` is 1, 2, 3 … for the person, without gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    pub seq: i64,
    #[serde(flatten)]
    pub body: EventBody,
    pub at: Timestamp,
}

/// What happened. Views are as the person may see them at that moment; each replaces what the
/// device had under the same id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "payload")]
pub enum EventBody {
    #[serde(rename = "message.created")]
    MessageCreated(MessageView),
    /// The other's device has one's messages up to a seq.
    #[serde(rename = "message.delivered")]
    MessageDelivered(MessagesReached),
    /// `reader` has read the other's messages up to a seq; both sides get it.
    #[serde(rename = "message.read")]
    MessageRead(MessagesReached),
    #[serde(rename = "order.updated")]
    OrderUpdated(Box<OrderView>),
    #[serde(rename = "response.created")]
    ResponseCreated(Box<ResponseView>),
    #[serde(rename = "response.updated")]
    ResponseUpdated(Box<ResponseView>),
    #[serde(rename = "notification.created")]
    NotificationCreated(NotificationView),
    #[serde(rename = "notification.read")]
    NotificationRead(NotificationsRead),
    #[serde(rename = "profile.updated")]
    ProfileUpdated(Box<UserView>),
}

impl EventBody {
    /// The kind's name as it travels and is stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MessageCreated(_) => "message.created",
            Self::MessageDelivered(_) => "message.delivered",
            Self::MessageRead(_) => "message.read",
            Self::OrderUpdated(_) => "order.updated",
            Self::ResponseCreated(_) => "response.created",
            Self::ResponseUpdated(_) => "response.updated",
            Self::NotificationCreated(_) => "notification.created",
            Self::NotificationRead(_) => "notification.read",
            Self::ProfileUpdated(_) => "profile.updated",
        }
    }

    /// The payload alone, as JSON.
    pub fn payload_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::MessageCreated(message) => serde_json::to_string(message),
            Self::MessageDelivered(reached) | Self::MessageRead(reached) => {
                serde_json::to_string(reached)
            }
            Self::OrderUpdated(order) => serde_json::to_string(order),
            Self::ResponseCreated(response) | Self::ResponseUpdated(response) => {
                serde_json::to_string(response)
            }
            Self::NotificationCreated(notification) => serde_json::to_string(notification),
            Self::NotificationRead(read) => serde_json::to_string(read),
            Self::ProfileUpdated(user) => serde_json::to_string(user),
        }
    }
}

/// The messages of an order that reached `person_id` (on a device, or before their eyes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessagesReached {
    pub order_id: OrderId,
    /// Who got or read them: not their sender.
    pub person_id: UserId,
    pub up_to_seq: i64,
    pub at: Timestamp,
}

/// Which notifications were read; all up to the instant when `ids` is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationsRead {
    pub ids: Option<Vec<NotificationId>>,
    pub at: Timestamp,
}

/// An event as it arrives: a kind this build does not know is kept apart, not an error, so that
/// an older app goes on with a newer server.
#[derive(Debug, Clone, PartialEq)]
pub enum ArrivedEvent {
    Known(Box<Event>),
    Unknown { seq: i64 },
}

impl ArrivedEvent {
    pub fn seq(&self) -> i64 {
        match self {
            Self::Known(event) => event.seq,
            Self::Unknown { seq } => *seq,
        }
    }
}

impl<'de> Deserialize<'de> for ArrivedEvent {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct SeqOnly {
            seq: i64,
        }
        let value = serde_json::Value::deserialize(deserializer)?;
        if let Ok(event) = Event::deserialize(&value) {
            return Ok(Self::Known(Box::new(event)));
        }
        let SeqOnly { seq } = SeqOnly::deserialize(value).map_err(serde::de::Error::custom)?;
        Ok(Self::Unknown { seq })
    }
}

impl Serialize for ArrivedEvent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(event) => event.serialize(serializer),
            Self::Unknown { .. } => {
                Err(serde::ser::Error::custom("an unknown event cannot travel on"))
            }
        }
    }
}
