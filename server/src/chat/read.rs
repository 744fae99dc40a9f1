//! Reading: the coloured ✓✓ and the unread counters.

use std::collections::BTreeMap;

use montaj_domain::{
    ids::{OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_store::{
    Tx,
    messages::{self, Reading},
};
use montaj_wire::event::{EventBody, MessagesReached};

use super::{access::ReadingAccess, batch::Book, desk::Work};
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError},
    live::publish,
};

/// A chat that somebody has read, up to a seq or all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToRead {
    pub caller: Caller,
    pub order_id: OrderId,
    pub up_to_seq: Option<i64>,
}

/// The readings of a batch with the other side of each, if there is one now, by chat and reader.
pub(super) type Readings = BTreeMap<(OrderId, UserId), (Reading, Option<UserId>)>;

/// Marks the other side's messages up to a seq as read (all without one), and tells both sides.
pub async fn mark_read(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    up_to_seq: Option<i64>,
) -> Result<(), ApiError> {
    let to_read = ToRead { caller: *caller, order_id, up_to_seq };
    app.desk.done(Work::Read(to_read)).await.map(drop)
}

impl Book {
    /// Adds a reading to those of the batch; two of one person in a chat are the farther one.
    pub(super) fn read(&self, to_read: &ToRead, among: &mut Readings) -> Result<(), ApiError> {
        let ToRead { caller, order_id, up_to_seq } = to_read;
        let host = self.hosts.get(order_id).ok_or_else(ApiError::not_found)?;
        let last_seq = self.last_seq(*order_id);
        let access = ReadingAccess::to(host, last_seq, caller)?;
        let up_to = up_to_seq.unwrap_or(last_seq);
        let reading = Reading {
            order_id: *order_id,
            reader_id: caller.user_id,
            after: access.sees_after_seq,
            up_to,
        };
        let entered =
            among.entry((*order_id, caller.user_id)).or_insert((reading, access.other_id));
        entered.0.up_to = entered.0.up_to.max(up_to);
        Ok(())
    }
}

/// Marks what was read, and tells both sides of each chat where anything changed.
pub(super) async fn write(
    tx: &mut Tx,
    readings: &Readings,
    now: Timestamp,
) -> Result<(), ApiError> {
    let given: Vec<Reading> = readings.values().map(|(reading, _)| *reading).collect();
    for (order_id, reader_id, up_to_seq) in messages::mark_read(tx, &given, now).await? {
        let Some((reading, other_id)) = readings.get(&(order_id, reader_id)) else { continue };
        let reached = MessagesReached {
            order_id,
            person_id: reader_id,
            from_seq: reading.after + 1,
            up_to_seq,
            at: now,
        };
        let body = EventBody::MessageRead(reached);
        publish::append_to(tx, std::iter::once(reader_id).chain(*other_id), order_id, &body)?;
    }
    Ok(())
}
