//! Entries of the log on their way out: the payload goes as it was stored, unparsed.

use axum::extract::ws::Utf8Bytes;
use montaj_domain::timestamp::Timestamp;
use montaj_store::events::{Appended, LoggedEvent};
use serde::Serialize;
use serde_json::value::RawValue;

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

/// The socket's frame of an event that was just appended. The kind is a name of ours, and the
/// payload is JSON already.
pub fn frame(event: &Appended) -> Utf8Bytes {
    let Appended { seq, kind, payload, at, .. } = event;
    format!(r#"{{"type":"event","seq":{seq},"kind":"{kind}","payload":{payload},"at":"{at}"}}"#)
        .into()
}

#[cfg(test)]
mod tests {
    use montaj_domain::ids::{OrderId, UserId};
    use montaj_wire::{
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
            up_to_seq: 7,
            at,
        });
        let payload = body.payload_json().unwrap().into();
        let appended = Appended { user_id, seq: 41, kind: body.kind(), payload, at };
        let expected: ServerFrame = ServerFrame::Event(Event { seq: 41, body, at });
        assert_eq!(*frame(&appended), *serde_json::to_string(&expected).unwrap());
    }
}
