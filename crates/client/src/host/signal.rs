//! A bell that many can wait for: who missed a ring learns of it at the next look.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use parking_lot::Mutex;

/// Counts its rings; waiting means waiting for a ring later than those one has seen.
#[derive(Debug, Default)]
pub(crate) struct Signal(Mutex<Rings>);

#[derive(Debug, Default)]
struct Rings {
    count: u64,
    /// How many have waited so far: each has its own place.
    places: u64,
    waiting: Vec<(u64, Waker)>,
}

impl Signal {
    pub(crate) fn ring(&self) {
        let waiting = {
            let mut rings = self.0.lock();
            rings.count = rings.count.wrapping_add(1);
            std::mem::take(&mut rings.waiting)
        };
        waiting.into_iter().for_each(|(_, waker)| waker.wake());
    }

    /// How often it rang so far.
    pub(crate) fn seen(&self) -> u64 {
        self.0.lock().count
    }

    /// Waits until it has rung since `seen`.
    pub(crate) fn after(&self, seen: u64) -> After<'_> {
        After { signal: self, seen, place: None }
    }
}

/// Somebody who waits. Who gives up leaves nothing behind.
#[derive(Debug)]
pub(crate) struct After<'a> {
    signal: &'a Signal,
    seen: u64,
    place: Option<u64>,
}

impl Future for After<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut rings = self.signal.0.lock();
        if rings.count != self.seen {
            return Poll::Ready(());
        }
        let place = self.place.unwrap_or(rings.places);
        let waker = context.waker().clone();
        match rings.waiting.iter_mut().find(|(known, _)| *known == place) {
            Some((_, waiting)) => *waiting = waker,
            None => {
                rings.places = rings.places.wrapping_add(1);
                rings.waiting.push((place, waker));
            }
        }
        drop(rings);
        self.place = Some(place);
        Poll::Pending
    }
}

impl Drop for After<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.signal.0.lock().waiting.retain(|(known, _)| *known != place);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    #[test]
    fn a_ring_is_learnt_of_before_and_after_it() {
        let bell = Signal::default();
        let seen = bell.seen();
        let mut waiter = bell.after(seen);
        assert!((&mut waiter).now_or_never().is_none());
        bell.ring();
        assert!(waiter.now_or_never().is_some());
        assert!(bell.after(seen).now_or_never().is_some(), "it rang before");
        assert!(bell.after(bell.seen()).now_or_never().is_none());
    }

    #[test]
    fn who_gives_up_leaves_nothing_behind() {
        let bell = Signal::default();
        let mut first = bell.after(0);
        assert!((&mut first).now_or_never().is_none());
        assert!(bell.after(0).now_or_never().is_none());
        assert_eq!(bell.0.lock().waiting.len(), 1);
        drop(first);
        assert!(bell.0.lock().waiting.is_empty());
    }
}
