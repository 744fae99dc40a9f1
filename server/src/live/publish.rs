//! Appends to people's event logs.

use montaj_domain::ids::UserId;
use montaj_store::{Tx, events::NewEvent};
use montaj_wire::event::EventBody;

use crate::http::error::ApiError;

/// Appends an event to a person's log, in the transaction of the change it tells of.
pub fn append(
    tx: &mut Tx,
    user_id: UserId,
    subject_id: impl std::fmt::Display,
    body: &EventBody,
) -> Result<(), ApiError> {
    let payload = body.payload_json().map_err(ApiError::internal)?;
    tx.append(user_id, NewEvent { kind: body.kind(), subject_id: subject_id.to_string(), payload });
    Ok(())
}
