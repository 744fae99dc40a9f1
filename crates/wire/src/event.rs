//! A person's event log: everything that concerns them, in one order (API "Live").

use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize, de::Error as _};

use crate::{
    account::UserView,
    chat::MessageView,
    lean::{LeanError, from_value},
    notification::{NotificationSettings, NotificationView},
    order::OrderView,
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
    /// Its sender gave it another text, or took it back.
    #[serde(rename = "message.updated")]
    MessageUpdated(MessageView),
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
    #[serde(rename = "notification.deleted")]
    NotificationDeleted(NotificationsDeleted),
    /// What the person wants to be told of has changed: all of it as it is now.
    #[serde(rename = "settings.updated")]
    SettingsUpdated(Box<NotificationSettings>),
    #[serde(rename = "profile.updated")]
    ProfileUpdated(Box<UserView>),
}

impl EventBody {
    /// The kind's name as it travels and is stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MessageCreated(_) => "message.created",
            Self::MessageUpdated(_) => "message.updated",
            Self::MessageDelivered(_) => "message.delivered",
            Self::MessageRead(_) => "message.read",
            Self::OrderUpdated(_) => "order.updated",
            Self::ResponseCreated(_) => "response.created",
            Self::ResponseUpdated(_) => "response.updated",
            Self::NotificationCreated(_) => "notification.created",
            Self::NotificationRead(_) => "notification.read",
            Self::NotificationDeleted(_) => "notification.deleted",
            Self::SettingsUpdated(_) => "settings.updated",
            Self::ProfileUpdated(_) => "profile.updated",
        }
    }

    /// The payload alone, as JSON.
    pub fn payload_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::MessageCreated(message) | Self::MessageUpdated(message) => {
                serde_json::to_string(message)
            }
            Self::MessageDelivered(reached) | Self::MessageRead(reached) => {
                serde_json::to_string(reached)
            }
            Self::OrderUpdated(order) => serde_json::to_string(order),
            Self::ResponseCreated(response) | Self::ResponseUpdated(response) => {
                serde_json::to_string(response)
            }
            Self::NotificationCreated(notification) => serde_json::to_string(notification),
            Self::NotificationRead(read) => serde_json::to_string(read),
            Self::NotificationDeleted(deleted) => serde_json::to_string(deleted),
            Self::SettingsUpdated(settings) => serde_json::to_string(settings),
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
    /// The first that is meant: what was said to somebody before them never reached them.
    #[serde(default)]
    pub from_seq: i64,
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

/// Which notifications the person deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationsDeleted {
    pub ids: Vec<NotificationId>,
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
        let fields = Fields::deserialize(deserializer)?;
        let seq = fields.seq;
        match fields.event() {
            Ok(event) => Ok(Self::Known(Box::new(event))),
            Err(_) => Ok(Self::Unknown { seq }),
        }
    }
}

/// An event whose kind is not looked at yet.
#[derive(Deserialize)]
struct Fields {
    seq: i64,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    payload: serde_json::Value,
    at: Option<Timestamp>,
}

impl Fields {
    fn event(self) -> Result<Event, LeanError> {
        let payload = self.payload;
        let body = match self.kind.as_str() {
            "message.created" => EventBody::MessageCreated(from_value(payload)?),
            "message.updated" => EventBody::MessageUpdated(from_value(payload)?),
            "message.delivered" => EventBody::MessageDelivered(from_value(payload)?),
            "message.read" => EventBody::MessageRead(from_value(payload)?),
            "order.updated" => EventBody::OrderUpdated(from_value(payload)?),
            "response.created" => EventBody::ResponseCreated(from_value(payload)?),
            "response.updated" => EventBody::ResponseUpdated(from_value(payload)?),
            "notification.created" => EventBody::NotificationCreated(from_value(payload)?),
            "notification.read" => EventBody::NotificationRead(from_value(payload)?),
            "notification.deleted" => EventBody::NotificationDeleted(from_value(payload)?),
            "settings.updated" => EventBody::SettingsUpdated(from_value(payload)?),
            "profile.updated" => EventBody::ProfileUpdated(from_value(payload)?),
            kind => return Err(LeanError::custom(format_args!("unknown kind {kind}"))),
        };
        let at = self.at.ok_or_else(|| LeanError::missing_field("at"))?;
        Ok(Event { seq: self.seq, body, at })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// serde names every kind that it knows when it meets one that it does not.
    fn kinds() -> Vec<String> {
        let unknown = serde_json::json!({ "kind": "?", "payload": null });
        let error = EventBody::deserialize(unknown).unwrap_err().to_string();
        error.split('`').filter(|name| name.contains('.')).map(str::to_owned).collect()
    }

    #[test]
    fn every_kind_that_is_sent_is_read() {
        assert!(kinds().len() >= 10, "{:?}", kinds());
        for kind in kinds() {
            let payload = serde_json::Value::Null;
            let fields = Fields { seq: 1, kind, payload, at: Some(Timestamp::default()) };
            let error = fields.event().unwrap_err().to_string();
            assert!(!error.contains("unknown kind"), "{error}");
        }
    }
}
