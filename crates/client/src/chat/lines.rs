//! The lines of a chat: messages, and what of the outbox stands beside or behind them. Pure.

use std::collections::HashMap;

use montaj_domain::ids::{MessageId, OrderId, UserId};
use montaj_wire::chat::MessageView;

use crate::{
    outbox::{Action, Lane, OutboxItem, OutboxState},
    views::{ChangeWhat, ChatLine, DeliveryMark, LineChange, Waiting},
};

/// The messages with the changes that wait for them, and at the end, unless newer ones are left
/// out, what waits to be sent.
pub(super) fn of(
    messages: Vec<MessageView>,
    outbox: Vec<OutboxItem>,
    order_id: OrderId,
    me: UserId,
    has_newer: bool,
) -> Vec<ChatLine> {
    let mut changes = changes(&outbox, order_id);
    let queued = if has_newer { Vec::new() } else { queued(outbox, order_id, &messages) };
    let mut lines: Vec<ChatLine> = messages
        .into_iter()
        .map(|message| {
            let mine = message.sender_id == Some(me);
            let delivery = mine.then(|| DeliveryMark::of(&message));
            let change = changes.remove(&message.id).map(Box::new);
            ChatLine::Message { message, mine, delivery, change }
        })
        .collect();
    lines.extend(queued.into_iter().map(|waiting| {
        let Waiting { id, content, reply_to_id, created_at, refused } = waiting;
        let change = changes.remove(&id).map(Box::new);
        ChatLine::Queued { id, content, reply_to_id, created_at, refused, change }
    }));
    lines
}

/// The newest message of the chat that waits in the outbox.
pub(super) fn last_waiting(
    outbox: &[OutboxItem],
    order_id: OrderId,
    last: Option<&MessageView>,
) -> Option<Waiting> {
    let known = last.map(std::slice::from_ref).unwrap_or_default();
    let lane = Lane::Order(order_id);
    let of_chat = outbox.iter().filter(|item| item.lane == lane).cloned().collect();
    queued(of_chat, order_id, known).pop()
}

/// What waits in the outbox and has not appeared among the messages yet.
fn queued(outbox: Vec<OutboxItem>, order_id: OrderId, messages: &[MessageView]) -> Vec<Waiting> {
    let lane = Lane::Order(order_id);
    let waiting = outbox.into_iter().filter(|item| item.lane == lane);
    let lines = waiting.filter_map(|item| match item.action {
        Action::SendMessage { id, content, reply_to_id } => {
            let refused = refusal(item.state);
            let known = messages.iter().any(|message| message.id == id);
            let created_at = item.created_at;
            (!known).then_some(Waiting { id, content, reply_to_id, created_at, refused })
        }
        _ => None,
    });
    lines.collect()
}

/// What is to become of messages, by the last word on each.
fn changes(outbox: &[OutboxItem], order_id: OrderId) -> HashMap<MessageId, LineChange> {
    let lane = Lane::Order(order_id);
    let mut changes = HashMap::new();
    for item in outbox.iter().filter(|item| item.lane == lane) {
        let (id, what) = match &item.action {
            Action::EditMessage { id, content } => {
                (*id, ChangeWhat::Edit { content: content.clone() })
            }
            Action::DeleteMessage { id } => (*id, ChangeWhat::Delete),
            _ => continue,
        };
        let change = LineChange { id: item.id, what, refused: refusal(item.state.clone()) };
        changes.insert(id, change);
    }
    changes
}

fn refusal(state: OutboxState) -> Option<Box<montaj_wire::problem::Problem>> {
    match state {
        OutboxState::Wedged(problem) => Some(problem),
        OutboxState::Queued | OutboxState::Sending => None,
    }
}
