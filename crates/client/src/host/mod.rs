//! What differs between hosts: spawning, sleeping, the hour and random bytes.
//!
//! Everything else in the engine is the same code on both.

mod signal;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::{MaybeSend, OsEntropy, SystemClock};
#[cfg(target_arch = "wasm32")]
pub use web::{MaybeSend, OsEntropy, SystemClock};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::{sleep, spawn};
#[cfg(target_arch = "wasm32")]
pub(crate) use web::{sleep, spawn};

pub(crate) use signal::Signal;

use std::{pin::pin, time::Duration};

use futures::future::{Either, Future, select};

/// What `work` answers, or `None` when it takes longer than `limit`.
pub(crate) async fn within<F: Future>(limit: Duration, work: F) -> Option<F::Output> {
    match select(pin!(work), pin!(sleep(limit))).await {
        Either::Left((answer, _)) => Some(answer),
        Either::Right(((), _)) => None,
    }
}
