//! A device on the socket: raw frames, no replica behind it.

use std::{borrow::Cow, net::SocketAddr};

use anyhow::{Context, bail};
use futures::{SinkExt as _, StreamExt as _};
use montaj_wire::socket::ClientFrame;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, Utf8Bytes, protocol::WebSocketConfig},
};

/// A socket after its `ready`.
#[derive(Debug)]
pub struct Device {
    socket: WebSocketStream<TcpStream>,
    /// The log is here up to this seq, and acknowledged up to that one.
    pub stored: i64,
    pub acked: i64,
}

/// As much of a frame as the generator looks at.
#[derive(Debug, Deserialize)]
struct Frame<'a> {
    r#type: &'a str,
    #[serde(default)]
    seq: i64,
    #[serde(default)]
    kind: &'a str,
    #[serde(default)]
    id: Option<&'a str>,
    #[serde(default, borrow)]
    payload: Option<Subject<'a>>,
    #[serde(default, borrow)]
    title: Option<Cow<'a, str>>,
}

#[derive(Debug, Deserialize)]
struct Subject<'a> {
    #[serde(default)]
    id: Option<&'a str>,
}

/// What a frame told.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// The server has the message.
    Acked(String),
    /// A message is here.
    Message(String),
    /// Another entry of the log.
    Event,
    Ready,
    Other,
}

impl Device {
    /// Connects, says hello and waits until it is live.
    pub async fn connect(address: SocketAddr, token: String, since: i64) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
        let url = format!("ws://{address}/api/ws");
        let (socket, _) =
            tokio_tungstenite::client_async_with_config(url, stream, Some(config)).await?;
        let mut device = Self { socket, stored: since, acked: since };
        device.say(&ClientFrame::Hello { token, since }).await?;
        while device.hear().await? != Heard::Ready {}
        Ok(device)
    }

    pub async fn say(&mut self, frame: &ClientFrame) -> anyhow::Result<()> {
        let text = serde_json::to_string(frame)?;
        Ok(self.socket.send(Message::Text(text.into())).await?)
    }

    /// The next frame. Cancelling it loses nothing.
    pub async fn hear(&mut self) -> anyhow::Result<Heard> {
        loop {
            let message = self.socket.next().await.context("the server closed the socket")??;
            if let Some(heard) = self.understand(message)? {
                return Ok(heard);
            }
        }
    }

    /// Says what is stored, as a device does after it has written it down.
    pub async fn acknowledge(&mut self) -> anyhow::Result<()> {
        if self.stored > self.acked {
            self.acked = self.stored;
            self.say(&ClientFrame::Ack { up_to: self.stored }).await?;
        }
        Ok(())
    }

    fn understand(&mut self, message: Message) -> anyhow::Result<Option<Heard>> {
        match message {
            Message::Text(text) => self.understand_text(&text).map(Some),
            Message::Close(frame) => bail!("the server closed the socket: {frame:?}"),
            _ => Ok(None),
        }
    }

    fn understand_text(&mut self, text: &Utf8Bytes) -> anyhow::Result<Heard> {
        let frame: Frame<'_> = serde_json::from_str(text).with_context(|| text.to_string())?;
        let own = |id: Option<&str>| id.map(str::to_owned).context("a frame without an id");
        Ok(match frame.r#type {
            "message-ack" => Heard::Acked(own(frame.id)?),
            "event" => {
                if frame.seq != self.stored + 1 {
                    bail!("the log jumps from {} to {}", self.stored, frame.seq);
                }
                self.stored = frame.seq;
                if frame.kind == "message.created" {
                    Heard::Message(own(frame.payload.and_then(|message| message.id))?)
                } else {
                    Heard::Event
                }
            }
            "ready" => Heard::Ready,
            "error" => bail!("the server refused: {}", frame.title.unwrap_or_default()),
            _ => Heard::Other,
        })
    }
}
