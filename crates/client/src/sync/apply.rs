//! What an event means for the replica and for whoever looks. Pure.

use montaj_domain::{ids::UserId, notification::NotificationKind};
use montaj_wire::{
    event::{ArrivedEvent, Event, EventBody},
    lean,
    order::OrderView,
};
use serde_json::Value;

use crate::{
    outbox::OutboxItem,
    replica::{Basis, Kept, Write},
    views::Change,
};

/// The writes of an event in the log of `me`.
pub(super) fn writes(event: &Event, me: UserId) -> Vec<Write> {
    let basis = Basis::Event(event.seq);
    match &event.body {
        EventBody::MessageCreated(message) => {
            let mut writes = vec![Write::Message(message.clone())];
            if message.sender_id == Some(me) {
                // The answer to the sender may have been lost: this says the same.
                writes.push(Write::Dequeue(OutboxItem::id_of_message(message.id)));
            }
            writes
        }
        EventBody::MessageUpdated(message) => vec![Write::Updated(message.clone())],
        EventBody::MessageDelivered(reached) => vec![Write::Delivered(*reached)],
        EventBody::MessageRead(reached) => vec![Write::Read(*reached)],
        EventBody::OrderUpdated(order) => order_writes((**order).clone(), me, basis),
        EventBody::ResponseCreated(response) | EventBody::ResponseUpdated(response) => {
            vec![Write::Response(response.clone(), basis)]
        }
        EventBody::NotificationCreated(notification) => {
            vec![Write::Notification(notification.clone())]
        }
        EventBody::NotificationRead(read) => {
            vec![Write::NotificationsRead { ids: read.ids.clone(), at: read.at }]
        }
        EventBody::NotificationDeleted(deleted) => {
            deleted.ids.iter().map(|id| Write::DropNotification(*id)).collect()
        }
        EventBody::SettingsUpdated(settings) => {
            let settings = lean::to_value(settings).unwrap_or(Value::Null);
            vec![Write::Keep(Kept::NotificationSettings, settings)]
        }
        EventBody::ProfileUpdated(user) => {
            let user = lean::to_value(user).unwrap_or(Value::Null);
            vec![Write::Keep(Kept::User, user)]
        }
    }
}

/// The writes of an order's view: an executor who is not assigned has no chat (PRODUCT 5.1).
pub(crate) fn order_writes(order: OrderView, me: UserId, basis: Basis) -> Vec<Write> {
    let loses_chat = order.customer_id != me && order.executor_id != Some(me);
    let id = order.id;
    let mut writes = vec![Write::Order(Box::new(order), basis)];
    if loses_chat {
        writes.push(Write::DropChat(id));
    }
    writes
}

/// What an interface has to read again after these events.
pub(super) fn changes(events: &[ArrivedEvent]) -> Vec<Change> {
    let mut changes = Vec::new();
    for event in events {
        let ArrivedEvent::Known(event) = event else { continue };
        match &event.body {
            EventBody::MessageCreated(message) | EventBody::MessageUpdated(message) => {
                changes.push(Change::Chat { order_id: message.order_id });
            }
            EventBody::MessageDelivered(reached) | EventBody::MessageRead(reached) => {
                changes.push(Change::Chat { order_id: reached.order_id });
            }
            EventBody::OrderUpdated(order) => {
                changes.push(Change::Order { order_id: order.id });
                changes.push(Change::Chat { order_id: order.id });
            }
            EventBody::ResponseCreated(response) | EventBody::ResponseUpdated(response) => {
                changes.push(Change::Order { order_id: response.order_id });
            }
            EventBody::NotificationCreated(notification) => {
                changes.push(Change::Notifications);
                if notification.kind == NotificationKind::NewOrder {
                    changes.push(Change::Feed);
                }
            }
            EventBody::NotificationRead(_) | EventBody::NotificationDeleted(_) => {
                changes.push(Change::Notifications);
            }
            EventBody::SettingsUpdated(_) => changes.push(Change::NotificationSettings),
            EventBody::ProfileUpdated(_) => changes.push(Change::Session),
        }
    }
    changes
}
