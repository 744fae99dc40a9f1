//! Many seeds, several at a time, in one town.

use std::{fmt, ops::Range, sync::Arc, time::Duration};

use futures::{StreamExt as _, stream};
use tokio::time::Instant;

use crate::{
    run::{self, Failure, Tally},
    town::Town,
};

/// Most of a run is waiting for somebody else; more than this only slows each down.
pub const AT_ONCE: usize = 4;

/// What the seeds came to together.
#[derive(Debug, Default)]
pub struct Outcome {
    pub lived: usize,
    pub together: Tally,
    pub failures: Vec<Box<Failure>>,
    pub took: Duration,
}

/// Lives all of them; `told` hears of each as it ends, and whether it went well.
///
/// # Panics
/// A run panicked; its seed is in the message.
pub async fn live(
    seeds: Range<u64>,
    at_once: usize,
    told: Arc<impl Fn(u64, bool) + Send + Sync + 'static>,
) -> Outcome {
    let began = Instant::now();
    let town = Arc::new(Town::found().await);
    let runs = stream::iter(seeds).map(|seed| {
        let town = Arc::clone(&town);
        async move {
            let run = tokio::spawn(async move { run::live(&town, seed).await }).await;
            (seed, run.unwrap_or_else(|error| panic!("seed {seed}: {error}")))
        }
    });
    let mut runs = runs.buffer_unordered(at_once);
    let mut outcome = Outcome::default();
    while let Some((seed, run)) = runs.next().await {
        told(seed, run.is_ok());
        outcome.lived += 1;
        match run {
            Ok(tally) => outcome.together.add(tally),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome.took = began.elapsed();
    outcome
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.messages += other.messages;
        self.acknowledged += other.acknowledged;
        self.server_kills += other.server_kills;
        self.device_kills += other.device_kills;
        self.told_to_wait += other.told_to_wait;
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { messages, acknowledged, server_kills, device_kills, told_to_wait } =
            self.together;
        write!(
            f,
            "{} seeds in {:.0} s: {} went wrong; {messages} messages among {acknowledged} \
             acknowledged deeds, {told_to_wait} told to wait, {server_kills} kills of the server and \
             {device_kills} of devices",
            self.lived,
            self.took.as_secs_f64(),
            self.failures.len(),
        )
    }
}
