//! Entries of the log on their way out: the payload goes as it was stored, unparsed.

use axum::extract::ws::Utf8Bytes;
use montaj_domain::timestamp::Timestamp;
use montaj_store::events::{Appended, LoggedEvent};
use serde::Serialize;
use serde_json::value::RawValue;

use super::acknowledge::MESSAGE_CREATED;
use crate::http::error::ApiError;

/// Travels exactly as [`montaj_wire::event::Event`].
#[derive(Debug, Serialize)]
pub struct LogEntry {
    pub seq: i64,
    kind: String,
    payload: Box<RawValue>,
    at: Timestamp,
}

impl TryFrom<LoggedEvent> for LogEntry {
    type Error = ApiError;

    fn try_from(event: LoggedEvent) -> Result<Self, ApiError> {
        Ok(Self {
            seq: event.seq,
            kind: event.kind,
            payload: RawValue::from_string(event.payload).map_err(ApiError::internal)?,
            at: Timestamp::from_millis(event.at),
        })
    }
}

impl LogEntry {
    /// Whether it may be a message of somebody else.
    pub fn may_bring_message(&self) -> bool {
        self.kind == MESSAGE_CREATED
    }
}

/// Whether it is a message of somebody else than whose log it is. The payload is searched, not
/// parsed: within a text its quotes would be escaped.
pub fn brings_message(event: &Appended) -> bool {
    event.kind == MESSAGE_CREATED
        && !event.payload.contains(&format!(r#""senderId":"{}""#, event.user_id))
}

/// The socket's frame of an event that was just appended. The kind is a name of ours, and the
/// payload is JSON already.
pub fn frame(event: &Appended) -> Utf8Bytes {
    let Appended { seq, kind, payload, at, .. } = event;
    format!(r#"{{"type":"event","seq":{seq},"kind":"{kind}","payload":{payload},"at":"{at}"}}"#)
        .into()
}

#[cfg(test)]
mod tests {
    use montaj_domain::{
        chat::MessageKind,
        ids::{MessageId, OrderId, UserId},
    };
    use montaj_wire::{
        chat::MessageView,
        event::{Event, EventBody, MessagesReached},
        socket::ServerFrame,
    };

    use super::*;
    use crate::ambient::SystemEntropy;

    #[test]
    fn a_frame_made_by_hand_is_the_frame_of_the_contract() {
        let at = Timestamp::from_millis(1_764_000_000_123);
        let user_id = UserId::new(at, &SystemEntropy);
        let order_id = OrderId::new(at, &SystemEntropy);
        let body = EventBody::MessageRead(MessagesReached {
            order_id,
            person_id: user_id,
            from_seq: 1,
            up_to_seq: 7,
            at,
        });
        let payload = body.payload_json().unwrap().into();
        let appended = Appended { user_id, seq: 41, kind: body.kind(), payload, at };
        let expected: ServerFrame = ServerFrame::Event(Event { seq: 41, body, at });
        assert_eq!(*frame(&appended), *serde_json::to_string(&expected).unwrap());
    }

    #[test]
    fn a_message_of_somebody_else_is_told_from_ones_own() {
        let at = Timestamp::from_millis(0);
        let (anna, boris) = (UserId::new(at, &SystemEntropy), UserId::new(at, &SystemEntropy));
        let order_id = OrderId::new(at, &SystemEntropy);
        let tricky = format!(r#"он написал "senderId":"{anna}", вот так"#);
        let to = |user_id, sender_id: UserId, content: &str| {
            let body = EventBody::MessageCreated(MessageView {
                id: MessageId::new(at, &SystemEntropy),
                order_id,
                seq: 1,
                kind: MessageKind::Text,
                sender_id: Some(sender_id),
                content: content.to_owned(),
                reply_to_id: None,
                created_at: at,
                delivered_at: None,
                read_at: None,
                edited_at: None,
                deleted_at: None,
            });
            let payload = body.payload_json().unwrap().into();
            brings_message(&Appended { user_id, seq: 1, kind: body.kind(), payload, at })
        };
        assert!(to(anna, boris, "Добрый день") && to(anna, boris, &tricky));
        assert!(!to(anna, anna, "Добрый день") && !to(anna, anna, &tricky));
    }
}
