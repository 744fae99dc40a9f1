//! A device has stored its log up to a seq: this makes the second tick of others' messages.

use montaj_domain::ids::UserId;
use montaj_store::{
    events::{self, LogHead},
    messages,
};
use montaj_wire::event::{EventBody, MessagesReached};

use super::publish;
use crate::{app::App, http::error::ApiError};

const MESSAGE_CREATED: &str = "message.created";
/// How far an acknowledgement without messages may run ahead of the one kept.
const LAZY_EVENTS: i64 = 200;

/// Takes note that `user_id` has everything up to `up_to`; `head` as it was read a moment ago.
pub async fn acknowledge(
    app: &App,
    user_id: UserId,
    up_to: i64,
    head: &LogHead,
) -> Result<(), ApiError> {
    if up_to <= head.acked_seq || up_to > head.last_seq {
        return Ok(());
    }
    let mut tx = app.db.read().await?;
    let arrived =
        events::subjects(&mut tx, user_id, MESSAGE_CREATED, head.acked_seq, up_to).await?;
    drop(tx);
    if arrived.is_empty() && up_to - head.acked_seq < LAZY_EVENTS {
        return Ok(());
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    for message_id in &arrived {
        let reached = messages::mark_delivered(&mut tx, message_id, user_id, now).await?;
        let Some(reached) = reached else { continue };
        let body = EventBody::MessageDelivered(MessagesReached {
            order_id: reached.order_id,
            person_id: user_id,
            up_to_seq: reached.up_to_seq,
            at: now,
        });
        publish::append(&mut tx, reached.sender_id, reached.order_id, &body)?;
    }
    events::acknowledge(&mut tx, user_id, up_to).await?;
    tx.commit(now).await?;
    Ok(())
}
