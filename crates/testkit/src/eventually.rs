//! Waiting for a condition: tests never sleep for a time somebody guessed.

use std::{fmt::Display, time::Duration};

use tokio::time::{Instant, sleep};

const FIRST_PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(100);

/// Asks `probe` until it answers `Ok`, and returns that. The pauses between grow from 2 to 100 ms.
///
/// # Panics
/// The deadline passed; the message tells what the probe said last.
///
/// ```
/// # use std::time::Duration;
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// let mut asked = 0;
/// let answer = montaj_testkit::eventually(Duration::from_secs(5), async || {
///     asked += 1;
///     (asked == 3).then_some("third").ok_or(format!("asked {asked} times"))
/// })
/// .await;
/// assert_eq!(answer, "third");
/// # });
/// ```
pub async fn eventually<T, E: Display>(
    within: Duration,
    mut probe: impl AsyncFnMut() -> Result<T, E>,
) -> T {
    let deadline = Instant::now() + within;
    let mut pause = FIRST_PAUSE;
    loop {
        let seen = match probe().await {
            Ok(value) => return value,
            Err(seen) => seen,
        };
        assert!(Instant::now() < deadline, "still not so after {within:?}: {seen}");
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    #[should_panic(expected = "still not so after 1s: the door is shut")]
    async fn a_condition_that_never_holds_fails_with_what_was_seen() {
        eventually(Duration::from_secs(1), async || Err::<(), _>("the door is shut")).await;
    }
}
