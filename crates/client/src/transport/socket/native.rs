//! The socket by tokio-tungstenite.

use futures::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

use super::{Incoming, SocketError};

/// Larger than any frame of ours: a server that sends more is not ours.
const MOST_BYTES: usize = 1024 * 1024;

pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub(crate) async fn open(url: &str) -> Result<Self, SocketError> {
        let config = WebSocketConfig::default()
            .read_buffer_size(16 * 1024)
            .max_message_size(Some(MOST_BYTES))
            .max_frame_size(Some(MOST_BYTES));
        let opened = connect_async_with_config(url, Some(config), true).await;
        let (socket, _) = opened.map_err(|error| SocketError(error.to_string()))?;
        Ok(Self(socket))
    }

    pub(crate) async fn send(&mut self, text: String) -> Result<(), SocketError> {
        let sent = self.0.send(Message::text(text)).await;
        sent.map_err(|error| SocketError(error.to_string()))
    }

    /// May be dropped and called again: nothing is lost.
    pub(crate) async fn next(&mut self) -> Incoming {
        match self.0.next().await {
            Some(Ok(Message::Text(text))) => Incoming::Text(text.as_str().to_owned()),
            Some(Ok(Message::Close(frame))) => {
                let code = frame.as_ref().map(|frame| frame.code.into());
                let reason = frame.map(|frame| frame.reason.as_str().to_owned());
                Incoming::Closed { code, reason: reason.unwrap_or_default() }
            }
            Some(Ok(_)) => Incoming::Other,
            Some(Err(error)) => Incoming::Closed { code: None, reason: error.to_string() },
            None => Incoming::Closed { code: None, reason: String::new() },
        }
    }

    pub(crate) async fn close(mut self) {
        // The other side may be gone: then there is nobody to say goodbye to.
        drop(self.0.close(None).await);
    }
}
