//! Appends to people's event logs.

use std::sync::Arc;

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
    append_to(tx, [user_id], subject_id, body)
}

/// Appends the same event to the logs of several people.
pub fn append_to(
    tx: &mut Tx,
    people: impl IntoIterator<Item = UserId>,
    subject_id: impl std::fmt::Display,
    body: &EventBody,
) -> Result<(), ApiError> {
    let payload: Arc<str> = body.payload_json().map_err(ApiError::internal)?.into();
    let event = NewEvent { kind: body.kind(), subject_id: subject_id.to_string(), payload };
    for user_id in people {
        tx.append(user_id, event.clone());
    }
    Ok(())
}
