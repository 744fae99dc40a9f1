//! Reading: the coloured ✓✓ and the unread counters.

use montaj_domain::ids::OrderId;
use montaj_store::messages;
use montaj_wire::event::{EventBody, MessagesReached};

use super::ChatAccess;
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError},
    live::publish,
};

/// Marks the other side's messages up to a seq as read (all without one), and tells both sides.
pub async fn mark_read(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    up_to_seq: Option<i64>,
) -> Result<(), ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let access = ChatAccess::lock(&mut tx, order_id, caller).await?;
    let up_to = up_to_seq.unwrap_or(access.last_seq);
    let reached = messages::mark_read(&mut tx, order_id, caller.user_id, up_to, now).await?;
    // Nothing new was read: nothing to tell.
    let Some(up_to_seq) = reached else { return Ok(tx.commit(now).await?) };
    let body = EventBody::MessageRead(MessagesReached {
        order_id,
        person_id: caller.user_id,
        up_to_seq,
        at: now,
    });
    for user_id in [access.user_id, access.other_id] {
        publish::append(&mut tx, user_id, order_id, &body)?;
    }
    tx.commit(now).await?;
    Ok(())
}
