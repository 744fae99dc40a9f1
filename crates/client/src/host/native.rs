//! The host of the app and of tests: tokio, the system's clock and its random numbers.

use std::{future::Future, time::Duration};

use montaj_domain::{
    ambient::{Clock, Entropy},
    timestamp::Timestamp,
};

/// `Send` where tasks move between threads; nothing in a browser, which has one.
pub trait MaybeSend: Send {}
impl<T: Send + ?Sized> MaybeSend for T {}

/// Needs tokio's runtime around it.
pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) {
    // The work ends by itself or by its owner's stop: see `tasks`.
    drop(tokio::spawn(work));
}

pub(crate) async fn sleep(time: Duration) {
    tokio::time::sleep(time).await;
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the edge at which the hour comes in")]
    fn now(&self) -> Timestamp {
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let millis = since_1970.map_or(0, |time| i64::try_from(time.as_millis()).unwrap_or(0));
        Timestamp::from_millis(millis)
    }
}

/// The system's random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::panic, reason = "a system without random numbers cannot run this safely")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the system gives no random numbers: {error}");
        }
    }
}
