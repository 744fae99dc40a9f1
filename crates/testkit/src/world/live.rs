//! An actor's open socket: says frames, waits for frames.

use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use montaj_wire::{
    event::{ArrivedEvent, Event},
    socket::{ArrivedFrame, ClientFrame, ServerFrame},
};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

use super::Actor;

const PATIENCE: Duration = Duration::from_secs(20);

/// A socket that has said hello. Dropping it is what a lost network looks like.
#[derive(Debug)]
pub struct Live {
    name: String,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What came while something else was awaited, in order.
    skipped: Vec<ArrivedFrame>,
}

impl Actor {
    /// Opens the socket, says hello and waits until the log after `since` has come.
    /// The events among it are kept for [`Live::wait_for`].
    pub async fn go_live(&self, since: i64) -> Live {
        let mut live = self.open_socket().await;
        live.say(&ClientFrame::Hello { token: self.access_token(), since }).await;
        let ready = |frame: &ArrivedFrame| matches!(frame, ServerFrame::Ready { .. }).then_some(());
        live.wait_for("ready", ready).await;
        live
    }

    /// Says a hello that is not welcome, and tells with what code the server closes.
    pub async fn knock(&self, token: String, since: i64) -> Option<u16> {
        let mut live = self.open_socket().await;
        live.say(&ClientFrame::Hello { token, since }).await;
        live.wait_for_close().await
    }

    async fn open_socket(&self) -> Live {
        let address = self.visitor().base_url().replacen("http", "ws", 1);
        let (socket, _) = connect_async(format!("{address}/api/ws"))
            .await
            .unwrap_or_else(|error| panic!("{} cannot open the socket: {error}", self.name));
        Live { name: self.name.clone(), socket, skipped: Vec::new() }
    }
}

impl Live {
    pub async fn say(&mut self, frame: &ClientFrame) {
        let text = serde_json::to_string(frame).expect("frames are JSON");
        self.say_text(text).await;
    }

    /// Says a frame to a server that may have closed meanwhile.
    pub async fn try_say(&mut self, frame: &ClientFrame) {
        let text = serde_json::to_string(frame).expect("frames are JSON");
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// Any text, frame or not.
    pub async fn say_text(&mut self, text: String) {
        let sent = self.socket.send(Message::text(text)).await;
        sent.unwrap_or_else(|error| panic!("{}'s socket is gone: {error}", self.name));
    }

    /// The first frame, of those that came already or come within 20 s, that `pick` takes.
    pub async fn wait_for<T>(
        &mut self,
        what: &str,
        pick: impl Fn(&ArrivedFrame) -> Option<T>,
    ) -> T {
        for place in 0..self.skipped.len() {
            if let Some(picked) = pick(&self.skipped[place]) {
                self.skipped.remove(place);
                return picked;
            }
        }
        loop {
            let Ok(frame) = timeout(PATIENCE, self.next()).await else {
                panic!("{} waited in vain for {what}; came: {:?}", self.name, self.skipped);
            };
            match frame {
                Ok(frame) => match pick(&frame) {
                    Some(picked) => return picked,
                    None => self.skipped.push(frame),
                },
                Err(ended) => panic!("{} waited for {what}, but {ended}", self.name),
            }
        }
    }

    /// The first event that `pick` takes.
    pub async fn wait_for_event<T>(&mut self, what: &str, pick: impl Fn(&Event) -> Option<T>) -> T {
        let of_event = |frame: &ArrivedFrame| match frame {
            ServerFrame::Event(ArrivedEvent::Known(event)) => pick(event),
            _ => None,
        };
        self.wait_for(what, of_event).await
    }

    /// Waits for the server to close, and tells the code.
    pub async fn wait_for_close(&mut self) -> Option<u16> {
        let closing = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Close(frame))) => {
                        return frame.map(|CloseFrame { code, .. }| u16::from(code));
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return None,
                }
            }
        };
        timeout(PATIENCE, closing)
            .await
            .unwrap_or_else(|_| panic!("{}'s socket was not closed", self.name))
    }

    /// Goes away politely.
    pub async fn leave(mut self) {
        // A server that is gone already needs no good-bye.
        let _ = self.socket.close(None).await;
    }

    async fn next(&mut self) -> Result<ArrivedFrame, String> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    return serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"));
                }
                Some(Ok(Message::Close(frame))) => return Err(format!("it closed: {frame:?}")),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(format!("it broke: {error}")),
                None => return Err("it ended".to_owned()),
            }
        }
    }
}
