//! The socket: text frames both ways, on either host.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::Socket;
#[cfg(target_arch = "wasm32")]
pub(crate) use web::Socket;

/// The socket did not open or does not take a frame.
#[derive(Debug, thiserror::Error)]
#[error("the socket failed: {0}")]
pub(crate) struct SocketError(pub(crate) String);

/// What comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Incoming {
    Text(String),
    /// A sign of life without content.
    Other,
    /// The end; the code is missing when the connection broke.
    Closed {
        code: Option<u16>,
        reason: String,
    },
}
