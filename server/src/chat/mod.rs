//! The chat of an order: who may use it, sending, reading, and the marks of what happened.
//!
//! REST and the socket both come here, so a message is the same whichever way it took.

mod access;
mod batch;
mod change;
mod desk;
mod mark;
mod read;
mod search;
mod send;
mod ticks;

pub use access::{ChatAccess, sees_after_seq};
pub use change::{delete, edit, show};
pub use desk::{Desk, Outcome, Work};
pub use mark::{Audience, mark, words};
pub use read::mark_read;
pub use search::{Hits, search};
pub use send::{Sent, send};

use montaj_store::{Tx, messages::Message};
use montaj_wire::{chat::MessageView, event::EventBody};

use crate::{http::error::ApiError, live::publish};

/// A message as it travels.
pub fn view(message: &Message) -> MessageView {
    MessageView {
        id: message.id,
        order_id: message.order_id,
        seq: message.seq,
        kind: message.kind,
        sender_id: message.sender_id,
        content: message.content.clone(),
        reply_to_id: message.reply_to_id,
        created_at: message.created_at,
        delivered_at: message.delivered_at,
        read_at: message.read_at,
        edited_at: message.edited_at,
        deleted_at: message.deleted_at,
    }
}

/// Tells people of a new message.
fn publish_created(
    tx: &mut Tx,
    message: &Message,
    to: impl IntoIterator<Item = montaj_domain::ids::UserId>,
) -> Result<(), ApiError> {
    publish::append_to(tx, to, message.id, &EventBody::MessageCreated(view(message)))
}
