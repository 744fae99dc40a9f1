//! The middle of a socket's life: the log flows out, frames come in.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use futures::SinkExt as _;
use montaj_domain::ids::OrderId;
use montaj_store::events;
use montaj_wire::socket::ServerFrame;
use serde::Serialize;
use tokio::time::Instant;

use super::{end::End, flood::Flood, frames, greeting::Greeted};
use crate::{
    app::App,
    http::caller::Caller,
    limits::Client,
    live::{Connection, Handed, HandedEvent, log::LogEntry},
};

/// Events are read and sent in pages of this many.
const PAGE: u32 = 200;
/// So much goes out in one write; the socket keeps a buffer of this size.
const GATHERED_BYTES: usize = 4096;
/// A client pings more often than this; one that does not is gone.
const SILENCE: Duration = Duration::from_secs(75);
/// A client that does not take a frame for so long is too slow to keep.
const SEND_WITHIN: Duration = Duration::from_secs(20);

pub struct Conversation<'a> {
    pub app: &'a App,
    pub caller: Caller,
    pub client: Client,
    /// The chat on the device's screen.
    pub joined: Option<OrderId>,
    socket: &'a mut WebSocket,
    connection: Connection,
    /// Everything up to here has been sent.
    sent_seq: i64,
    /// The device has acknowledged up to here, as far as it was noted.
    pub acked_seq: i64,
    /// The newest event sent that brought a message of somebody else.
    pub brought_seq: i64,
    /// Frames that were given to the socket and wait for the flush.
    unsent_bytes: usize,
    flood: Flood,
    heard_at: Instant,
}

/// An [`montaj_wire::socket::ServerFrame::Event`] whose payload goes out as it was stored.
#[derive(Serialize)]
#[serde(tag = "type", rename = "event")]
struct EventFrame<'a> {
    #[serde(flatten)]
    entry: &'a LogEntry,
}

impl<'a> Conversation<'a> {
    pub fn new(
        app: &'a App,
        client: Client,
        socket: &'a mut WebSocket,
        connection: Connection,
        greeted: Greeted,
    ) -> Self {
        let now = Instant::now();
        Self {
            app,
            caller: greeted.caller,
            client,
            joined: None,
            socket,
            connection,
            sent_seq: greeted.since,
            acked_seq: 0,
            brought_seq: 0,
            unsent_bytes: 0,
            flood: Flood::new(app.config.limits.socket_frames, now),
            heard_at: now,
        }
    }

    /// Converses until one side ends it. A good-bye cuts short whatever goes on, a frame on its
    /// way to a slow device too.
    pub async fn hold(&mut self) -> End {
        let outlet = Arc::clone(&self.connection.outlet);
        tokio::select! {
            biased;
            goodbye = outlet.dismissed() => goodbye.into(),
            ended = self.run() => match ended {
                Err(end) => end,
                Ok(never) => match never {},
            },
        }
    }

    async fn run(&mut self) -> Result<std::convert::Infallible, End> {
        let since = self.sent_seq;
        Box::pin(frames::acknowledge(self, since)).await;
        Box::pin(self.send_log()).await?;
        self.send(&ServerFrame::Ready { up_to: self.sent_seq }).await?;
        loop {
            self.send_handed().await?;
            self.flush().await?;
            tokio::select! {
                frame = self.socket.recv() => {
                    let frame = frame.ok_or(End::Left)??;
                    Box::pin(self.hear(frame)).await?;
                }
                () = self.connection.outlet.grown() => {}
                () = self.app.stopping.cancelled() => return Err(End::GoingAway),
                () = tokio::time::sleep_until(self.heard_at + SILENCE) => return Err(End::Silent),
            }
        }
    }

    /// Sends what was handed over since. What does not follow on what was sent, or was too much to
    /// be handed over, is read from the log: nothing is ever sent past a gap.
    async fn send_handed(&mut self) -> Result<(), End> {
        let Handed { events, has_more, passing } = self.connection.outlet.take();
        for frame in passing {
            self.send(&frame).await?;
        }
        if has_more {
            return Box::pin(self.send_log()).await;
        }
        for HandedEvent { seq, brings_message, frame } in events {
            if seq > self.sent_seq + 1 {
                return Box::pin(self.send_log()).await;
            }
            if seq == self.sent_seq + 1 {
                self.feed(frame).await?;
                self.sent_seq = seq;
                if brings_message {
                    self.brought_seq = seq;
                }
            }
        }
        Ok(())
    }

    /// Sends what the log holds beyond what was sent, however much that is.
    async fn send_log(&mut self) -> Result<(), End> {
        loop {
            let mut tx = self.app.db.look().await?;
            let logged = events::after(&mut tx, self.caller.user_id, self.sent_seq, PAGE).await?;
            drop(tx);
            let is_last_page = logged.len() < PAGE as usize;
            for event in logged {
                if event.seq != self.sent_seq + 1 {
                    // What follows on what was sent has been trimmed meanwhile.
                    return Err(End::SyncReset);
                }
                let entry = LogEntry::try_from(event)?;
                self.send_json(&EventFrame { entry: &entry }).await?;
                self.sent_seq = entry.seq;
                if entry.may_bring_message() {
                    self.brought_seq = entry.seq;
                }
            }
            if is_last_page {
                return Ok(());
            }
        }
    }

    /// Sends a frame. It goes out with those that follow at once, before the next wait.
    pub async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        self.send_json(frame).await
    }

    async fn send_json(&mut self, frame: &impl Serialize) -> Result<(), End> {
        let text = serde_json::to_string(frame).map_err(|_| End::Failed)?;
        self.feed(text.into()).await
    }

    async fn feed(&mut self, text: Utf8Bytes) -> Result<(), End> {
        self.unsent_bytes += text.len();
        let feeding = self.socket.feed(Message::Text(text));
        tokio::time::timeout(SEND_WITHIN, feeding).await.map_err(|_| End::Silent)??;
        if self.unsent_bytes >= GATHERED_BYTES { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<(), End> {
        if self.unsent_bytes > 0 {
            let flushing = self.socket.flush();
            tokio::time::timeout(SEND_WITHIN, flushing).await.map_err(|_| End::Silent)??;
            self.unsent_bytes = 0;
        }
        Ok(())
    }

    async fn hear(&mut self, frame: Message) -> Result<(), End> {
        self.heard_at = Instant::now();
        if !self.flood.admit(self.app.config.limits.socket_frames, self.heard_at) {
            return Err(End::TooMany);
        }
        match frame {
            Message::Text(text) => frames::handle(self, &text).await,
            Message::Binary(_) => frames::refuse_unknown(self, None).await,
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Close(_) => Err(End::Left),
        }
    }
}
