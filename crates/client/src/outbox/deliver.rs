//! Bringing one item to the server: messages by socket while it is live, else and all others by
//! REST. An id made here makes a repetition the same operation, so either way may repeat the other.

use std::sync::Arc;

use futures::channel::oneshot;
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
};
use montaj_wire::{
    chat::{EditMessage, MarkRead, MessageAnswer, MessageView, SendMessage},
    notification::{MarkAllRead, MuteChat},
    order::OrderAnswer,
    problem::{ErrorCode, Problem},
    socket::ClientFrame,
};
use serde_json::Value;

use super::{Action, Lane, OutboxItem, Step};
use crate::{
    core::Core,
    error::ClientError,
    host::within,
    replica::Write,
    sync::{Acked, order_writes},
    transport::{Request, is_hearsay},
};

/// What became of an item.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The server has it; these writes say so here.
    Done(Vec<Write>),
    Refused(Box<Problem>),
    RetryAfter {
        secs: u64,
    },
    /// Nothing is known of it: it goes again.
    Unknown(ClientError),
}

impl From<ClientError> for Outcome {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Rejected(problem) if problem.status == 401 => {
                Self::Unknown(ClientError::Rejected(problem))
            }
            ClientError::Rejected(problem) if is_hearsay(&problem) => {
                Self::Unknown(ClientError::Offline)
            }
            ClientError::Rejected(problem) => Self::Refused(problem),
            ClientError::RetryAfter { secs } => Self::RetryAfter { secs },
            error => Self::Unknown(error),
        }
    }
}

pub(super) async fn deliver(core: &Arc<Core>, item: &OutboxItem) -> Outcome {
    let delivered = match (&item.action, item.lane) {
        (Action::SendMessage { id, content, reply_to_id }, Lane::Order(order_id)) => {
            let (content, reply_to_id) = (content.clone(), *reply_to_id);
            send_message(core, order_id, SendMessage { id: *id, content, reply_to_id }).await
        }
        (Action::EditMessage { id, content }, Lane::Order(order_id)) => {
            edit_message(core, order_id, *id, content.clone(), item).await
        }
        (Action::DeleteMessage { id }, Lane::Order(order_id)) => {
            delete_message(core, order_id, *id).await
        }
        (Action::MarkRead { up_to_seq }, Lane::Order(order_id)) => {
            let body = MarkRead { up_to_seq: Some(*up_to_seq) };
            let request = Request::post(format!("/api/chat/{order_id}/mark-read")).body(&body);
            tell(core, request, item).await
        }
        (Action::MarkNotificationRead { id }, _) => {
            let request = Request::patch(format!("/api/notifications/{id}/read"));
            tell(core, Ok(request), item).await
        }
        (Action::MarkAllNotificationsRead { up_to }, _) => {
            let query = MarkAllRead { up_to: *up_to };
            let request = Request::post("/api/notifications/mark-all-read").query(&query);
            tell(core, request, item).await
        }
        (Action::DeleteNotification { id }, _) => {
            tell(core, Ok(Request::delete(format!("/api/notifications/{id}"))), item).await
        }
        (Action::EditNotificationSettings(edit), _) => {
            settle(core, Request::put("/api/notifications/settings").body(edit), item).await
        }
        (Action::MuteChat { order_id, until }, _) => {
            let body = MuteChat { until: *until };
            settle(core, Request::put(muted_chat(*order_id)).body(&body), item).await
        }
        (Action::UnmuteChat { order_id }, _) => {
            settle(core, Ok(Request::delete(muted_chat(*order_id))), item).await
        }
        (Action::Step(step), Lane::Order(order_id)) => take_step(core, order_id, step, item).await,
        // Written by no build: it says nothing that could be done.
        (
            Action::SendMessage { .. }
            | Action::EditMessage { .. }
            | Action::DeleteMessage { .. }
            | Action::MarkRead { .. }
            | Action::Step(_),
            Lane::Notifications,
        ) => Ok(Vec::new()),
    };
    delivered.map_or_else(Outcome::from, Outcome::Done)
}

fn muted_chat(order_id: OrderId) -> String {
    format!("/api/notifications/muted-chats/{order_id}")
}

/// A change of the settings of notifications.
async fn settle(
    core: &Arc<Core>,
    request: Result<Request, ClientError>,
    item: &OutboxItem,
) -> Result<Vec<Write>, ClientError> {
    let before = core.kept_settings().await?;
    tell(core, request, item).await?;
    core.settled(&item.action, before).await
}

async fn tell(
    core: &Arc<Core>,
    request: Result<Request, ClientError>,
    item: &OutboxItem,
) -> Result<Vec<Write>, ClientError> {
    core.ask::<Value>(request?.keyed(item.id)).await?;
    Ok(Vec::new())
}

/// `item` is as it was before this attempt was counted.
async fn take_step(
    core: &Arc<Core>,
    order_id: OrderId,
    step: &Step,
    item: &OutboxItem,
) -> Result<Vec<Write>, ClientError> {
    let me = core.session.me()?;
    let basis = core.basis().await?;
    let request = step.request(order_id)?.keyed(item.id);
    match core.ask::<OrderAnswer>(request).await {
        Ok(OrderAnswer { order }) if item.attempts == 0 => {
            return Ok(order_writes(order, me, basis));
        }
        // A repetition is answered as the first time, which may be long ago.
        Ok(_) => {}
        Err(error) if error.code().is_some_and(|code| step.is_taken_by(code)) => {}
        Err(error) => return Err(error),
    }
    match core.fetch_order(order_id).await {
        // What the answer says of the order, and be it that it is gone, is written by now.
        Ok(_) | Err(ClientError::Rejected(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn send_message(
    core: &Arc<Core>,
    order_id: OrderId,
    body: SendMessage,
) -> Result<Vec<Write>, ClientError> {
    if let Some(answer) = by_socket(core, order_id, &body).await {
        let acked = answer?;
        let message = MessageView {
            id: body.id,
            order_id,
            seq: acked.seq,
            kind: MessageKind::Text,
            sender_id: Some(core.session.me()?),
            content: body.content,
            reply_to_id: body.reply_to_id,
            created_at: acked.at,
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        };
        return Ok(vec![Write::Sent(message)]);
    }
    let request = Request::post(format!("/api/chat/{order_id}/messages")).body(&body)?;
    let MessageAnswer { message } = core.ask(request).await?;
    Ok(vec![Write::Sent(message)])
}

async fn edit_message(
    core: &Arc<Core>,
    order_id: OrderId,
    id: MessageId,
    content: String,
    item: &OutboxItem,
) -> Result<Vec<Write>, ClientError> {
    let path = format!("/api/chat/{order_id}/messages/{id}");
    let request = Request::patch(path).body(&EditMessage { content })?.keyed(item.id);
    match core.ask::<MessageAnswer>(request).await {
        Ok(MessageAnswer { message }) => Ok(vec![Write::Updated(message)]),
        // Taken back on another device: no text is left to be changed.
        Err(error) if error.code() == Some(ErrorCode::MessageDeleted) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn delete_message(
    core: &Arc<Core>,
    order_id: OrderId,
    id: MessageId,
) -> Result<Vec<Write>, ClientError> {
    core.ask::<Value>(Request::delete(format!("/api/chat/{order_id}/messages/{id}"))).await?;
    let here = core.replica().messages_of(order_id, vec![id]).await?;
    let deleted_at = Some(core.parts.clock.now());
    let deleted = here.into_iter().map(|message| {
        Write::Updated(MessageView { content: String::new(), deleted_at, ..message })
    });
    Ok(deleted.collect())
}

/// The answer by socket; `None` when it is not live, or gives none in time.
async fn by_socket(
    core: &Arc<Core>,
    order_id: OrderId,
    body: &SendMessage,
) -> Option<Result<Acked, ClientError>> {
    let SendMessage { id, content, reply_to_id } = body.clone();
    let (sender, answer) = oneshot::channel();
    core.acks.lock().insert(id, sender);
    let frame = ClientFrame::SendMessage { id, order_id, content, reply_to_id };
    let answer = match core.send_frame(frame) {
        Ok(()) => within(core.timings.socket, answer).await,
        Err(_) => None,
    };
    core.acks.lock().remove(&id);
    match answer? {
        Ok(Ok(acked)) => Some(Ok(acked)),
        // Not a word about the message itself: REST tells more.
        Ok(Err(problem)) if is_passing(problem.code) => None,
        Ok(Err(problem)) => Some(Err(ClientError::Rejected(problem))),
        Err(oneshot::Canceled) => None,
    }
}

/// Whether the refusal is of the moment, not of the message.
fn is_passing(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::RateLimited
            | ErrorCode::Internal
            | ErrorCode::Unavailable
            | ErrorCode::StorageUnavailable
            | ErrorCode::TokenExpired
            | ErrorCode::Unauthenticated
    )
}
