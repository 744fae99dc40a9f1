//! The engine's tasks: each is owned here and ends when the engine does.

use std::{
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::future::select;

use crate::host::{MaybeSend, Signal, spawn, within};

/// How long a shutdown waits for what must not be cut.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(crate) struct Tasks(Arc<State>);

#[derive(Debug, Default)]
struct State {
    stopped: AtomicBool,
    stop: Signal,
    running: AtomicUsize,
    ended: Signal,
}

impl State {
    async fn stopped(&self) {
        loop {
            let seen = self.stop.seen();
            if self.stopped.load(Ordering::SeqCst) {
                return;
            }
            self.stop.after(seen).await;
        }
    }
}

/// Counts a task as ended even when it is dropped half way.
struct Running(Arc<State>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
        self.0.ended.ring();
    }
}

impl Tasks {
    /// Runs `work` until it ends or the engine stops, whichever comes first.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + MaybeSend + 'static) {
        let state = self.0.clone();
        self.run_to_its_end(async move {
            select(pin!(work), pin!(state.stopped())).await;
        });
    }

    /// Runs `work`, which ends soon by itself and must not be cut.
    pub(crate) fn run_to_its_end(&self, work: impl Future<Output = ()> + MaybeSend + 'static) {
        self.0.running.fetch_add(1, Ordering::SeqCst);
        let running = Running(self.0.clone());
        spawn(async move {
            work.await;
            drop(running);
        });
    }

    /// Tells the tasks to end.
    pub(crate) fn stop(&self) {
        self.0.stopped.store(true, Ordering::SeqCst);
        self.0.stop.ring();
    }

    /// Tells the tasks to end and waits for them, for a bounded time.
    pub(crate) async fn shutdown(&self) {
        self.stop();
        let all = async {
            loop {
                let seen = self.0.ended.seen();
                if self.0.running.load(Ordering::SeqCst) == 0 {
                    return;
                }
                self.0.ended.after(seen).await;
            }
        };
        if within(PATIENCE, all).await.is_none() {
            tracing::warn!("the engine's tasks did not end in time");
        }
    }
}
