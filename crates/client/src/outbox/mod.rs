//! The outbox: what a person did that the server does not know yet (PRODUCT 5.4).
//!
//! A lane per order, first in, first out. An item is saved before it is sent and leaves when the
//! server has answered; ids made on this device make a repetition the same operation.
//!
//! What the server refused stands aside. Words go on past it; steps of the work rest on the steps
//! before them, so behind a refused step they are held until the person decides about that one.

mod deliver;
mod enqueue;
mod plan;
mod run;
mod step;

pub(crate) use plan::{is_held, rests_on};
pub(crate) use run::run;
pub use step::Step;

use montaj_domain::{
    ids::{MessageId, NotificationId, OperationId, OrderId},
    timestamp::Timestamp,
};
use montaj_wire::{notification::EditNotificationSettings, problem::Problem};
use serde::{Deserialize, Serialize};

/// Items of one lane go out one after the other, lanes side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "lane", content = "order", rename_all = "snake_case")]
pub enum Lane {
    Order(OrderId),
    Notifications,
}

/// What is to be done on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    SendMessage {
        id: MessageId,
        content: String,
        /// The message it answers.
        #[serde(default)]
        reply_to_id: Option<MessageId>,
    },
    EditMessage {
        id: MessageId,
        content: String,
    },
    DeleteMessage {
        id: MessageId,
    },
    MarkRead {
        up_to_seq: i64,
    },
    MarkNotificationRead {
        id: NotificationId,
    },
    /// All that are here. Those that come later, while this waits, are not meant.
    MarkAllNotificationsRead {
        /// When the newest of them was made; an older build did not say.
        #[serde(default)]
        up_to: Option<Timestamp>,
    },
    DeleteNotification {
        id: NotificationId,
    },
    EditNotificationSettings(EditNotificationSettings),
    MuteChat {
        order_id: OrderId,
        until: Option<Timestamp>,
    },
    UnmuteChat {
        order_id: OrderId,
    },
    /// A step of the work by the assigned executor.
    Step(Step),
}

impl Action {
    /// Whether the person asked for it and has to hear when it is refused. A mark of reading
    /// follows from looking; what can no longer be read needs none.
    pub const fn is_deliberate(&self) -> bool {
        self.is_about_a_message() || matches!(self, Self::Step(_))
    }

    /// Whether it is something said, or what became of that.
    pub const fn is_about_a_message(&self) -> bool {
        matches!(
            self,
            Self::SendMessage { .. } | Self::EditMessage { .. } | Self::DeleteMessage { .. }
        )
    }

    /// The message that it changes.
    pub const fn changed_message(&self) -> Option<MessageId> {
        match self {
            Self::EditMessage { id, .. } | Self::DeleteMessage { id } => Some(*id),
            _ => None,
        }
    }

    /// The chat that is muted or not from then on.
    const fn muted_chat(&self) -> Option<OrderId> {
        match self {
            Self::MuteChat { order_id, .. } | Self::UnmuteChat { order_id } => Some(*order_id),
            _ => None,
        }
    }

    /// Whether the settings of notifications hang on it.
    pub(crate) const fn is_of_settings(&self) -> bool {
        matches!(self, Self::EditNotificationSettings(_)) || self.muted_chat().is_some()
    }

    /// Whether a later one of the same kind in the same lane makes this one needless.
    pub fn is_replaced_by(&self, later: &Self) -> bool {
        if let (Some(chat), Some(other)) = (self.muted_chat(), later.muted_chat()) {
            return chat == other;
        }
        let changed = self.changed_message();
        (changed.is_some() && changed == later.changed_message())
            || matches!(
                (self, later),
                (Self::MarkRead { .. }, Self::MarkRead { .. })
                    | (
                        Self::MarkAllNotificationsRead { .. },
                        Self::MarkAllNotificationsRead { .. }
                    )
            )
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "reason", rename_all = "snake_case")]
pub enum OutboxState {
    Queued,
    /// Left once already, with no answer yet; after a restart it is sent again.
    Sending,
    /// The server refused; the person retries, edits or discards it.
    Wedged(Box<Problem>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    pub id: OperationId,
    pub lane: Lane,
    pub action: Action,
    pub state: OutboxState,
    /// Counted before each sending.
    pub attempts: u32,
    pub created_at: Timestamp,
}

impl OutboxItem {
    pub const fn refusal(&self) -> Option<&Problem> {
        match &self.state {
            OutboxState::Wedged(problem) => Some(problem),
            OutboxState::Queued | OutboxState::Sending => None,
        }
    }

    /// Whether it certainly has had no effect on the server: it never left, or was refused. Only
    /// then can it be taken back.
    pub const fn is_without_effect(&self) -> bool {
        match self.state {
            OutboxState::Wedged(_) => true,
            OutboxState::Queued => self.attempts == 0,
            OutboxState::Sending => false,
        }
    }

    /// The id of a message's item: the message's own, so that either finds the other.
    pub const fn id_of_message(id: MessageId) -> OperationId {
        OperationId::from_uuid(id.as_uuid())
    }
}
