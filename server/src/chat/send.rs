//! Sending: once per message id, whichever way and however often it comes.

use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
    text::{CHAT_MESSAGE, InvalidText},
};
use montaj_store::{
    Tx,
    messages::{self, Message},
};
use montaj_wire::{
    chat::{MessageView, SendMessage},
    problem::ErrorCode,
};

use super::{ChatAccess, publish_created, view};
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError},
};

/// What sending came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub message: MessageView,
    /// False when the message was there already: a retry.
    pub is_new: bool,
}

/// Writes a message into the chat of an order and tells both sides.
pub async fn send(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    sending: &SendMessage,
) -> Result<Sent, ApiError> {
    let now = app.now();
    let &SendMessage { id, reply_to_id, .. } = sending;
    let content = CHAT_MESSAGE.check(&sending.content).map_err(refuse_text)?;
    let mut tx = app.db.write().await?;
    let access = ChatAccess::lock(&mut tx, order_id, caller).await?;
    if let Some(known) = messages::find(&mut tx, id).await? {
        tx.commit(now).await?;
        return repeated(&known, &access, &content);
    }
    access.require_writing()?;
    if let Some(answered) = reply_to_id {
        require_visible(&mut tx, &access, answered).await?;
    }
    let message = Message {
        id,
        order_id,
        seq: messages::next_seq(&mut tx, order_id).await?,
        kind: MessageKind::Text,
        sender_id: Some(caller.user_id),
        content,
        reply_to_id,
        created_at: now,
        delivered_at: None,
        read_at: None,
    };
    messages::insert(&mut tx, &message).await?;
    publish_created(&mut tx, &message, [access.user_id, access.other_id])?;
    tx.commit(now).await?;
    Ok(Sent { message: view(&message), is_new: true })
}

/// What one answers must stand in the part of the chat that one sees.
async fn require_visible(
    tx: &mut Tx,
    access: &ChatAccess,
    answered: MessageId,
) -> Result<(), ApiError> {
    let is_visible = messages::find(tx, answered).await?.is_some_and(|message| {
        message.order_id == access.order_id && message.seq > access.sees_after_seq
    });
    if is_visible {
        return Ok(());
    }
    let message = "Сообщения, на которое вы отвечаете, в этом чате нет";
    Err(ApiError::invalid_field("replyToId", "not_found", message))
}

/// The same id again: the same message, or somebody else's id.
fn repeated(known: &Message, access: &ChatAccess, content: &str) -> Result<Sent, ApiError> {
    let same = known.order_id == access.order_id
        && known.sender_id == Some(access.user_id)
        && known.content == content;
    if same {
        Ok(Sent { message: view(known), is_new: false })
    } else {
        Err(ApiError::new(ErrorCode::IdempotencyMismatch))
    }
}

fn refuse_text(invalid: InvalidText) -> ApiError {
    match invalid {
        InvalidText::TooShort { .. } => {
            ApiError::invalid_field("content", "too_short", "Сообщение пустое")
        }
        InvalidText::TooLong { max } => {
            let message = format!("Не длиннее {max} символов");
            ApiError::invalid_field("content", "too_long", &message)
        }
    }
}
