//! A bell that many can wait for: who missed a ring learns of it at the next look.

use std::{
    future::poll_fn,
    task::{Poll, Waker},
};

use parking_lot::Mutex;

/// Counts its rings; waiting means waiting for a ring later than those one has seen.
#[derive(Debug, Default)]
pub(crate) struct Signal(Mutex<Rings>);

#[derive(Debug, Default)]
struct Rings {
    count: u64,
    waiting: Vec<Waker>,
}

impl Signal {
    pub(crate) fn ring(&self) {
        let waiting = {
            let mut rings = self.0.lock();
            rings.count = rings.count.wrapping_add(1);
            std::mem::take(&mut rings.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    /// How often it rang so far.
    pub(crate) fn seen(&self) -> u64 {
        self.0.lock().count
    }

    /// Waits until it has rung since `seen`.
    pub(crate) async fn after(&self, seen: u64) {
        poll_fn(|context| {
            let mut rings = self.0.lock();
            if rings.count != seen {
                return Poll::Ready(());
            }
            if !rings.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                rings.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }
}
