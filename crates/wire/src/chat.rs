//! Chat (API "Chat").

use montaj_domain::{
    chat::MessageKind,
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
