//! A replica that dies on cue: what a program that is killed leaves is what it had written.

use std::{future::pending, sync::Arc};

use montaj_client::{
    outbox::OutboxItem,
    replica::{ChatFacts, Kept, Replica, ReplicaError, ResponsesOf, Write},
    views::{DraftKey, Unread},
};
use montaj_domain::{
    ids::{MessageId, OperationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, response::ResponseView,
};
use parking_lot::Mutex;
use serde_json::Value;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::yield_now,
};

type Doom = Box<dyn Fn(&[Write]) -> bool + Send + Sync>;

/// Passes everything on while it lives. Dead, it answers nobody any more: whoever asks stands
/// still there, as the threads of a killed program do.
pub struct MortalReplica {
    inner: Arc<dyn Replica>,
    doom: Mutex<Option<(Doom, Moment)>>,
    dead: watch::Sender<bool>,
    /// Writes that have begun and not ended.
    writing: watch::Sender<u32>,
    /// Held by whoever reads the outbox, where that is narrow.
    narrow: Mutex<Option<Arc<Semaphore>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Before,
    After,
}

impl std::fmt::Debug for MortalReplica {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MortalReplica").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl MortalReplica {
    pub fn new(inner: Arc<dyn Replica>) -> Self {
        let (dead, writing) = (watch::Sender::new(false), watch::Sender::new(0));
        Self { inner, doom: Mutex::default(), dead, writing, narrow: Mutex::default() }
    }

    /// Dies in place of the first write that is meant: nothing of it is written.
    pub fn die_before(&self, meant: impl Fn(&[Write]) -> bool + Send + Sync + 'static) {
        *self.doom.lock() = Some((Box::new(meant), Moment::Before));
    }

    /// Dies right after the first write that is meant: nobody hears that it is written.
    pub fn die_after(&self, meant: impl Fn(&[Write]) -> bool + Send + Sync + 'static) {
        *self.doom.lock() = Some((Box::new(meant), Moment::After));
    }

    /// From now on the outbox is read by one at a time, who takes a while: as from a file whose
    /// other connections are all busy.
    pub fn narrow(&self) {
        *self.narrow.lock() = Some(Arc::new(Semaphore::new(1)));
    }

    /// The turn to read the outbox.
    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        let narrow = self.narrow.lock().clone()?;
        let turn = narrow.acquire_owned().await.ok()?;
        for _ in 0..8 {
            yield_now().await;
        }
        Some(turn)
    }

    /// Dies now.
    pub fn die(&self) {
        self.dead.send_replace(true);
    }

    pub async fn until_dead(&self) {
        // The sender is here: it does not go.
        let _ = self.dead.subscribe().wait_for(|dead| *dead).await;
    }

    /// Waits until no write is under way: nothing changes any more.
    pub(super) async fn until_still(&self) {
        let _ = self.writing.subscribe().wait_for(|writing| *writing == 0).await;
    }

    /// The answer of the living; the dead give none.
    async fn alive<T>(&self, answer: T) -> T {
        if *self.dead.borrow() { pending().await } else { answer }
    }

    /// When this write is the one to die of.
    fn fate(&self, batch: &[Write]) -> Option<Moment> {
        let mut doom = self.doom.lock();
        let (_, moment) = doom.take_if(|(meant, _)| meant(batch))?;
        Some(moment)
    }
}

/// Counts a write as ended even when whoever asked for it is gone.
struct Writing<'a>(&'a watch::Sender<u32>);

impl<'a> Writing<'a> {
    fn begin(writing: &'a watch::Sender<u32>) -> Self {
        writing.send_modify(|writing| *writing += 1);
        Self(writing)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|writing| *writing -= 1);
    }
}

#[async_trait::async_trait]
impl Replica for MortalReplica {
    async fn write(&self, batch: Vec<Write>) -> Result<(), ReplicaError> {
        self.alive(()).await;
        let fate = self.fate(&batch);
        if fate == Some(Moment::Before) {
            self.die();
            self.alive(()).await;
        }
        let writing = Writing::begin(&self.writing);
        let written = self.inner.write(batch).await;
        drop(writing);
        if fate == Some(Moment::After) {
            self.die();
        }
        self.alive(written).await
    }

    async fn cursor(&self) -> Result<Option<i64>, ReplicaError> {
        self.alive(self.inner.cursor().await).await
    }

    async fn kept(&self, what: Kept) -> Result<Option<Value>, ReplicaError> {
        self.alive(self.inner.kept(what).await).await
    }

    async fn orders(&self) -> Result<Vec<OrderView>, ReplicaError> {
        self.alive(self.inner.orders().await).await
    }

    async fn order(&self, id: OrderId) -> Result<Option<OrderView>, ReplicaError> {
        self.alive(self.inner.order(id).await).await
    }

    async fn responses(&self, of: ResponsesOf) -> Result<Vec<ResponseView>, ReplicaError> {
        self.alive(self.inner.responses(of).await).await
    }

    async fn messages(
        &self,
        order_id: OrderId,
        limit: u32,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        self.alive(self.inner.messages(order_id, limit).await).await
    }

    async fn messages_between(
        &self,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        self.alive(self.inner.messages_between(order_id, from, to).await).await
    }

    async fn messages_of(
        &self,
        order_id: OrderId,
        ids: Vec<MessageId>,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        self.alive(self.inner.messages_of(order_id, ids).await).await
    }

    async fn chat(&self, order_id: OrderId, me: UserId) -> Result<ChatFacts, ReplicaError> {
        self.alive(self.inner.chat(order_id, me).await).await
    }

    async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ReplicaError> {
        self.alive(self.inner.notifications(limit).await).await
    }

    async fn unread(&self, me: UserId) -> Result<Unread, ReplicaError> {
        self.alive(self.inner.unread(me).await).await
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, ReplicaError> {
        let _turn = self.turn().await;
        self.alive(self.inner.outbox().await).await
    }

    async fn outbox_item(&self, id: OperationId) -> Result<Option<OutboxItem>, ReplicaError> {
        let _turn = self.turn().await;
        self.alive(self.inner.outbox_item(id).await).await
    }

    async fn local(&self) -> Result<Option<Value>, ReplicaError> {
        self.alive(self.inner.local().await).await
    }

    async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ReplicaError> {
        self.alive(self.inner.draft(key).await).await
    }

    async fn operation(
        &self,
        fingerprint: &str,
    ) -> Result<Option<(OperationId, Timestamp)>, ReplicaError> {
        self.alive(self.inner.operation(fingerprint).await).await
    }
}
