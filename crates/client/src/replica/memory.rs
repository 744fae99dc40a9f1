//! The replica in memory: the browser's, and that of fast tests.

mod apply;

use std::collections::{BTreeMap, HashMap};

use montaj_domain::{
    ids::{MessageId, NotificationId, OperationId, OrderId, ResponseId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, response::ResponseView,
};
use parking_lot::Mutex;
use serde_json::Value;

use super::{ChatFacts, Kept, Replica, ReplicaError, ResponsesOf, Write};
use crate::{
    outbox::OutboxItem,
    views::{DraftKey, Unread},
};

/// Forgets everything with the program, but what its host keeps of the device's settings.
#[derive(Debug, Default)]
pub struct MemoryReplica {
    contents: Mutex<Contents>,
    /// Where a browser keeps the settings of the device.
    keep: Option<fn(&Value)>,
}

impl MemoryReplica {
    /// With the settings of the device that the host has kept, and the way to keep others.
    pub fn with_local(local: Option<Value>, keep: fn(&Value)) -> Self {
        let contents = Mutex::new(Contents { local, ..Contents::default() });
        Self { contents, keep: Some(keep) }
    }
}

#[derive(Debug, Clone, Default)]
struct Contents {
    derived: Derived,
    outbox: Vec<OutboxItem>,
    drafts: HashMap<DraftKey, Value>,
    operations: HashMap<String, (OperationId, Timestamp)>,
    local: Option<Value>,
}

/// What comes from the server. Views stand with the seq they are based on.
#[derive(Debug, Clone, Default)]
struct Derived {
    cursor: Option<i64>,
    kept: HashMap<Kept, Value>,
    orders: HashMap<OrderId, (OrderView, i64)>,
    responses: HashMap<ResponseId, (ResponseView, i64)>,
    chats: HashMap<OrderId, Chat>,
    notifications: HashMap<NotificationId, NotificationView>,
}

#[derive(Debug, Clone, Default)]
struct Chat {
    messages: BTreeMap<i64, MessageView>,
}

impl Chat {
    fn unread(&self, me: UserId) -> u32 {
        let unread = self.messages.values().filter(|message| is_unread(message, me)).count();
        u32::try_from(unread).unwrap_or(u32::MAX)
    }
}

/// Marks of what happened to the order have no sender and are not counted.
fn is_unread(message: &MessageView, me: UserId) -> bool {
    message.sender_id.is_some_and(|sender| sender != me)
        && message.read_at.is_none()
        && message.deleted_at.is_none()
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
impl Replica for MemoryReplica {
    async fn write(&self, batch: Vec<Write>) -> Result<(), ReplicaError> {
        let mut contents = self.contents.lock();
        for write in batch {
            if let (Write::Local(local), Some(keep)) = (&write, self.keep) {
                keep(local);
            }
            contents.apply(write);
        }
        Ok(())
    }

    async fn cursor(&self) -> Result<Option<i64>, ReplicaError> {
        Ok(self.contents.lock().derived.cursor)
    }

    async fn kept(&self, what: Kept) -> Result<Option<Value>, ReplicaError> {
        Ok(self.contents.lock().derived.kept.get(&what).cloned())
    }

    async fn orders(&self) -> Result<Vec<OrderView>, ReplicaError> {
        let mut orders: Vec<_> =
            self.contents.lock().derived.orders.values().map(|(order, _)| order.clone()).collect();
        orders.sort_by_key(|order| std::cmp::Reverse((order.created_at, order.id)));
        Ok(orders)
    }

    async fn order(&self, id: OrderId) -> Result<Option<OrderView>, ReplicaError> {
        Ok(self.contents.lock().derived.orders.get(&id).map(|(order, _)| order.clone()))
    }

    async fn responses(&self, of: ResponsesOf) -> Result<Vec<ResponseView>, ReplicaError> {
        let asked = |response: &&ResponseView| match of {
            ResponsesOf::Order(id) => response.order_id == id,
            ResponsesOf::Executor(id) => response.executor_id == id,
        };
        let contents = self.contents.lock();
        let responses = contents.derived.responses.values().map(|(response, _)| response);
        let mut found: Vec<_> = responses.filter(asked).cloned().collect();
        found.sort_by_key(|response| std::cmp::Reverse((response.created_at, response.id)));
        Ok(found)
    }

    async fn messages(
        &self,
        order_id: OrderId,
        limit: u32,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        let contents = self.contents.lock();
        let Some(chat) = contents.derived.chats.get(&order_id) else { return Ok(Vec::new()) };
        let newest =
            chat.messages.values().rev().take(usize::try_from(limit).unwrap_or(usize::MAX));
        let mut messages: Vec<_> = newest.cloned().collect();
        messages.reverse();
        Ok(messages)
    }

    async fn messages_between(
        &self,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        let contents = self.contents.lock();
        let Some(chat) = contents.derived.chats.get(&order_id) else { return Ok(Vec::new()) };
        if from > to {
            return Ok(Vec::new());
        }
        Ok(chat.messages.range(from..=to).map(|(_, message)| message.clone()).collect())
    }

    async fn messages_of(
        &self,
        order_id: OrderId,
        ids: Vec<MessageId>,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        let contents = self.contents.lock();
        let Some(chat) = contents.derived.chats.get(&order_id) else { return Ok(Vec::new()) };
        Ok(chat.messages.values().filter(|message| ids.contains(&message.id)).cloned().collect())
    }

    async fn chat(&self, order_id: OrderId, me: UserId) -> Result<ChatFacts, ReplicaError> {
        let contents = self.contents.lock();
        let Some(chat) = contents.derived.chats.get(&order_id) else {
            return Ok(ChatFacts::default());
        };
        let first = chat.messages.values().find(|message| is_unread(message, me));
        Ok(ChatFacts {
            first_unread: first.map(|message| message.seq),
            last: chat.messages.values().next_back().cloned(),
            lowest: chat.messages.keys().next().copied(),
            unread: chat.unread(me),
        })
    }

    async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ReplicaError> {
        let mut all: Vec<_> =
            self.contents.lock().derived.notifications.values().cloned().collect();
        all.sort_by_key(|notification| {
            std::cmp::Reverse((notification.created_at, notification.id))
        });
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }

    async fn unread(&self, me: UserId) -> Result<Unread, ReplicaError> {
        let contents = self.contents.lock();
        let all = contents.derived.notifications.values();
        let notifications = all.filter(|notification| notification.read_at.is_none()).count();
        let derived = &contents.derived;
        let has_executor = |id: &OrderId| {
            derived.orders.get(id).is_none_or(|(order, _)| order.executor_id.is_some())
        };
        let shown = derived.chats.iter().filter(|(id, _)| has_executor(id));
        Ok(Unread {
            messages: shown.map(|(_, chat)| chat.unread(me)).sum(),
            notifications: u32::try_from(notifications).unwrap_or(u32::MAX),
        })
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, ReplicaError> {
        Ok(self.contents.lock().outbox.clone())
    }

    async fn outbox_item(&self, id: OperationId) -> Result<Option<OutboxItem>, ReplicaError> {
        Ok(self.contents.lock().outbox.iter().find(|item| item.id == id).cloned())
    }

    async fn local(&self) -> Result<Option<Value>, ReplicaError> {
        Ok(self.contents.lock().local.clone())
    }

    async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ReplicaError> {
        Ok(self.contents.lock().drafts.get(&key).cloned())
    }

    async fn operation(
        &self,
        fingerprint: &str,
    ) -> Result<Option<(OperationId, Timestamp)>, ReplicaError> {
        Ok(self.contents.lock().operations.get(fingerprint).copied())
    }
}
