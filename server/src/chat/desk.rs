//! The desk: where whatever changes chats waits, to be written by many in one transaction.
//!
//! REST and every socket hand their work in here. A task takes all that waits, writes it in one
//! transaction with a fixed number of statements, and gives each their own answer; a lone message
//! is a batch of one and waits for nobody. While one batch is on its way to the disk the next one
//! gathers, so the more there is to do the less each costs. Second ticks, for which nobody waits,
//! gather longer: see [`Ticks`].

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures::FutureExt as _;
use montaj_domain::{ambient::Clock, ids::UserId};
use montaj_store::{Db, StoreError, events::Stored};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout_at,
};

use super::{
    batch,
    read::ToRead,
    send::{Sending, Sent},
    ticks::Ticks,
};
use crate::http::error::ApiError;

/// How much may wait; who comes then waits outside.
const WAITING: usize = 1024;
/// So much is written at once.
const BATCH: usize = 256;

/// Something to write about chats.
#[derive(Debug)]
pub enum Work {
    Send(Sending),
    Read(ToRead),
    /// A device has stored its log up to a seq.
    Store(Stored),
}

/// What it came to.
#[derive(Debug)]
pub enum Outcome {
    Sent(Sent),
    Done,
}

type Reply = oneshot::Sender<Result<Outcome, ApiError>>;

#[derive(Debug)]
enum Asked {
    Work(Work, Reply),
    /// Nobody waits for it.
    Note(Stored),
    Close(oneshot::Sender<()>),
}

/// The way to the desk. It ends when it is closed, or when nobody can ask any more.
#[derive(Debug)]
pub struct Desk(mpsc::Sender<Asked>);

impl Desk {
    /// Starts the task that does the work.
    pub fn start(db: Db, clock: Arc<dyn Clock>) -> Self {
        let (sender, asked) = mpsc::channel(WAITING);
        tokio::spawn(run(db, clock, asked));
        Self(sender)
    }

    /// Hands work in and waits until it is on the disk, or refused.
    pub async fn done(&self, work: Work) -> Result<Outcome, ApiError> {
        let (reply, outcome) = oneshot::channel();
        self.0.send(Asked::Work(work, reply)).await.map_err(|_| closed())?;
        outcome.await.map_err(|_| closed())?
    }

    /// Hands in that a device has stored its log, and does not wait: should it get lost, the next
    /// one says it again.
    pub async fn note_stored(&self, user_id: UserId, up_to: i64) {
        // Closed: the server is stopping.
        let _ = self.0.send(Asked::Note(Stored { user_id, up_to })).await;
    }

    /// Finishes what was handed in, and takes no more.
    pub async fn close(&self) {
        let (sender, closed) = oneshot::channel();
        if self.0.send(Asked::Close(sender)).await.is_ok() {
            // Gone without an answer is closed too.
            let _ = closed.await;
        }
    }
}

fn closed() -> ApiError {
    StoreError::Unavailable("the server is stopping".to_owned()).into()
}

async fn run(db: Db, clock: Arc<dyn Clock>, mut asked: mpsc::Receiver<Asked>) {
    let mut waiting = Vec::with_capacity(BATCH);
    let mut ticks = Ticks::new();
    let mut is_open = true;
    while is_open {
        let coming = asked.recv_many(&mut waiting, BATCH);
        is_open = match ticks.due() {
            None => coming.await > 0,
            Some(due) => timeout_at(due, coming).await != Ok(0),
        };
        let mut works = Vec::with_capacity(waiting.len());
        let mut closing = Vec::new();
        for asked in waiting.drain(..) {
            match asked {
                Asked::Work(work, reply) => works.push((work, reply)),
                Asked::Note(stored) => ticks.add(stored),
                Asked::Close(done) => closing.push(done),
            }
        }
        let is_closing = !is_open || !closing.is_empty();
        let due = ticks.take(is_closing).into_iter();
        works.extend(due.map(|stored| (Work::Store(stored), oneshot::channel().0)));
        settle(&db, &*clock, works).await;
        if is_closing {
            asked.close();
        }
        for done in closing {
            let _ = done.send(());
        }
    }
}

/// Writes a batch. What one of them cannot have must not cost the others theirs: then each is
/// done alone.
async fn settle(db: &Db, clock: &dyn Clock, works: Vec<(Work, Reply)>) {
    if works.is_empty() {
        return;
    }
    let mut replies = Vec::with_capacity(works.len());
    let works: Vec<Work> = works
        .into_iter()
        .map(|(work, reply)| {
            replies.push(reply);
            work
        })
        .collect();
    // One who no longer waits does not need the answer; the work is done all the same.
    let answer = |(reply, outcome): (Reply, _)| drop(reply.send(outcome));
    match attempt(db, clock, &works).await {
        Ok(outcomes) => replies.into_iter().zip(outcomes).for_each(answer),
        Err(ApiError::Store(error @ StoreError::Unavailable(_))) => {
            let refused = |reply: Reply| (reply, Err(error.for_another().into()));
            replies.into_iter().map(refused).for_each(answer);
        }
        Err(error) if works.len() == 1 => {
            replies.into_iter().zip([Err(error)]).for_each(answer);
        }
        Err(error) => {
            tracing::warn!(%error, works = works.len(), "a batch is done one by one");
            for (work, reply) in works.iter().zip(replies) {
                let done = attempt(db, clock, std::slice::from_ref(work)).await;
                answer((reply, done.and_then(only)));
            }
        }
    }
}

/// Writes works. A defect that panics costs them, and not the desk.
async fn attempt(
    db: &Db,
    clock: &dyn Clock,
    works: &[Work],
) -> Result<Vec<Result<Outcome, ApiError>>, ApiError> {
    let writing = AssertUnwindSafe(batch::write(db, clock.now(), works)).catch_unwind();
    writing.await.unwrap_or_else(|_| Err(ApiError::internal("a batch panicked")))
}

fn only(outcomes: Vec<Result<Outcome, ApiError>>) -> Result<Outcome, ApiError> {
    outcomes.into_iter().next().ok_or_else(|| ApiError::internal("work without an outcome"))?
}
