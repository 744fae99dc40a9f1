//! The browser's socket.

use std::{future::poll_fn, pin::Pin};

use futures::{Sink as _, SinkExt as _, StreamExt as _};
use gloo::net::websocket::{Message, State, WebSocketError, futures::WebSocket};

use super::{Incoming, SocketError};

pub(crate) struct Socket(WebSocket);

impl Socket {
    pub(crate) async fn open(url: &str) -> Result<Self, SocketError> {
        let socket = WebSocket::open(url).map_err(|error| SocketError(error.to_string()))?;
        let mut socket = Self(socket);
        // Ready is what it calls itself once it no longer connects, opened or failed.
        let decided = poll_fn(|context| Pin::new(&mut socket.0).poll_ready(context));
        decided.await.map_err(|error| SocketError(error.to_string()))?;
        match socket.0.state() {
            State::Open => Ok(socket),
            _ => Err(SocketError("it did not open".to_owned())),
        }
    }

    pub(crate) async fn send(&mut self, text: String) -> Result<(), SocketError> {
        let sent = self.0.send(Message::Text(text)).await;
        sent.map_err(|error| SocketError(error.to_string()))
    }

    /// May be dropped and called again: nothing is lost.
    pub(crate) async fn next(&mut self) -> Incoming {
        match self.0.next().await {
            Some(Ok(Message::Text(text))) => Incoming::Text(text),
            Some(Ok(Message::Bytes(_))) => Incoming::Other,
            Some(Err(WebSocketError::ConnectionClose(event))) => {
                Incoming::Closed { code: Some(event.code), reason: event.reason }
            }
            Some(Err(error)) => Incoming::Closed { code: None, reason: error.to_string() },
            None => Incoming::Closed { code: None, reason: String::new() },
        }
    }

    pub(crate) async fn close(self) {
        // Closing twice is all that can go wrong.
        drop(self.0.close(None, None));
    }
}
