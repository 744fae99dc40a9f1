//! The sockets that are open on this node, by person.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::extract::ws::Utf8Bytes;
use montaj_domain::ids::{SessionId, UserId};
use montaj_store::Committed;
use montaj_wire::socket::ServerFrame;
use parking_lot::Mutex;
use tokio::sync::Notify;

use super::log;

/// Frames that matter only now (typing, presence) wait here for a slow socket; more are dropped.
const PASSING_FRAMES: usize = 32;
/// One person's devices; the oldest socket gives way to a further one.
pub const MAX_SOCKETS_PER_PERSON: usize = 10;

/// Events that wait for a socket; when there are more it reads them from the log instead.
const HANDED_EVENTS: usize = 64;

/// Why the server ends a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goodbye {
    /// The session was ended or the account blocked.
    SessionEnded,
    /// Newer sockets of the same person took its place.
    TooMany,
}

/// The registry. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Hub(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    people: Mutex<HashMap<UserId, Vec<Arc<Outlet>>>>,
    next_id: AtomicU64,
}

/// What the rest of the server can do to one socket.
#[derive(Debug)]
pub struct Outlet {
    id: u64,
    session_id: SessionId,
    /// Rung when something was handed over.
    grown: Notify,
    handed: Mutex<Handed>,
    /// Rung when it has to end.
    dismissal: Notify,
    goodbye: Mutex<Option<Goodbye>>,
}

/// What waits for a socket since it looked last: no channels, for each would take more memory than
/// all the rest of an idle socket.
#[derive(Debug, Default)]
pub struct Handed {
    /// In the order of their commits, which need not be that of their seqs.
    pub events: Vec<HandedEvent>,
    /// There was more than is kept here.
    pub has_more: bool,
    /// Frames that matter only now.
    pub passing: Vec<ServerFrame>,
}

/// An event as it goes out.
#[derive(Debug, Clone)]
pub struct HandedEvent {
    pub seq: i64,
    /// It is a message of somebody else: to acknowledge it makes a tick.
    pub brings_message: bool,
    pub frame: Utf8Bytes,
}

/// One socket's place in the hub; leaving is dropping it.
#[derive(Debug)]
pub struct Connection {
    hub: Hub,
    user_id: UserId,
    pub outlet: Arc<Outlet>,
}

impl Hub {
    /// Enters a socket.
    pub fn enter(&self, user_id: UserId, session_id: SessionId) -> Connection {
        let outlet = Arc::new(Outlet {
            id: self.0.next_id.fetch_add(1, Ordering::Relaxed),
            session_id,
            grown: Notify::new(),
            handed: Mutex::default(),
            dismissal: Notify::new(),
            goodbye: Mutex::default(),
        });
        let mut people = self.0.people.lock();
        let sockets = people.entry(user_id).or_default();
        if sockets.len() >= MAX_SOCKETS_PER_PERSON {
            sockets.remove(0).dismiss(Goodbye::TooMany);
        }
        sockets.push(Arc::clone(&outlet));
        drop(people);
        Connection { hub: self.clone(), user_id, outlet }
    }

    /// Hands what a commit appended to the sockets of those whose logs have grown.
    pub fn wake(&self, committed: &Committed) {
        let people = self.0.people.lock();
        for event in &committed.events {
            let Some(sockets) = people.get(&event.user_id) else { continue };
            let (seq, frame) = (event.seq, log::frame(event));
            let handed = HandedEvent { seq, brings_message: log::brings_message(event), frame };
            for socket in sockets {
                socket.hand(handed.clone());
            }
        }
    }

    /// Sends a frame that matters only now to all sockets of a person.
    pub fn pass(&self, user_id: UserId, frame: &ServerFrame) {
        for socket in self.0.people.lock().get(&user_id).into_iter().flatten() {
            socket.pass(frame);
        }
    }

    pub fn is_online(&self, user_id: UserId) -> bool {
        self.0.people.lock().contains_key(&user_id)
    }

    /// How many sockets are open.
    pub fn sockets(&self) -> usize {
        self.0.people.lock().values().map(Vec::len).sum()
    }

    /// Ends all sockets of a person.
    pub fn disconnect(&self, user_id: UserId) {
        for socket in self.0.people.lock().get(&user_id).into_iter().flatten() {
            socket.dismiss(Goodbye::SessionEnded);
        }
    }

    /// Ends the sockets of one session.
    pub fn disconnect_session(&self, user_id: UserId, session_id: SessionId) {
        for socket in self.0.people.lock().get(&user_id).into_iter().flatten() {
            if socket.session_id == session_id {
                socket.dismiss(Goodbye::SessionEnded);
            }
        }
    }
}

impl Outlet {
    /// Waits until something was handed over since the last call.
    pub async fn grown(&self) {
        self.grown.notified().await;
    }

    /// What was handed over since the last call.
    pub fn take(&self) -> Handed {
        std::mem::take(&mut self.handed.lock())
    }

    fn hand(&self, event: HandedEvent) {
        let mut handed = self.handed.lock();
        if handed.events.len() < HANDED_EVENTS && !handed.has_more {
            handed.events.push(event);
        } else {
            handed.events = Vec::new();
            handed.has_more = true;
        }
        drop(handed);
        self.grown.notify_one();
    }

    fn pass(&self, frame: &ServerFrame) {
        let mut handed = self.handed.lock();
        // Else the device is slow, and will see the lasting state by its log.
        if handed.passing.len() < PASSING_FRAMES {
            handed.passing.push(frame.clone());
        }
        drop(handed);
        self.grown.notify_one();
    }

    /// Waits until the socket has to end.
    pub async fn dismissed(&self) -> Goodbye {
        loop {
            if let Some(goodbye) = *self.goodbye.lock() {
                return goodbye;
            }
            self.dismissal.notified().await;
        }
    }

    fn dismiss(&self, goodbye: Goodbye) {
        self.goodbye.lock().get_or_insert(goodbye);
        self.dismissal.notify_one();
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut people = self.hub.0.people.lock();
        if let Some(sockets) = people.get_mut(&self.user_id) {
            sockets.retain(|socket| socket.id != self.outlet.id);
            if sockets.is_empty() {
                people.remove(&self.user_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::{ambient::Entropy, timestamp::Timestamp};
    use montaj_store::events::Appended;

    use super::*;
    use crate::ambient::SystemEntropy;

    fn ids() -> (UserId, SessionId) {
        let entropy: &dyn Entropy = &SystemEntropy;
        let at = Timestamp::from_millis(0);
        (UserId::new(at, entropy), SessionId::new(at, entropy))
    }

    #[test]
    fn leaving_makes_a_person_offline() {
        let hub = Hub::default();
        let (user, session) = ids();
        let first = hub.enter(user, session);
        let second = hub.enter(user, session);
        drop(first);
        assert!(hub.is_online(user));
        drop(second);
        assert!(!hub.is_online(user));
    }

    #[test]
    fn an_ended_session_says_goodbye_to_its_sockets_only() {
        let hub = Hub::default();
        let (user, session) = ids();
        let (_, other) = ids();
        let ended = hub.enter(user, session);
        let stays = hub.enter(user, other);
        hub.disconnect_session(user, session);
        assert_eq!(*ended.outlet.goodbye.lock(), Some(Goodbye::SessionEnded));
        assert_eq!(*stays.outlet.goodbye.lock(), None);
    }

    #[test]
    fn the_oldest_socket_gives_way() {
        let hub = Hub::default();
        let (user, session) = ids();
        let first = hub.enter(user, session);
        let _rest: Vec<_> = (0..MAX_SOCKETS_PER_PERSON).map(|_| hub.enter(user, session)).collect();
        assert_eq!(*first.outlet.goodbye.lock(), Some(Goodbye::TooMany));
        assert_eq!(hub.sockets(), MAX_SOCKETS_PER_PERSON);
    }

    fn appended(user_id: UserId, seqs: impl IntoIterator<Item = i64>) -> Committed {
        let event = |seq| Appended {
            user_id,
            seq,
            kind: "order.updated",
            payload: "{}".into(),
            at: Timestamp::from_millis(0),
        };
        Committed { events: seqs.into_iter().map(event).collect() }
    }

    #[test]
    fn events_are_handed_over_once_and_in_their_order() {
        let hub = Hub::default();
        let (user, session) = ids();
        let (other, _) = ids();
        let socket = hub.enter(user, session);
        hub.wake(&appended(user, [1, 2]));
        hub.wake(&appended(other, [1]));
        hub.wake(&appended(user, [3]));
        let seqs: Vec<i64> = socket.outlet.take().events.iter().map(|event| event.seq).collect();
        assert_eq!(seqs, [1, 2, 3]);
        let handed = socket.outlet.take();
        assert!(handed.events.is_empty() && !handed.has_more);
    }

    #[test]
    fn a_socket_that_does_not_look_is_told_that_there_is_more() {
        let hub = Hub::default();
        let (user, session) = ids();
        let socket = hub.enter(user, session);
        hub.wake(&appended(user, 1..=200));
        let handed = socket.outlet.take();
        assert!(handed.events.is_empty() && handed.has_more);
        hub.wake(&appended(user, [201]));
        assert_eq!(socket.outlet.take().events.len(), 1);
    }
}
