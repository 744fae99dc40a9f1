//! Editing and deleting one's own message (PRODUCT 5.3). Of two at once the second sees what the
//! first did. A deletion is for good, so that a repetition changes nothing. An edit repeated after
//! a later one, say because its answer was lost, would take that back: it carries a key.

use axum::http::StatusCode;
use montaj_domain::{
    ids::{MessageId, OrderId, UserId},
    text::CHAT_MESSAGE,
    timestamp::Timestamp,
};
use montaj_store::{
    Tx,
    messages::{self, Message},
    orders::{self, ChatHost},
};
use montaj_wire::{
    chat::{EditMessage, MessageView},
    event::EventBody,
    problem::ErrorCode,
};

use super::{ChatAccess, send::refuse_text, view};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        operation::{Begun, Operation, OperationKey},
    },
    live::publish,
};

/// Gives the caller's message another text. Under one key that happens once, whatever has become of
/// the message since: a repetition gets it as it is now. The text is no part of what is kept with
/// the key: nothing may remain of what a message said before.
pub async fn edit(
    app: &App,
    caller: &Caller,
    key: OperationKey,
    order_id: OrderId,
    id: MessageId,
    input: &EditMessage,
) -> Result<MessageView, ApiError> {
    let content = CHAT_MESSAGE.check(&input.content).map_err(refuse_text)?;
    let mut op = match Operation::begin(app, caller, key, "chat.edit", &(order_id, id)).await? {
        Begun::New(op) => op,
        Begun::Done(_) => return show(app, caller, order_id, id).await,
    };
    let now = op.now;
    let Found { message, access, host } = find(&mut op.tx, caller, order_id, id).await?;
    let is_done = message.sender_id == Some(caller.user_id)
        && message.deleted_at.is_none()
        && message.content == content;
    let mut shown = view(&message);
    if !is_done {
        let allowed = message.facts().may_be_edited(caller.user_id, access.may_write(), now);
        allowed.map_err(|refusal| ApiError::new(ErrorCode::from(refusal)))?;
        // By this instant devices tell which of two edits is the later, wherever the clock went.
        let after = message.edited_at.map(|before| Timestamp::from_millis(before.as_millis() + 1));
        let edited_at = after.map_or(now, |after| after.max(now));
        messages::edit(&mut op.tx, id, &content, edited_at).await?;
        let edited = Message { content, edited_at: Some(edited_at), ..message };
        tell(&mut op.tx, &edited, &access, &host).await?;
        shown = view(&edited);
    }
    op.finish(StatusCode::OK, &()).await?;
    Ok(shown)
}

/// A message, as the caller sees it now.
pub async fn show(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    id: MessageId,
) -> Result<MessageView, ApiError> {
    let mut tx = app.db.read().await?;
    let access = ChatAccess::of(&mut tx, order_id, caller).await?;
    let found = messages::find(&mut tx, id).await?.filter(|message| access.sees(message));
    found.as_ref().map(view).ok_or_else(ApiError::not_found)
}

/// Takes the caller's message back: its place stays, its text is gone for good.
pub async fn delete(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    id: MessageId,
) -> Result<(), ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let Found { message, access, host } = find(&mut tx, caller, order_id, id).await?;
    let allowed = message.facts().may_be_deleted(caller.user_id, access.may_write(), now);
    if !allowed.map_err(|refusal| ApiError::new(ErrorCode::from(refusal)))? {
        // It was deleted in this very commit, perhaps: that must have held before it is said.
        tx.commit(now).await?;
        return Ok(());
    }
    messages::delete(&mut tx, id, now).await?;
    let deleted = Message { content: String::new(), deleted_at: Some(now), ..message };
    tell(&mut tx, &deleted, &access, &host).await?;
    tx.commit(now).await?;
    Ok(())
}

struct Found {
    message: Message,
    access: ChatAccess,
    host: ChatHost,
}

/// The message, with its chat locked: for whom it is out of sight there is none.
async fn find(
    tx: &mut Tx,
    caller: &Caller,
    order_id: OrderId,
    id: MessageId,
) -> Result<Found, ApiError> {
    let host = orders::lock_chats(tx, [order_id]).await?.pop().ok_or_else(ApiError::not_found)?;
    let access = ChatAccess::to(&host, caller)?;
    let message = messages::find(tx, id).await?.filter(|message| access.sees(message));
    let message = message.ok_or_else(ApiError::not_found)?;
    Ok(Found { message, access, host })
}

/// Tells those who see the message, and leaves nothing of what it said before in their logs.
async fn tell(
    tx: &mut Tx,
    message: &Message,
    access: &ChatAccess,
    host: &ChatHost,
) -> Result<(), ApiError> {
    let body = EventBody::MessageUpdated(view(message));
    let payload = body.payload_json().map_err(ApiError::internal)?;
    let people = seen_by(access, host, message.seq);
    for user_id in &people {
        let (id, written) = (message.id, message.created_at);
        messages::rewrite_log(tx, *user_id, id, written, &payload).await?;
    }
    publish::append_to(tx, people, message.id, &body)
}

/// Whose view of the chat holds this seq: an executor's begins at their own selection.
fn seen_by(access: &ChatAccess, host: &ChatHost, seq: i64) -> Vec<UserId> {
    let sides = [access.user_id, access.other_id].into_iter();
    sides.filter(|id| *id == host.customer_id || seq > host.executor_sees_after_seq).collect()
}
