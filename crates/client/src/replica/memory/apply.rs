//! What each [`Write`] does to the contents.

use std::collections::{HashMap, hash_map::Entry};

use montaj_domain::{ids::NotificationId, timestamp::Timestamp};
use montaj_wire::{chat::MessageView, event::MessagesReached};

use super::{Contents, Derived};
use crate::{
    outbox::OutboxState,
    replica::{Basis, Write, joined},
};

impl Contents {
    pub(super) fn apply(&mut self, write: Write) {
        let derived = &mut self.derived;
        match write {
            Write::Cursor(seq) => derived.cursor = Some(seq),
            Write::Keep(what, value) => drop(derived.kept.insert(what, value)),
            Write::Order(order, basis) => put(&mut derived.orders, order.id, *order, basis),
            Write::DropOrder(id) => drop(derived.orders.remove(&id)),
            Write::Response(response, basis) => {
                put(&mut derived.responses, response.id, *response, basis);
            }
            Write::Message(message) => derived.put_message(message),
            Write::Updated(message) => derived.update_message(message),
            Write::Sent(message) => derived.put_sent(message),
            Write::Delivered(reached) => derived.reach(reached, |message| {
                message.delivered_at.get_or_insert(reached.at);
            }),
            Write::Read(reached) => derived.reach(reached, |message| {
                message.delivered_at.get_or_insert(reached.at);
                message.read_at.get_or_insert(reached.at);
            }),
            Write::DropChat(id) => drop(derived.chats.remove(&id)),
            Write::Notification(notification) => {
                let known = derived.notifications.get(&notification.id);
                let read_at = notification.read_at.or(known.and_then(|known| known.read_at));
                let id = notification.id;
                derived
                    .notifications
                    .insert(id, super::NotificationView { read_at, ..notification });
            }
            Write::DropNotification(id) => drop(derived.notifications.remove(&id)),
            Write::NotificationsRead { ids, at } => derived.read_notifications(ids.as_deref(), at),
            Write::ForgetDerived => *derived = Derived::default(),
            Write::ForgetAll => {
                *self = Self { local: self.local.take(), ..Self::default() };
            }
            other => self.apply_own(other),
        }
    }

    /// The writes of what only this device knows.
    fn apply_own(&mut self, write: Write) {
        match write {
            Write::Enqueue(item) => self.outbox.push(item),
            Write::Amend { id, action } => {
                let found = self.outbox.iter_mut().find(|item| item.id == id);
                if let Some(item) = found.filter(|item| item.is_without_effect()) {
                    item.action = action;
                    item.state = OutboxState::Queued;
                    item.attempts = 0;
                }
            }
            Write::SetOutbox { id, state, attempts } => {
                if let Some(item) = self.outbox.iter_mut().find(|item| item.id == id) {
                    item.state = state;
                    item.attempts = attempts;
                }
            }
            Write::Dequeue(id) => self.outbox.retain(|item| item.id != id),
            Write::Withdraw(id) => {
                self.outbox.retain(|item| item.id != id || !item.is_without_effect());
            }
            Write::Draft(key, Some(content)) => drop(self.drafts.insert(key, content)),
            Write::Local(settings) => self.local = Some(settings),
            Write::Draft(key, None) => drop(self.drafts.remove(&key)),
            Write::BeginOperation { fingerprint, id, at } => {
                self.operations.insert(fingerprint, (id, at));
            }
            Write::EndOperation { fingerprint } => drop(self.operations.remove(&fingerprint)),
            _ => {}
        }
    }
}

/// An answer does not replace what an event wrote while it travelled.
fn put<K: Eq + std::hash::Hash, V>(map: &mut HashMap<K, (V, i64)>, id: K, view: V, basis: Basis) {
    match map.entry(id) {
        Entry::Vacant(place) => drop(place.insert((view, basis.seq()))),
        Entry::Occupied(mut place) => {
            if matches!(basis, Basis::Event(_)) || place.get().1 <= basis.seq() {
                place.insert((view, basis.seq()));
            }
        }
    }
}

impl Derived {
    fn update_message(&mut self, message: MessageView) {
        let chat = self.chats.get(&message.order_id);
        if chat.is_some_and(|chat| chat.messages.contains_key(&message.seq)) {
            self.put_message(message);
        }
    }

    fn put_message(&mut self, message: MessageView) {
        let messages = &mut self.chats.entry(message.order_id).or_default().messages;
        let message = match messages.get(&message.seq) {
            Some(known) => joined(known, message),
            None => message,
        };
        messages.insert(message.seq, message);
    }

    fn put_sent(&mut self, message: MessageView) {
        let chat = self.chats.get(&message.order_id);
        if chat.is_some_and(|chat| chat.messages.range(..message.seq).next().is_some()) {
            self.put_message(message);
        }
    }

    fn reach(&mut self, reached: MessagesReached, mark: impl Fn(&mut MessageView)) {
        let Some(chat) = self.chats.get_mut(&reached.order_id) else { return };
        for (seq, message) in chat.messages.range_mut(..=reached.up_to_seq) {
            if *seq >= reached.from_seq && message.sender_id != Some(reached.person_id) {
                mark(message);
            }
        }
    }

    fn read_notifications(&mut self, ids: Option<&[NotificationId]>, at: Timestamp) {
        for notification in self.notifications.values_mut() {
            let is_meant = match ids {
                Some(ids) => ids.contains(&notification.id),
                None => notification.created_at <= at,
            };
            if is_meant {
                notification.read_at.get_or_insert(at);
            }
        }
    }
}
