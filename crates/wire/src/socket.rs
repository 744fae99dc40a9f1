//! Frames of `/api/ws` (API "Live").

use montaj_domain::{
    ids::{MessageId, OrderId, UserId},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::{
    event::{ArrivedEvent, Event},
    problem::ErrorCode,
};

/// A frame over this closes the socket.
pub const MAX_FRAME_BYTES: usize = 64 * 1024;
/// The first frame must come within this time.
pub const HELLO_WITHIN_SECS: u64 = 10;

/// Client → server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ClientFrame {
    /// The first frame. `since` is the seq up to which this device has stored the log.
    Hello {
        token: String,
        since: i64,
    },
    SendMessage {
        id: MessageId,
        order_id: OrderId,
        content: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to_id: Option<MessageId>,
    },
    MarkRead {
        order_id: OrderId,
        up_to_seq: i64,
    },
    Typing {
        order_id: OrderId,
        on: bool,
    },
    /// This chat is on screen.
    JoinOrder {
        order_id: OrderId,
    },
    LeaveOrder {
        order_id: OrderId,
    },
    /// Events up to here are stored on this device: this is what makes ✓✓.
    Ack {
        up_to: i64,
    },
    Ping,
}

/// Server → client. `E` is [`Event`] on the server and [`ArrivedEvent`] on clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ServerFrame<E = Event> {
    /// All after `since` has been sent; from here on it is live.
    Ready {
        up_to: i64,
    },
    Event(E),
    MessageAck {
        id: MessageId,
        order_id: OrderId,
        seq: i64,
        at: Timestamp,
    },
    Typing {
        order_id: OrderId,
        user_id: UserId,
        on: bool,
    },
    Presence {
        order_id: OrderId,
        user_id: UserId,
        online: bool,
        last_seen: Option<Timestamp>,
    },
    /// `ref` is the id of the message that was refused, or the frame's type.
    Error {
        code: ErrorCode,
        title: String,
        #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
    Pong,
}

/// A server frame as a client takes it.
pub type ArrivedFrame = ServerFrame<ArrivedEvent>;

/// Close codes beyond the protocol's own.
pub mod close_code {
    /// Shutting down: connect again after the hint in the reason (seconds).
    pub const GOING_AWAY: u16 = 1001;
    /// Frames against the WebSocket's own rules (RFC 6455).
    pub const GARBLED: u16 = 1002;
    /// A text frame that is not UTF-8.
    pub const NOT_TEXT: u16 = 1007;
    pub const TOO_BIG: u16 = 1009;
    pub const POLICY: u16 = 1008;
    /// The token is not valid, or the session was ended.
    pub const UNAUTHENTICATED: u16 = 4401;
    /// The log no longer reaches back to `since`.
    pub const SYNC_RESET: u16 = 4410;
    /// Too many frames, or this device's newer socket took over.
    pub const TOO_MANY: u16 = 4429;
}
