//! Leases jobs that are due, a few at once, and sees each to its end.
//!
//! It is rung after commits and looks by itself now and then: for what other nodes added, and for
//! leases that ran out because their process died.

use std::time::Duration;

use montaj_domain::timestamp::Timestamp;
use montaj_store::{
    StoreError,
    jobs::{self, LeasedJob},
};
use tokio::{task::JoinSet, time::timeout};

use super::{JobError, deadline, perform, remains};
use crate::app::App;

const AT_ONCE: usize = 4;
/// How long a job may take; its lease is longer, so that nobody else has it meanwhile.
const LONGEST: Duration = Duration::from_secs(45);
const LEASE_SECS: i64 = 60;
/// How long the worker sleeps at most.
const IDLE: Duration = Duration::from_secs(5);
/// With the waits between them, about half an hour.
const MAX_ATTEMPTS: i64 = 12;
const LONGEST_WAIT_SECS: i64 = 300;

/// What looking for work came to.
enum Found {
    Job(LeasedJob),
    /// Nothing is due before then.
    Nothing {
        until: Option<Timestamp>,
    },
}

pub(super) async fn run(app: &App) {
    let mut running = JoinSet::new();
    let mut woken_by_time = true;
    while !app.stopping.is_cancelled() {
        while let Some(ended) = running.try_join_next() {
            note_panic(ended);
        }
        if running.len() >= AT_ONCE {
            tokio::select! {
                ended = running.join_next() => ended.into_iter().for_each(note_panic),
                () = app.stopping.cancelled() => {}
            }
            continue;
        }
        match look(app, woken_by_time).await {
            Ok(Found::Job(job)) => {
                woken_by_time = false;
                running.spawn(see_through(app.clone(), job));
            }
            Ok(Found::Nothing { until }) => woken_by_time = wait(app, until).await,
            Err(error) => {
                tracing::error!(%error, "cannot look for jobs");
                woken_by_time = wait(app, None).await;
            }
        }
    }
    while let Some(ended) = running.join_next().await {
        note_panic(ended);
    }
}

/// Leases what is due. A ring costs only a read when there is nothing to do; the regular look
/// tries a lease, which also finds those of the dead.
async fn look(app: &App, woken_by_time: bool) -> Result<Found, StoreError> {
    let now = app.now();
    if !woken_by_time {
        let mut tx = app.db.read().await?;
        let until = jobs::next_due(&mut tx).await?;
        if until.is_none_or(|due| due > now) {
            return Ok(Found::Nothing { until });
        }
    }
    let mut tx = app.db.write().await?;
    let job = jobs::lease(&mut tx, now, now.plus_secs(LEASE_SECS)).await?;
    let found = match job {
        Some(job) => Found::Job(job),
        None => Found::Nothing { until: jobs::next_due(&mut tx).await? },
    };
    tx.commit(now).await?;
    Ok(found)
}

/// Waits for a ring, for the next job to be due, or for [`IDLE`]; tells whether time ended it.
async fn wait(app: &App, until: Option<Timestamp>) -> bool {
    let due_in = until.map_or(i64::MAX, |due| due.millis_since(app.now()).max(1));
    let sleep = IDLE.min(Duration::from_millis(due_in.unsigned_abs()));
    tokio::select! {
        () = app.jobs_waiting.notified() => false,
        () = app.stopping.cancelled() => false,
        () = tokio::time::sleep(sleep) => true,
    }
}

async fn see_through(app: App, job: LeasedJob) {
    let result = match timeout(LONGEST, perform(&app, &job)).await {
        Ok(result) => result,
        Err(_) => Err(JobError::Passing("it took too long".to_owned())),
    };
    if let Err(error) = settle(&app, &job, result).await {
        // The lease runs out, and the job is done once more.
        tracing::error!(%error, id = %job.id, kind = job.kind, "cannot settle a job");
    }
}

/// Removes, retries or parks the job.
async fn settle(
    app: &App,
    job: &LeasedJob,
    result: Result<(), JobError>,
) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let (id, kind) = (job.id, job.kind.clone());
    let outcome = match result {
        Ok(()) => {
            jobs::remove(&mut tx, id).await?;
            "done"
        }
        Err(JobError::Passing(error)) if job.attempts < MAX_ATTEMPTS => {
            let run_at = retry_at(app, job.attempts, now);
            // What is of no use by then is given up by then, and its secrets go.
            let run_at = deadline(job).map_or(run_at, |deadline| run_at.min(deadline));
            tracing::warn!(%id, kind, attempts = job.attempts, error, "job failed; to be retried");
            jobs::retry(&mut tx, id, run_at, &error).await?;
            "retried"
        }
        Err(JobError::Passing(error) | JobError::Final(error)) => {
            tracing::error!(%id, kind, attempts = job.attempts, error, "job given up");
            jobs::park(&mut tx, id, now, &error).await?;
            if let Some(remains) = remains(job) {
                jobs::set_payload(&mut tx, id, &remains).await?;
            }
            "parked"
        }
    };
    tx.commit(now).await?;
    // A retry may be due before the worker would look by itself.
    app.ring_jobs();
    metrics::counter!("jobs_total", "kind" => kind, "outcome" => outcome).increment(1);
    Ok(())
}

/// The wait doubles from a second to five minutes; half of it is chance, so that what failed
/// together does not come back together.
fn retry_at(app: &App, attempts: i64, now: Timestamp) -> Timestamp {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX).min(30);
    let wait_millis = (1_i64 << doublings).min(LONGEST_WAIT_SECS).saturating_mul(1000);
    let half = wait_millis / 2;
    let chance = app.entropy.below(half.unsigned_abs().max(1));
    let chance = i64::try_from(chance).unwrap_or(0);
    Timestamp::from_millis(now.as_millis().saturating_add(half).saturating_add(chance))
}

fn note_panic(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        // Its lease runs out, and it is tried again until its attempts are used up.
        tracing::error!(%error, "a job panicked");
        metrics::counter!("jobs_panicked_total").increment(1);
    }
}
