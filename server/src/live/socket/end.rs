//! How a socket ends, and the close code that tells the client why.

use std::{borrow::Cow, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use montaj_wire::socket::close_code;

use crate::{http::error::ApiError, live::Goodbye};

const CLOSE_WITHIN: Duration = Duration::from_secs(5);
/// Whoever was shut out is gone within a second, whether they take the good-bye or not.
const SHUT_OUT_WITHIN: Duration = Duration::from_millis(500);

/// Why the conversation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The client closed, or its connection is gone.
    Left,
    /// Nothing was heard or could be sent for too long.
    Silent,
    Unauthenticated,
    /// The session was ended, or the account blocked, while the socket was open.
    SessionEnded,
    SyncReset,
    /// What came is not the protocol.
    Violation(&'static str),
    TooBig,
    /// A text frame held no UTF-8.
    NotText,
    /// Frames against the WebSocket's own rules.
    Garbled,
    TooMany,
    /// The person opens sockets faster than they may.
    Storm {
        retry_after_secs: i64,
    },
    /// The server is stopping.
    GoingAway,
    Failed,
}

impl End {
    fn code(self) -> Option<(u16, Cow<'static, str>)> {
        let (code, reason) = match self {
            Self::Left => return None,
            Self::Storm { retry_after_secs } => {
                let reason = format!("retry_after={retry_after_secs}");
                return Some((close_code::TOO_MANY, reason.into()));
            }
            Self::Silent => (close_code::GOING_AWAY, "silent"),
            Self::Unauthenticated => (close_code::UNAUTHENTICATED, "unauthenticated"),
            Self::SessionEnded => (close_code::UNAUTHENTICATED, "session_ended"),
            Self::SyncReset => (close_code::SYNC_RESET, "sync_reset"),
            Self::Violation(what) => (close_code::POLICY, what),
            Self::TooBig => (close_code::TOO_BIG, "too_big"),
            Self::NotText => (close_code::NOT_TEXT, "not_text"),
            Self::Garbled => (close_code::GARBLED, "protocol_error"),
            Self::TooMany => (close_code::TOO_MANY, "too_many"),
            // The reason is a hint in seconds, spread by the client itself.
            Self::GoingAway => (close_code::GOING_AWAY, "retry_after=1"),
            Self::Failed => (1011, "internal"),
        };
        Some((code, reason.into()))
    }

    /// How long the device may take to close too.
    const fn close_within(self) -> Duration {
        match self {
            Self::SessionEnded | Self::Storm { .. } => SHUT_OUT_WITHIN,
            _ => CLOSE_WITHIN,
        }
    }
}

impl From<Goodbye> for End {
    fn from(goodbye: Goodbye) -> Self {
        match goodbye {
            Goodbye::SessionEnded => Self::SessionEnded,
            Goodbye::TooMany => Self::TooMany,
        }
    }
}

impl From<axum::Error> for End {
    fn from(error: axum::Error) -> Self {
        // The library tells what was wrong by its text only.
        let text = error.to_string();
        match () {
            () if text.contains("too long") => Self::TooBig,
            () if text.contains("UTF-8") => Self::NotText,
            () if text.contains("WebSocket protocol error") && !text.contains("reset") => {
                Self::Garbled
            }
            () => Self::Left,
        }
    }
}

impl From<ApiError> for End {
    fn from(error: ApiError) -> Self {
        tracing::error!(%error, "a socket failed");
        Self::Failed
    }
}

impl From<montaj_store::StoreError> for End {
    fn from(error: montaj_store::StoreError) -> Self {
        ApiError::from(error).into()
    }
}

/// Says why, and closes. Reads on until the client has closed too: a connection that is dropped
/// with frames unread takes the close frame with it.
pub async fn close(socket: &mut WebSocket, end: End) {
    let Some((code, reason)) = end.code() else { return };
    let frame = Message::Close(Some(CloseFrame { code, reason: reason.as_ref().into() }));
    let goodbye = async {
        if socket.send(frame).await.is_ok() {
            while let Some(Ok(_)) = socket.recv().await {}
        }
    };
    // A client that does not close in time is gone anyway.
    let _ = tokio::time::timeout(end.close_within(), goodbye).await;
}
