//! Bounded queues from the engine to its listeners.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::Mutex;

use crate::{
    host::Signal,
    views::{Change, Popup},
};

/// Beyond this a listener is told to read everything again.
const MOST_CHANGES: usize = 256;
/// Beyond this the oldest pop-ups are not worth showing any more.
const MOST_POPUPS: usize = 32;

#[derive(Debug)]
struct Queue<T> {
    items: Mutex<Items<T>>,
    arrived: Signal,
}

#[derive(Debug)]
struct Items<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    fn new() -> Arc<Self> {
        let items = Items { waiting: VecDeque::new(), closed: false };
        Arc::new(Self { items: Mutex::new(items), arrived: Signal::default() })
    }

    async fn next(&self) -> Option<T> {
        loop {
            let seen = self.arrived.seen();
            {
                let mut items = self.items.lock();
                if let Some(item) = items.waiting.pop_front() {
                    return Some(item);
                }
                if items.closed {
                    return None;
                }
            }
            self.arrived.after(seen).await;
        }
    }

    fn close(&self) {
        self.items.lock().closed = true;
        self.arrived.ring();
    }
}

/// What has changed, for one listener. Repeated changes that nobody has taken yet are one.
#[derive(Debug)]
pub struct Changes(Arc<Queue<Change>>);

impl Changes {
    /// The next change; `None` when the engine has been shut down.
    pub async fn next(&mut self) -> Option<Change> {
        self.0.next().await
    }
}

/// The native notifications to raise, for one listener.
#[derive(Debug)]
pub struct Popups(Arc<Queue<Popup>>);

impl Popups {
    /// The next pop-up; `None` when the engine has been shut down.
    pub async fn next(&mut self) -> Option<Popup> {
        self.0.next().await
    }
}

/// The sending end: everybody who listens.
#[derive(Debug, Default)]
pub(crate) struct Listeners {
    changes: Mutex<Vec<Arc<Queue<Change>>>>,
    popups: Mutex<Vec<Arc<Queue<Popup>>>>,
    closed: AtomicBool,
}

impl Listeners {
    pub(crate) fn changes(&self) -> Changes {
        Changes(self.add(&self.changes))
    }

    pub(crate) fn popups(&self) -> Popups {
        Popups(self.add(&self.popups))
    }

    fn add<T>(&self, queues: &Mutex<Vec<Arc<Queue<T>>>>) -> Arc<Queue<T>> {
        let queue = Queue::new();
        queues.lock().push(queue.clone());
        if self.closed.load(Ordering::SeqCst) {
            queue.close();
        }
        queue
    }

    pub(crate) fn changed(&self, change: Change) {
        for queue in live(&self.changes) {
            {
                let waiting = &mut queue.items.lock().waiting;
                if waiting.contains(&Change::All) || waiting.contains(&change) {
                    continue;
                }
                if change == Change::All || waiting.len() >= MOST_CHANGES {
                    waiting.clear();
                    waiting.push_back(Change::All);
                } else {
                    waiting.push_back(change);
                }
            }
            queue.arrived.ring();
        }
    }

    pub(crate) fn popup(&self, popup: &Popup) {
        for queue in live(&self.popups) {
            {
                let waiting = &mut queue.items.lock().waiting;
                if waiting.len() >= MOST_POPUPS {
                    waiting.pop_front();
                }
                waiting.push_back(popup.clone());
            }
            queue.arrived.ring();
        }
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        live(&self.changes).iter().for_each(|queue| queue.close());
        live(&self.popups).iter().for_each(|queue| queue.close());
    }
}

/// The queues whose listener is still there.
fn live<T>(queues: &Mutex<Vec<Arc<Queue<T>>>>) -> Vec<Arc<Queue<T>>> {
    let mut queues = queues.lock();
    queues.retain(|queue| Arc::strong_count(queue) > 1);
    queues.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_that_falls_behind_is_told_to_read_everything() {
        let listeners = Listeners::default();
        let mut changes = listeners.changes();
        for number in 0..=MOST_CHANGES {
            let id = uuid::Uuid::from_u128(u128::try_from(number).unwrap());
            let order_id = montaj_domain::ids::OrderId::from_uuid(id);
            listeners.changed(Change::Order { order_id });
        }
        assert_eq!(changes.next().await, Some(Change::All));
        listeners.changed(Change::Feed);
        listeners.changed(Change::Feed);
        listeners.close();
        assert_eq!(changes.next().await, Some(Change::Feed));
        assert_eq!(changes.next().await, None);
    }
}
