//! Removes what has served and would only grow: entries of logs that devices have stored, answers
//! kept for repetitions, sessions that are over, jobs given up, and rows that count towards limits
//! of the past.
//!
//! It goes in small batches with a pause after each, so that nobody who writes notices it.

use std::time::Duration;

use montaj_domain::timestamp::Timestamp;
use montaj_store::{
    StoreError, codes, phone_guards,
    retention::{self, LogRule},
};

use crate::{app::App, config::Retention};

const EVERY: Duration = Duration::from_secs(3600);
/// Longer than any limit looks back.
const LIMITS_LOOK_BACK_DAYS: i64 = 1;
/// Rows that are removed in one transaction.
const BATCH: u32 = 500;
/// Logs that are looked at in one transaction.
const LOGS: u32 = 500;
const PAUSE: Duration = Duration::from_millis(10);

/// How many rows were removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tidied {
    pub events: u64,
    pub answers: u64,
    pub sessions: u64,
    pub parked_jobs: u64,
    pub limits: u64,
}

pub(super) async fn run(app: &App) {
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            tidied = tidy(app) => match tidied {
                Ok(tidied) => tracing::debug!(?tidied, "tidied up"),
                Err(error) => tracing::error!(%error, "cannot tidy up"),
            },
        }
        tokio::select! {
            () = app.stopping.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Removes all that may go by now. Cut anywhere, it has removed a part, and the rest goes next
/// time.
///
/// # Errors
/// The database does not answer, or takes nothing.
pub async fn tidy(app: &App) -> Result<Tidied, StoreError> {
    let kept = &app.config.retention;
    let tidied = Tidied {
        events: trim_logs(app, kept).await?,
        answers: in_batches(app, Old::Answers, kept.answers_days).await?,
        sessions: in_batches(app, Old::Sessions, kept.sessions_days).await?,
        parked_jobs: in_batches(app, Old::ParkedJobs, kept.parked_jobs_days).await?,
        limits: forget_limits(app).await?,
    };
    let Tidied { events, answers, sessions, parked_jobs, limits } = tidied;
    for (what, rows) in [
        ("events", events),
        ("answers", answers),
        ("sessions", sessions),
        ("parked_jobs", parked_jobs),
        ("limits", limits),
    ] {
        metrics::counter!("rows_removed_total", "what" => what).increment(rows);
    }
    Ok(tidied)
}

/// Takes from every log what may go.
async fn trim_logs(app: &App, kept: &Retention) -> Result<u64, StoreError> {
    let rule = LogRule { before: days_ago(app, kept.events_days), most: kept.events_per_person };
    let (mut removed, mut after) = (0, None);
    loop {
        let mut tx = app.db.read().await?;
        let logs = retention::logs_after(&mut tx, after, LOGS).await?;
        drop(tx);
        let Some(last) = logs.last() else { return Ok(removed) };
        after = Some(last.user_id);
        for log in logs.iter().filter(|log| log.has_surplus(rule)) {
            loop {
                let mut tx = app.db.write().await?;
                let trimmed = retention::trim_log(&mut tx, log.user_id, rule, BATCH).await?;
                tx.commit(app.now()).await?;
                removed += trimmed;
                tokio::time::sleep(PAUSE).await;
                if trimmed < u64::from(BATCH) {
                    break;
                }
            }
        }
    }
}

/// What goes by its age alone.
#[derive(Debug, Clone, Copy)]
enum Old {
    Answers,
    Sessions,
    ParkedJobs,
}

async fn in_batches(app: &App, what: Old, days: i64) -> Result<u64, StoreError> {
    let before = days_ago(app, days);
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let batch = match what {
            Old::Answers => retention::remove_answers(&mut tx, before, BATCH).await?,
            Old::Sessions => retention::remove_sessions(&mut tx, before, BATCH).await?,
            Old::ParkedJobs => retention::remove_parked_jobs(&mut tx, before, BATCH).await?,
        };
        tx.commit(app.now()).await?;
        removed += batch;
        if batch < u64::from(BATCH) {
            return Ok(removed);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn forget_limits(app: &App) -> Result<u64, StoreError> {
    let before = days_ago(app, LIMITS_LOOK_BACK_DAYS);
    let mut tx = app.db.write().await?;
    let codes = codes::remove_older(&mut tx, before).await?;
    let guards = phone_guards::remove_older(&mut tx, before).await?;
    tx.commit(app.now()).await?;
    Ok(codes + guards)
}

fn days_ago(app: &App, days: i64) -> Timestamp {
    app.now().plus_days(-days)
}
