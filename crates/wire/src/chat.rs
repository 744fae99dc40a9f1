//! Chat (API "Chat").

use montaj_domain::{
    chat::{MessageFacts, MessageKind},
    ids::{MessageId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST /api/chat/{orderId}/messages`: the id is made on the sender's device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SendMessage {
    pub id: MessageId,
    pub content: String,
    /// The earlier message of this chat that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to_id: Option<MessageId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessageView {
    pub id: MessageId,
    pub order_id: OrderId,
    /// 1, 2, 3 … within the order, no gaps.
    pub seq: i64,
    pub kind: MessageKind,
    /// `null` for the marks of what happened to the order.
    pub sender_id: Option<UserId>,
    pub content: String,
    /// The earlier message of this chat that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to_id: Option<MessageId>,
    pub created_at: Timestamp,
    pub delivered_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Then nothing is left of its text.
    #[serde(default)]
    pub deleted_at: Option<Timestamp>,
}

impl MessageView {
    /// What decides over its changes.
    pub const fn facts(&self) -> MessageFacts {
        MessageFacts {
            sender_id: self.sender_id,
            created_at: self.created_at,
            deleted_at: self.deleted_at,
        }
    }

    /// Whether it says something, and nobody took it back.
    pub fn is_text(&self) -> bool {
        self.kind == MessageKind::Text && self.deleted_at.is_none()
    }
}

/// `PATCH /api/chat/{orderId}/messages/{id}`: another text for one's own message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EditMessage {
    pub content: String,
}

/// The query of `GET /api/chat/{orderId}/messages/search`. A page may hold less than there is
/// room for, or nothing, and still name where to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct SearchQuery {
    /// What is looked for: in any case, ё as е.
    pub q: String,
    #[serde(default)]
    pub cursor: Option<String>,
    #[serde(default)]
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageAnswer {
    pub message: MessageView,
}

/// The query of `GET /api/chat/{orderId}/messages`: the page before `before`, newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(default)]
pub struct MessagesQuery {
    pub before: Option<i64>,
    pub limit: Option<u32>,
}

/// `POST /api/chat/{orderId}/mark-read`; without a seq, all there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct MarkRead {
    pub up_to_seq: Option<i64>,
}
