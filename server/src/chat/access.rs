//! Who may use a chat (PRODUCT 5.1): the order's customer and the executor assigned now.

use montaj_domain::{
    ids::{OrderId, UserId},
    policy::{OrderFacts, Viewer},
};
use montaj_store::{
    Tx,
    messages::Message,
    orders::{self, ChatHost},
};
use montaj_wire::problem::ErrorCode;

use crate::http::{caller::Caller, error::ApiError};

/// The right to a chat, with what of it this person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatAccess {
    pub order_id: OrderId,
    pub user_id: UserId,
    /// The other side.
    pub other_id: UserId,
    /// The person sees messages with a greater seq: an executor selected after another had
    /// refused starts with an empty view.
    pub sees_after_seq: i64,
    may_write: bool,
}

impl ChatAccess {
    /// The right of `caller` to the chat of the order. For everybody else there is no such chat.
    pub async fn of(tx: &mut Tx, order_id: OrderId, caller: &Caller) -> Result<Self, ApiError> {
        let host = orders::find_chat(tx, order_id).await?.ok_or_else(ApiError::not_found)?;
        Self::to(&host, caller)
    }

    /// The same to the chat of an order that is locked, for writing.
    pub fn to(host: &ChatHost, caller: &Caller) -> Result<Self, ApiError> {
        let facts = OrderFacts { customer_id: host.customer_id, state: host.state };
        let viewer =
            Viewer { id: caller.user_id, role: caller.role, status: caller.status, response: None };
        let assignment = host.state.assignment().ok_or_else(ApiError::not_found)?;
        if !facts.opens_chat_to(&viewer) {
            return Err(ApiError::not_found());
        }
        let is_customer = facts.is_customer(&viewer);
        Ok(Self {
            order_id: host.id,
            user_id: caller.user_id,
            other_id: if is_customer { assignment.executor_id } else { host.customer_id },
            sees_after_seq: if is_customer { 0 } else { host.executor_sees_after_seq },
            may_write: facts.may_write(&viewer),
        })
    }

    /// Whether the message stands in the part of the chat that the person sees.
    pub fn sees(&self, message: &Message) -> bool {
        message.order_id == self.order_id && message.seq > self.sees_after_seq
    }

    pub const fn may_write(&self) -> bool {
        self.may_write
    }

    /// PRODUCT 5.1: writing needs an order in progress.
    pub fn require_writing(&self) -> Result<(), ApiError> {
        if self.may_write { Ok(()) } else { Err(ApiError::new(ErrorCode::ChatReadOnly)) }
    }
}

/// The right to say how far a chat was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingAccess {
    /// The other side, while there is one.
    pub other_id: Option<UserId>,
    pub sees_after_seq: i64,
}

impl ReadingAccess {
    /// The right of `caller` to mark what they have read. Where nothing was ever said there is no
    /// chat, for the customer neither.
    pub fn to(host: &ChatHost, last_seq: i64, caller: &Caller) -> Result<Self, ApiError> {
        let facts = OrderFacts { customer_id: host.customer_id, state: host.state };
        let viewer =
            Viewer { id: caller.user_id, role: caller.role, status: caller.status, response: None };
        if !facts.may_mark_read(&viewer) || last_seq == 0 {
            return Err(ApiError::not_found());
        }
        let (other_id, sees_after_seq) = if facts.is_customer(&viewer) {
            (host.state.assignment().map(|assignment| assignment.executor_id), 0)
        } else {
            (Some(host.customer_id), host.executor_sees_after_seq)
        };
        Ok(Self { other_id, sees_after_seq })
    }
}

/// The seq after which a side of the order sees its chat: the customer all of it, an executor what
/// came from their own selection on (PRODUCT 5.1).
pub fn sees_after_seq(stored: &orders::StoredOrder, user_id: UserId) -> i64 {
    if stored.order.customer_id == user_id { 0 } else { stored.executor_sees_after_seq }
}
