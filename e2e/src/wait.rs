//! Waiting for a condition: bounded, named, and never a blind pause.

use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// How long anything that a person would see "at once" may take on a busy test machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often a condition is looked at.
const PERIOD: Duration = Duration::from_millis(50);

/// Asks `probe` until it answers `Some`.
///
/// # Errors
/// After `at_most`, an error that names `what` was waited for.
pub async fn until<T, F, P>(what: impl Display, at_most: Duration, mut probe: P) -> Result<T>
where
    P: FnMut() -> F,
    F: Future<Output = Option<T>>,
{
    let deadline = Instant::now() + at_most;
    loop {
        if let Some(found) = probe().await {
            return Ok(found);
        }
        if Instant::now() >= deadline {
            bail!("waited {} s in vain: {what}", at_most.as_secs());
        }
        sleep(PERIOD).await;
    }
}
