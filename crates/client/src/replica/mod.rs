//! The replica: what this device keeps of the person's data, so that reading needs no network.
//!
//! All but the outbox, the drafts and the ids of unfinished operations is derived from the server
//! and can be thrown away ([`Write::ForgetDerived`]). Changes are data ([`Write`]), written many at
//! a time in one transaction; one contract suite runs on every home of it.

#[cfg(test)]
mod contract;
mod memory;
#[cfg(feature = "native")]
mod sqlite;

pub use memory::MemoryReplica;
#[cfg(feature = "native")]
pub use sqlite::SqliteReplica;

use montaj_domain::{
    ids::{MessageId, NotificationId, OperationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, event::MessagesReached, notification::NotificationView, order::OrderView,
    response::ResponseView,
};
use serde_json::Value;

use crate::{
    outbox::{Action, OutboxItem, OutboxState},
    views::{DraftKey, Unread},
};

/// The device's store failed; nothing of the batch was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplicaError {
    #[error("the replica failed: {0}")]
    Failed(String),
    /// What is stored makes no sense. What came from the server can be fetched anew.
    #[error("the replica is damaged: {0}")]
    Damaged(String),
}

impl ReplicaError {
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

/// How fresh a view from the server is, against the person's event log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It came as the event with this seq: it replaces whatever is here.
    Event(i64),
    /// It was asked for when the log was stored up to this seq: an event that arrived while the
    /// answer travelled is newer than the answer, and stays.
    Answer(i64),
}

impl Basis {
    pub const fn seq(self) -> i64 {
        match self {
            Self::Event(seq) | Self::Answer(seq) => seq,
        }
    }
}

/// Single values kept from the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// The person signed in, as a `UserView`.
    User,
    /// Whose outbox and drafts these are, as a `UserId`; stays when a session is ended.
    Owner,
    /// The platform's public settings.
    Settings,
    /// The first page of the feed as it was shown last.
    Feed,
    /// What the person wants to be told of, as the server said it last.
    NotificationSettings,
}

impl Kept {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Owner => "owner",
            Self::Settings => "settings",
            Self::Feed => "feed",
            Self::NotificationSettings => "notification_settings",
        }
    }
}

/// One change of the replica.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// The person's log is stored here up to this seq.
    Cursor(i64),
    Keep(Kept, Value),
    Order(Box<OrderView>, Basis),
    DropOrder(OrderId),
    Response(Box<ResponseView>, Basis),
    /// Ticks that are here already stay, and so does a later change: neither goes back.
    Message(MessageView),
    /// A message has another text, or none; one that is not here stays away.
    Updated(MessageView),
    /// One's own message as the server answered it. It stays only behind earlier ones of its chat:
    /// the answer may come after the chat was lost (PRODUCT 5.1), or after a snapshot that began
    /// later, and alone it would hide that there is something between.
    Sent(MessageView),
    /// The person has got the other's messages up to a seq.
    Delivered(MessagesReached),
    /// The person has read the other's messages up to a seq.
    Read(MessagesReached),
    /// Everything of a chat goes (PRODUCT 5.1: an executor who refused loses it).
    DropChat(OrderId),
    Notification(NotificationView),
    DropNotification(NotificationId),
    /// These notifications were read at `at`, or all that were made up to then.
    NotificationsRead {
        ids: Option<Vec<NotificationId>>,
        at: Timestamp,
    },
    /// Into the outbox, at the end of its lane.
    Enqueue(OutboxItem),
    /// Another action in the place of this one, which then goes as if it were new; stays as it is
    /// if it may have had its effect already ([`OutboxItem::is_without_effect`]).
    Amend {
        id: OperationId,
        action: Action,
    },
    SetOutbox {
        id: OperationId,
        state: OutboxState,
        attempts: u32,
    },
    /// Out of the outbox: done, or needless.
    Dequeue(OperationId),
    /// Out of the outbox because the person gives it up; stays if it may have had its effect
    /// already ([`OutboxItem::is_without_effect`]).
    Withdraw(OperationId),
    /// `None` removes it.
    Draft(DraftKey, Option<Value>),
    /// An operation is about to be sent under this id.
    BeginOperation {
        fingerprint: String,
        id: OperationId,
        at: Timestamp,
    },
    EndOperation {
        fingerprint: String,
    },
    /// The settings of this device: no forgetting takes them.
    Local(Value),
    /// Everything derived goes; outbox, drafts and unfinished operations stay.
    ForgetDerived,
    /// Everything goes but the settings of the device: another person signs in here.
    ForgetAll,
}

/// What two copies of a message come to: neither ticks nor changes go back.
pub(crate) fn joined(known: &MessageView, arrived: MessageView) -> MessageView {
    let version = |message: &MessageView| (message.deleted_at.is_some(), message.edited_at);
    let is_older = version(&arrived) < version(known);
    let delivered_at = known.delivered_at.or(arrived.delivered_at);
    let read_at = known.read_at.or(arrived.read_at);
    let edited_at = known.edited_at.max(arrived.edited_at);
    let deleted_at = known.deleted_at.or(arrived.deleted_at);
    let newer = if is_older { known.clone() } else { arrived };
    MessageView { delivered_at, read_at, edited_at, deleted_at, ..newer }
}

/// What the list of chats needs to know of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChatFacts {
    pub last: Option<MessageView>,
    /// The lowest seq that is here.
    pub lowest: Option<i64>,
    /// The other's messages that this person has not read; what was deleted meanwhile is not
    /// there to be read.
    pub unread: u32,
    /// The lowest seq among them.
    pub first_unread: Option<i64>,
}

/// Whose responses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponsesOf {
    Order(OrderId),
    Executor(UserId),
}

/// A home of the replica.
#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
pub trait Replica: std::fmt::Debug + Send + Sync {
    /// Writes all of it or nothing.
    async fn write(&self, batch: Vec<Write>) -> Result<(), ReplicaError>;

    /// Up to which seq the log is stored; `None` before the first snapshot.
    async fn cursor(&self) -> Result<Option<i64>, ReplicaError>;
    async fn kept(&self, what: Kept) -> Result<Option<Value>, ReplicaError>;
    /// The newest first.
    async fn orders(&self) -> Result<Vec<OrderView>, ReplicaError>;
    async fn order(&self, id: OrderId) -> Result<Option<OrderView>, ReplicaError>;
    /// The newest first.
    async fn responses(&self, of: ResponsesOf) -> Result<Vec<ResponseView>, ReplicaError>;
    /// The newest `limit`, oldest first.
    async fn messages(
        &self,
        order_id: OrderId,
        limit: u32,
    ) -> Result<Vec<MessageView>, ReplicaError>;
    /// Those with `from <= seq <= to`, oldest first.
    async fn messages_between(
        &self,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Result<Vec<MessageView>, ReplicaError>;
    /// Those of the messages that are here.
    async fn messages_of(
        &self,
        order_id: OrderId,
        ids: Vec<MessageId>,
    ) -> Result<Vec<MessageView>, ReplicaError>;
    /// `me` is the reader whose unread messages are counted.
    async fn chat(&self, order_id: OrderId, me: UserId) -> Result<ChatFacts, ReplicaError>;
    /// The newest `limit`, newest first.
    async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ReplicaError>;
    /// Counts no messages of an order that waits for another choice: its chat is not shown.
    async fn unread(&self, me: UserId) -> Result<Unread, ReplicaError>;
    /// All that waits, in the order in which it was put in.
    async fn outbox(&self) -> Result<Vec<OutboxItem>, ReplicaError>;
    async fn outbox_item(&self, id: OperationId) -> Result<Option<OutboxItem>, ReplicaError>;
    /// The settings of this device.
    async fn local(&self) -> Result<Option<Value>, ReplicaError>;
    async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ReplicaError>;
    /// The id under which this operation was begun and when.
    async fn operation(
        &self,
        fingerprint: &str,
    ) -> Result<Option<(OperationId, Timestamp)>, ReplicaError>;
}
