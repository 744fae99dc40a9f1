//! Entries of the log on their way out: the payload goes as it was stored, unparsed.

use montaj_domain::timestamp::Timestamp;
use montaj_store::events::LoggedEvent;
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
