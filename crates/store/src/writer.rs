//! SQLite's one writer: transactions take turns within an outer one and share its commit (ADR 10).
//!
//! A task owns the connection. It begins the outer transaction when the first writer asks, lends
//! the connection to one writer at a time inside a savepoint, and commits when nobody waits. Only
//! then it answers the writers that are done and wakes whoever waits for their events. A writer
//! that goes away without a word is rolled back to its savepoint, so it never stops the others.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{Connection as _, SqliteConnection};
use tokio::{
    sync::{Mutex, OwnedMutexGuard, mpsc, oneshot},
    time::Instant,
};

use crate::{
    StoreError,
    db::{Committed, OnCommit},
    dialect::{GroupStep, run_step},
};

/// How many writers may wait to be let in; more wait to be allowed to wait.
const WAITING: usize = 1024;
/// So many transactions share a commit at most,
const GROUP_TRANSACTIONS: usize = 256;
/// and the first of them waits no longer than this for the others.
const GROUP_TIME: Duration = Duration::from_millis(5);

/// The way to the writer. Cheap to clone; when the last one is gone the connection closes.
#[derive(Debug, Clone)]
pub(crate) struct Writer(mpsc::Sender<Request>);

#[derive(Debug)]
enum Request {
    Turn(Asker),
    Close(oneshot::Sender<()>),
}

type Asker = oneshot::Sender<Result<Turn, StoreError>>;

/// The connection, lent to one transaction. Dropping it rolls that transaction back.
#[derive(Debug)]
pub(crate) struct Turn {
    connection: OwnedMutexGuard<SqliteConnection>,
    kept: Option<oneshot::Sender<Kept>>,
}

/// A transaction that wants its work to stay, and waits to hear that it did.
#[derive(Debug)]
struct Kept {
    committed: Committed,
    waiter: oneshot::Sender<Result<(), StoreError>>,
}

impl Writer {
    /// Starts the task that owns the connection.
    pub(crate) fn start(connection: SqliteConnection, on_commit: OnCommit) -> Self {
        let (sender, requests) = mpsc::channel(WAITING);
        let connection = Arc::new(Mutex::new(connection));
        tokio::spawn(Task { connection, requests, on_commit }.run());
        Self(sender)
    }

    /// Waits for the transaction's turn.
    pub(crate) async fn turn(&self) -> Result<Turn, StoreError> {
        let (asker, answer) = oneshot::channel();
        self.0.send(Request::Turn(asker)).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Closes the connection after all who came before.
    pub(crate) async fn close(&self) {
        let (sender, closed) = oneshot::channel();
        if self.0.send(Request::Close(sender)).await.is_ok() {
            // Gone without an answer is closed too.
            let _ = closed.await;
        }
    }
}

impl Turn {
    /// Keeps what the transaction did. Ok once it is on the disk.
    pub(crate) async fn keep(mut self, committed: Committed) -> Result<(), StoreError> {
        let (waiter, durable) = oneshot::channel();
        let kept = self.kept.take().ok_or_else(closed)?;
        kept.send(Kept { committed, waiter }).map_err(|_| closed())?;
        drop(self);
        durable.await.map_err(|_| closed())?
    }
}

impl Deref for Turn {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Turn {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("the database is closed".to_owned())
}

struct Task {
    connection: Arc<Mutex<SqliteConnection>>,
    requests: mpsc::Receiver<Request>,
    on_commit: OnCommit,
}

impl Task {
    async fn run(mut self) {
        let mut closing = None;
        while closing.is_none() {
            closing = match self.requests.recv().await {
                Some(Request::Turn(first)) => self.group(first).await,
                Some(Request::Close(done)) => Some(done),
                None => return,
            };
        }
        // Whoever asks from now on hears that it is closed.
        drop(self.requests);
        if let Some(connection) = Arc::into_inner(self.connection)
            && let Err(error) = connection.into_inner().close().await
        {
            tracing::error!(%error, "the database was not closed properly");
        }
        if let Some(done) = closing {
            let _ = done.send(());
        }
    }

    /// Lets `first` and those who come meanwhile have their turns, and commits. Answers whom to
    /// tell when the connection is closed, if that was asked for in between.
    async fn group(&mut self, first: Asker) -> Option<oneshot::Sender<()>> {
        let mut kept = Vec::new();
        let until = Instant::now() + GROUP_TIME;
        let mut closing = None;
        let mut asker = first;
        let mut step = GroupStep::Begin;
        let ended = loop {
            if let Err(error) = self.step(step).await {
                let _ = asker.send(Err(error.for_another()));
                break Err(error);
            }
            let outcome = self.lend(asker).await;
            step = if outcome.is_some() { GroupStep::KeepAndGoOn } else { GroupStep::UndoAndGoOn };
            kept.extend(outcome);
            if kept.len() < GROUP_TRANSACTIONS && Instant::now() < until {
                match self.requests.try_recv() {
                    Ok(Request::Turn(next)) => {
                        asker = next;
                        continue;
                    }
                    Ok(Request::Close(done)) => closing = Some(done),
                    Err(_) => {}
                }
            }
            let undo = matches!(step, GroupStep::UndoAndGoOn);
            let end = match (kept.is_empty(), undo) {
                (true, _) => GroupStep::Undo,
                (false, true) => GroupStep::UndoAndCommit,
                (false, false) => GroupStep::Commit,
            };
            break self.step(end).await;
        };
        match ended {
            Ok(()) => self.acknowledge(kept),
            Err(error) => closing = self.fail(kept, &error).await.or(closing),
        }
        closing
    }

    async fn step(&self, step: GroupStep) -> Result<(), StoreError> {
        run_step(&mut *self.connection.lock().await, step).await
    }

    /// Lends the connection and waits until it is back; none when the work shall not stay.
    async fn lend(&self, asker: Asker) -> Option<Kept> {
        let connection = Arc::clone(&self.connection).lock_owned().await;
        let (sender, outcome) = oneshot::channel();
        // One who no longer waits drops the turn, and with it the sender.
        let _ = asker.send(Ok(Turn { connection, kept: Some(sender) }));
        outcome.await.ok()
    }

    fn acknowledge(&self, kept: Vec<Kept>) {
        for Kept { committed, waiter } in kept {
            (self.on_commit)(&committed);
            // One who no longer waits does not need the answer; their work stays all the same.
            let _ = waiter.send(Ok(()));
        }
    }

    /// Nothing of the group happened: says so to its members and to those who wait, who would
    /// only wait in vain for the same disk one after another.
    async fn fail(&mut self, kept: Vec<Kept>, error: &StoreError) -> Option<oneshot::Sender<()>> {
        tracing::error!(%error, transactions = kept.len(), "a commit failed; nothing of it stays");
        // Refused when SQLite has rolled back by itself, which is as well.
        let _ = self.step(GroupStep::Undo).await;
        // Whoever asks after hearing of it shall have a try of their own.
        let (mut waiting, mut closing) = (Vec::new(), None);
        while closing.is_none()
            && let Ok(request) = self.requests.try_recv()
        {
            match request {
                Request::Turn(asker) => waiting.push(asker),
                Request::Close(done) => closing = Some(done),
            }
        }
        for Kept { waiter, .. } in kept {
            let _ = waiter.send(Err(error.for_another()));
        }
        for asker in waiting {
            drop(asker.send(Err(error.for_another())));
        }
        closing
    }
}
