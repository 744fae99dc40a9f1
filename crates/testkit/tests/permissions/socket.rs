//! A socket as anybody can open it: texts out, texts in, the code with which it closes.

use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use montaj_testkit::world::World;
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

const PATIENCE: Duration = Duration::from_secs(20);

/// An open socket.
#[derive(Debug)]
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    Frame(Value),
    /// With the code and the reason.
    Closed(u16, String),
}

impl Socket {
    pub async fn open(world: &World) -> Self {
        let (socket, _) = connect_async(format!("ws://{}/api/ws", world.address())).await.unwrap();
        Self(socket)
    }

    /// Says hello, and hears everything after `since` until the server is ready.
    pub async fn greeted(world: &World, token: &str, since: i64) -> (Self, Vec<Value>) {
        let mut socket = Self::open(world).await;
        socket.say(&json!({ "type": "hello", "token": token, "since": since })).await;
        let heard = socket.hear_until("ready").await;
        (socket, heard)
    }

    pub async fn say(&mut self, frame: &Value) {
        // A server that has closed says so when it is listened to.
        let _ = self.0.send(Message::text(frame.to_string())).await;
    }

    pub async fn hear(&mut self) -> Heard {
        loop {
            let heard = timeout(PATIENCE, self.0.next()).await.expect("the server says something");
            match heard {
                Some(Ok(Message::Text(text))) => {
                    return Heard::Frame(serde_json::from_str(&text).unwrap());
                }
                Some(Ok(Message::Close(Some(CloseFrame { code, reason })))) => {
                    return Heard::Closed(u16::from(code), reason.to_string());
                }
                Some(Ok(Message::Close(None)) | Err(_)) | None => {
                    return Heard::Closed(0, String::new());
                }
                Some(Ok(_)) => {}
            }
        }
    }

    /// Everything up to the first frame of that type, which is the last.
    ///
    /// # Panics
    /// The server closes before.
    pub async fn hear_until(&mut self, kind: &str) -> Vec<Value> {
        let mut heard = Vec::new();
        loop {
            match self.hear().await {
                Heard::Frame(frame) => {
                    let is_last = frame["type"] == kind;
                    heard.push(frame);
                    if is_last {
                        return heard;
                    }
                }
                closed @ Heard::Closed(..) => panic!("waited for {kind}, but {closed:?}"),
            }
        }
    }
}
