//! One socket from hello to its end.

use std::{pin::pin, sync::Arc, time::Duration};

use futures::{
    FutureExt as _, StreamExt as _,
    channel::mpsc,
    future::{Either, select},
};
use montaj_wire::{
    event::ArrivedEvent,
    lean,
    problem::Problem,
    socket::{ArrivedFrame, ClientFrame, ServerFrame, close_code},
};

use super::{Acked, SyncFailure, arrive::CatchUp};
use crate::{
    core::{AckSender, Core},
    error::ClientError,
    host::{sleep, within},
    transport::socket::{Incoming, Socket},
    views::Link,
};

/// How many frames may wait to go out.
const OUTGOING: usize = 64;
/// How many events that are here already are stored together.
const BATCH: usize = 200;
/// When a server that goes away does not say how long.
const COME_BACK_SECS: u64 = 2;
/// How long a close may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// How a socket ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Broken {
        was_live: bool,
    },
    /// The server asks to come back later.
    ComeBack {
        after: Duration,
    },
}

struct Line<'a> {
    core: &'a Arc<Core>,
    socket: Socket,
    token: String,
    /// Events until `ready`; then they are told one by one.
    catch_up: Option<CatchUp>,
    /// The way out, handed to senders once the line is live.
    way_out: Option<mpsc::Sender<ClientFrame>>,
}

/// What happened on the line.
enum Happened {
    Came(Incoming),
    ToSend(ClientFrame),
    Silence,
}

/// Says hello and follows until the socket ends.
pub(super) async fn live(core: &Arc<Core>, socket: Socket) -> Result<End, SyncFailure> {
    let token = core.access_token().await?;
    let since = core.replica().cursor().await?.ok_or(SyncFailure::Reset)?;
    let (way_out, mut outgoing) = mpsc::channel(OUTGOING);
    let catch_up = Some(CatchUp::default());
    let mut line = Line { core, socket, token: token.clone(), catch_up, way_out: Some(way_out) };
    if !line.send(&ClientFrame::Hello { token, since }).await {
        return Ok(line.broken());
    }
    let mut asked = false;
    let mut silence = Box::pin(sleep(core.timings.socket));
    loop {
        let happened = {
            let incoming = pin!(line.socket.next());
            match select(select(incoming, outgoing.next()), &mut silence).await {
                Either::Left((Either::Left((incoming, _)), _)) => Happened::Came(incoming),
                Either::Left((Either::Right((Some(frame), _)), _)) => Happened::ToSend(frame),
                Either::Left((Either::Right((None, _)), _)) | Either::Right(_) => Happened::Silence,
            }
        };
        match happened {
            Happened::Came(Incoming::Closed { code, reason }) => {
                return line.closed(code, &reason).await;
            }
            Happened::Came(incoming) => {
                asked = false;
                if let Some(end) = line.came(incoming).await? {
                    return Ok(end);
                }
                silence = Box::pin(sleep(line.patience()));
            }
            Happened::ToSend(frame) => {
                if !line.send(&frame).await {
                    return Ok(line.broken());
                }
            }
            Happened::Silence => {
                // Before `ready`, and after a question for a sign of life, silence is the end.
                if asked || !line.is_live() || !line.send(&ClientFrame::Ping).await {
                    let end = line.broken();
                    within(GOODBYE, line.socket.close()).await;
                    return Ok(end);
                }
                if core.replica().cursor().await?.is_none() {
                    // The replica was damaged and has been made anew.
                    return Err(SyncFailure::Reset);
                }
                asked = true;
                silence = Box::pin(sleep(core.timings.pong));
            }
        }
    }
}

impl Line<'_> {
    fn is_live(&self) -> bool {
        self.catch_up.is_none()
    }

    fn broken(&self) -> End {
        End::Broken { was_live: self.is_live() }
    }

    fn patience(&self) -> Duration {
        if self.is_live() { self.core.timings.ping } else { self.core.timings.socket }
    }

    /// Whether the frame went out.
    async fn send(&mut self, frame: &ClientFrame) -> bool {
        let Ok(text) = lean::to_string(frame) else { return true };
        matches!(within(self.core.timings.socket, self.socket.send(text)).await, Some(Ok(())))
    }

    /// Takes what came, and with an event those that are here already.
    async fn came(&mut self, incoming: Incoming) -> Result<Option<End>, SyncFailure> {
        let mut events = Vec::new();
        let mut next = Some(incoming);
        while let Some(incoming) = next.take() {
            match incoming {
                Incoming::Other => {}
                Incoming::Closed { code, reason } => {
                    self.take(events).await?;
                    return self.closed(code, &reason).await.map(Some);
                }
                Incoming::Text(text) => match lean::from_str::<ArrivedFrame>(&text) {
                    Ok(ServerFrame::Event(event)) => {
                        events.push(event);
                        if events.len() < BATCH {
                            next = self.socket.next().now_or_never();
                        }
                    }
                    Ok(frame) => {
                        self.take(std::mem::take(&mut events)).await?;
                        self.frame(frame).await;
                    }
                    Err(error) => tracing::debug!(%error, "a frame that is not understood"),
                },
            }
        }
        self.take(events).await?;
        Ok(None)
    }

    /// Stores events, fetches what is missing between, and says what is stored.
    async fn take(&mut self, events: Vec<ArrivedEvent>) -> Result<(), SyncFailure> {
        if events.is_empty() {
            return Ok(());
        }
        let arrived = self.core.arrive(events, self.catch_up.as_mut()).await?;
        let mut up_to = arrived.cursor;
        if arrived.gap {
            let mut missing = CatchUp::default();
            let page = self.core.fetch_page().await?;
            up_to = self.core.take_pages(page, &mut missing).await?;
            self.core.finish(missing).await;
        }
        self.send(&ClientFrame::Ack { up_to }).await;
        Ok(())
    }

    async fn frame(&mut self, frame: ArrivedFrame) {
        match frame {
            ServerFrame::Ready { .. } => self.ready().await,
            ServerFrame::MessageAck { id, order_id, seq, at } => {
                if let Some(sender) = self.core.acks.lock().remove(&id) {
                    answer(sender, Ok(Acked { order_id, seq, at }));
                }
            }
            ServerFrame::Typing { order_id, on, .. } => self.core.note_typing(order_id, on),
            ServerFrame::Presence { order_id, online, last_seen, .. } => {
                self.core.note_presence(order_id, online, last_seen);
            }
            ServerFrame::Error { code, title, reference } => {
                let id = reference.as_ref().and_then(|reference| reference.parse().ok());
                let sender = id.and_then(|id| self.core.acks.lock().remove(&id));
                match sender {
                    Some(sender) => {
                        let problem = Problem { title, ..Problem::new(code) };
                        answer(sender, Err(Box::new(problem)));
                    }
                    None => tracing::debug!(%code, ?reference, "the server refused a frame"),
                }
            }
            ServerFrame::Pong | ServerFrame::Event(_) => {}
        }
    }

    /// Everything was caught up with: from here on it is live.
    async fn ready(&mut self) {
        let Some(catch_up) = self.catch_up.take() else { return };
        self.core.finish(catch_up).await;
        let chat = self.core.screen.lock().chat;
        if let Some(order_id) = chat {
            self.send(&ClientFrame::JoinOrder { order_id }).await;
        }
        *self.core.live.lock() = self.way_out.take();
        self.core.set_link(Link::Live);
    }

    async fn closed(&mut self, code: Option<u16>, reason: &str) -> Result<End, SyncFailure> {
        tracing::debug!(?code, reason, "the socket was closed");
        match code {
            Some(close_code::UNAUTHENTICATED) => {
                // A token may have expired, or the session has ended: refreshing tells.
                self.core.refreshed_token(&self.token).await?;
                Ok(End::Broken { was_live: self.is_live() })
            }
            Some(close_code::SYNC_RESET) => Err(SyncFailure::Reset),
            Some(close_code::GOING_AWAY) => {
                let secs = retry_after(reason).unwrap_or(COME_BACK_SECS);
                Ok(End::ComeBack { after: Duration::from_secs(secs) })
            }
            Some(close_code::TOO_MANY) => {
                let after = retry_after(reason).map(Duration::from_secs);
                Ok(End::ComeBack { after: after.unwrap_or(self.core.timings.backoff_most) })
            }
            _ => Ok(self.broken()),
        }
    }
}

/// The seconds that a close's reason names.
fn retry_after(reason: &str) -> Option<u64> {
    reason.strip_prefix("retry_after=")?.parse().ok()
}

fn answer(sender: AckSender, answer: Result<Acked, Box<Problem>>) {
    // Whoever asked may have stopped waiting and gone another way.
    drop(sender.send(answer));
}

impl Core {
    /// Hands a frame to the socket if it is live and has room.
    pub(crate) fn send_frame(&self, frame: ClientFrame) -> Result<(), ClientError> {
        let mut live = self.live.lock();
        let way_out = live.as_mut().ok_or(ClientError::Offline)?;
        way_out.try_send(frame).map_err(|_| ClientError::Offline)
    }
}
