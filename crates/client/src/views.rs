//! What the engine tells an interface, beyond the views that travel from the server.
//!
//! Enums stand by their variant's name (`{"signed_in": {…}}`): a tag inside would make serde keep
//! a second copy of the code that reads each view, and a browser would load it.

use montaj_domain::{
    ids::{MessageId, OperationId, OrderId},
    order::WorkStep,
    timestamp::Timestamp,
};
use montaj_wire::{
    account::UserView,
    chat::MessageView,
    notification::NotificationView,
    order::{OrderView, PartyView},
    problem::Problem,
};
use serde::{Deserialize, Serialize};

use crate::secrets::SecretsHome;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Nobody is signed in; `ended` says that the server ended the session.
    SignedOut { ended: bool },
    SignedIn {
        user: Box<UserView>,
        /// What keeps the session, and whether it survives a restart of the app.
        kept: SecretsHome,
    },
}

/// How this device reaches the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    pub link: Link,
    /// How many operations wait to go out, marks of reading included.
    pub queued: u32,
    /// How many of them are messages, and how many steps of the work.
    pub messages: u32,
    pub steps: u32,
    /// How many of the person's messages and steps the server refused.
    pub refused: u32,
    /// The order of the first that was refused.
    pub refused_in: Option<OrderId>,
}

impl Connection {
    /// How much of what the person did is on this device alone.
    pub const fn unsent(&self) -> u32 {
        self.messages.saturating_add(self.steps).saturating_add(self.refused)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// By socket: changes arrive at once.
    Live,
    /// The socket is blocked; REST carries everything.
    Polling,
    Connecting,
    Offline,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    pub messages: u32,
    pub notifications: u32,
}

/// A line of the list of chats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatSummary {
    pub order: OrderView,
    pub other: PartyView,
    pub last_message: Option<MessageView>,
    /// One's own newest message that has not been sent yet.
    pub waiting: Option<Waiting>,
    pub unread: u32,
    /// Whether the other side is writing.
    pub typing: bool,
}

/// A message in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub id: MessageId,
    pub content: String,
    pub reply_to_id: Option<MessageId>,
    pub created_at: Timestamp,
    /// Why the server did not take it.
    pub refused: Option<Box<Problem>>,
}

/// What looking for words in a chat came to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChatSearch {
    /// The newest first.
    pub hits: Vec<MessageView>,
    /// Whether there may be more further back.
    pub has_more: bool,
    /// Whether only what is on this device was looked through.
    pub here_only: bool,
}

/// An open chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatView {
    pub order: OrderView,
    pub other: PartyView,
    /// Oldest first.
    pub lines: Vec<ChatLine>,
    /// What the lines answer and is not among them, as far as it is here.
    pub quoted: Vec<MessageView>,
    /// Whether there may be messages before the first line.
    pub has_older: bool,
    /// Whether there are messages after the last line.
    pub has_newer: bool,
    pub can_write: bool,
    pub unread: u32,
    /// The seq of the first of them.
    pub first_unread: Option<i64>,
    pub presence: Presence,
    pub typing: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    pub online: bool,
    pub last_seen: Option<Timestamp>,
}

/// A message in the chat, confirmed by the server or still on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatLine {
    Message {
        message: MessageView,
        /// Whether this person wrote it.
        mine: bool,
        /// Ticks; only for one's own.
        delivery: Option<DeliveryMark>,
        /// What this person made of it that the server does not know yet, or refused.
        change: Option<Box<LineChange>>,
    },
    /// In the outbox: clock, or refused with the reason.
    Queued {
        id: MessageId,
        content: String,
        reply_to_id: Option<MessageId>,
        created_at: Timestamp,
        refused: Option<Box<Problem>>,
        /// It may have left already, so that its change has to follow it.
        change: Option<Box<LineChange>>,
    },
}

/// Another text for a message, or none, in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    pub id: OperationId,
    pub what: ChangeWhat,
    /// Why the server did not take it.
    pub refused: Option<Box<Problem>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeWhat {
    Edit { content: String },
    Delete,
}

/// How far one's own message has got: ✓, ✓✓, coloured ✓✓ (PRODUCT 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMark {
    Sent,
    Delivered,
    Read,
}

impl DeliveryMark {
    /// The tick of a message the server has.
    pub fn of(message: &MessageView) -> Self {
        match (message.read_at, message.delivered_at) {
            (Some(_), _) => Self::Read,
            (None, Some(_)) => Self::Delivered,
            (None, None) => Self::Sent,
        }
    }
}

/// What the person looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    /// The chat on screen, if it is one.
    pub chat: Option<OrderId>,
    /// The order page on screen, if it is one.
    pub order: Option<OrderId>,
    /// Whether the list of notifications is on screen.
    pub notifications: bool,
    /// Whether the window has the focus.
    pub focused: bool,
}

impl Screen {
    /// Whether the person looks at this order or its chat right now.
    pub fn shows(&self, order_id: OrderId) -> bool {
        self.focused && [self.chat, self.order].contains(&Some(order_id))
    }
}

/// Which form a draft belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "form", content = "order", rename_all = "snake_case")]
pub enum DraftKey {
    NewOrder,
    /// What an executor looks for in the feed.
    Feed,
    Chat(OrderId),
    Response(OrderId),
}

/// Something an interface shows has changed; it reads again what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Session,
    Connection,
    /// One order, its responses included.
    Order {
        order_id: OrderId,
    },
    /// Messages, ticks, typing or presence of one chat, or its place in the list.
    Chat {
        order_id: OrderId,
    },
    Notifications,
    /// A new matching order was published: an open feed may show it.
    Feed,
    /// What the person wants to be told of.
    NotificationSettings,
    /// The settings of this device.
    LocalSettings,
    /// Everything: the replica was rebuilt, or the listener fell behind.
    All,
}

/// A native notification to raise (PRODUCT 8); the engine has decided that it should be seen, and
/// [`crate::words::Dictionary::popup`] says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Popup {
    pub about: PopupAbout,
    /// The page a click opens: `/orders/<id>` or `/orders/<id>/chat`.
    pub route: String,
    /// A later one with the same tag takes the place of this one: the messages of a chat.
    pub tag: String,
}

/// What a pop-up tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PopupAbout {
    /// New messages in one chat.
    Chat {
        /// By name, where it is known here.
        sender: Option<String>,
        /// The text of the last.
        last: String,
        count: u32,
    },
    Notification(Box<NotificationView>),
    /// One word on many things.
    Summary {
        of: Stretch,
        missed: Missed,
    },
    /// A step that the server refused when the person had gone on to other things.
    Refusal {
        step: WorkStep,
        problem: Box<Problem>,
    },
}

/// The time that a summary is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    Absence,
    QuietHours,
}

/// What a summary counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missed {
    pub messages: u32,
    /// In how many chats those are.
    pub chats: u32,
    pub responses: u32,
    pub orders: u32,
    /// All the other notifications.
    pub others: u32,
}
