//! Sending: once per message id, whichever way and however often it comes.

use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
    text::{CHAT_MESSAGE, InvalidText},
    timestamp::Timestamp,
};
use montaj_store::{Tx, messages::Message};
use montaj_wire::{
    chat::{MessageView, SendMessage},
    problem::ErrorCode,
};

use super::{
    ChatAccess,
    batch::Book,
    desk::{Outcome, Work},
    publish_created, view,
};
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

/// A message on its way, its text checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    pub caller: Caller,
    pub order_id: OrderId,
    pub id: MessageId,
    pub content: String,
    pub reply_to_id: Option<MessageId>,
}

/// Writes a message into the chat of an order and tells both sides.
pub async fn send(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    sending: &SendMessage,
) -> Result<Sent, ApiError> {
    let &SendMessage { id, reply_to_id, .. } = sending;
    let content = CHAT_MESSAGE.check(&sending.content).map_err(refuse_text)?;
    let sending = Sending { caller: *caller, order_id, id, content, reply_to_id };
    match app.desk.done(Work::Send(sending)).await? {
        Outcome::Sent(sent) => Ok(sent),
        Outcome::Done => Err(ApiError::internal("a message came to nothing")),
    }
}

impl Book {
    /// Judges a message, and enters it when it is new.
    pub(super) fn send(
        &mut self,
        tx: &mut Tx,
        sending: &Sending,
        now: Timestamp,
    ) -> Result<Sent, ApiError> {
        let host = self.hosts.get(&sending.order_id).ok_or_else(ApiError::not_found)?;
        let access = ChatAccess::to(host, &sending.caller);
        if let Some(known) = self.known.get(&sending.id) {
            return repeated(known, sending, access);
        }
        let access = access?;
        access.require_writing()?;
        if let Some(answered) = sending.reply_to_id {
            require_visible(self.known.get(&answered), &access)?;
        }
        let message = Message {
            id: sending.id,
            order_id: sending.order_id,
            seq: self.last_seq(sending.order_id) + 1,
            kind: MessageKind::Text,
            sender_id: Some(access.user_id),
            content: sending.content.clone(),
            reply_to_id: sending.reply_to_id,
            created_at: now,
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        };
        publish_created(tx, &message, [access.user_id, access.other_id])?;
        self.last_seqs.insert(message.order_id, message.seq);
        self.known.insert(message.id, message.clone());
        let sent = Sent { message: view(&message), is_new: true };
        self.new.push(message);
        Ok(sent)
    }
}

/// What one answers must stand in the part of the chat that one sees.
fn require_visible(answered: Option<&Message>, access: &ChatAccess) -> Result<(), ApiError> {
    if answered.is_some_and(|message| access.sees(message)) {
        return Ok(());
    }
    let message = "Сообщения, на которое вы отвечаете, в этом чате нет";
    Err(ApiError::invalid_field("replyToId", "not_found", message))
}

/// The same id again: the same message, or somebody else's id. Who has lost the chat since still
/// hears that it was taken, for it was, and nothing of what became of it.
fn repeated(
    known: &Message,
    sending: &Sending,
    access: Result<ChatAccess, ApiError>,
) -> Result<Sent, ApiError> {
    let same = known.order_id == sending.order_id
        && known.sender_id == Some(sending.caller.user_id)
        // What was changed since came as something else.
        && (known.content == sending.content
            || known.edited_at.is_some()
            || known.deleted_at.is_some());
    let message = view(known);
    match access {
        Ok(_) if same => Ok(Sent { message, is_new: false }),
        Ok(_) => Err(ApiError::new(ErrorCode::IdempotencyMismatch)),
        Err(_) if same => {
            let message = MessageView { delivered_at: None, read_at: None, ..message };
            Ok(Sent { message, is_new: false })
        }
        Err(refusal) => Err(refusal),
    }
}

pub(super) fn refuse_text(invalid: InvalidText) -> ApiError {
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
