//! Side effects written in the transaction that decided them, and done after it.

use montaj_domain::{ids::JobId, timestamp::Timestamp};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_optional},
    row::RowName,
};

/// A job that this process has leased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeasedJob {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    /// This attempt included.
    pub attempts: i64,
}

/// A job that failed for good.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ParkedJob {
    pub kind: String,
    pub payload: String,
    pub last_error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: String,
    kind: String,
    payload: String,
    attempts: i64,
}

/// Adds a job to be run at `run_at` or soon after.
pub async fn add(
    tx: &mut Tx,
    id: JobId,
    kind: &str,
    payload: &str,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into jobs (id, kind, payload, run_at, created_at) values ($1, $2, $3, $4, $5)",
        id.to_string(),
        kind,
        payload,
        run_at.as_millis(),
        now.as_millis(),
    )?;
    Ok(())
}

/// Leases the job that is due the longest, counting the attempt before it is made. Another
/// process may take it over once the lease has run out.
pub async fn lease(
    tx: &mut Tx,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<Option<LeasedJob>, StoreError> {
    let row = fetch_optional!(
        tx,
        JobRow,
        "update jobs set attempts = attempts + 1, leased_until = $2
         where id = (
             select id from jobs
             where parked_at is null and run_at <= $1
                 and (leased_until is null or leased_until <= $1)
             order by run_at, id limit 1
         ) and (leased_until is null or leased_until <= $1)
         returning id, kind, payload, attempts",
        now.as_millis(),
        lease_until.as_millis(),
    )?;
    row.map(|row| {
        let id = RowName { table: "jobs", id: &row.id }.parse("id", &row.id)?;
        Ok(LeasedJob { id, kind: row.kind, payload: row.payload, attempts: row.attempts })
    })
    .transpose()
}

/// The job is done.
pub async fn remove(tx: &mut Tx, id: JobId) -> Result<(), StoreError> {
    execute!(tx, "delete from jobs where id = $1", id.to_string())?;
    Ok(())
}

/// The attempt failed; it is tried again at `run_at`.
pub async fn retry(
    tx: &mut Tx,
    id: JobId,
    run_at: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update jobs set run_at = $2, leased_until = null, last_error = $3 where id = $1",
        id.to_string(),
        run_at.as_millis(),
        error,
    )?;
    Ok(())
}

/// The job failed for good; it stays, with the reason, for an operator to see.
pub async fn park(tx: &mut Tx, id: JobId, now: Timestamp, error: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "update jobs set parked_at = $2, leased_until = null, last_error = $3 where id = $1",
        id.to_string(),
        now.as_millis(),
        error,
    )?;
    Ok(())
}

/// Leaves less of a job than it was.
pub async fn set_payload(tx: &mut Tx, id: JobId, payload: &str) -> Result<(), StoreError> {
    execute!(tx, "update jobs set payload = $2 where id = $1", id.to_string(), payload)?;
    Ok(())
}

/// The last `limit` jobs that failed for good, the latest first.
pub async fn parked(tx: &mut Tx, limit: u32) -> Result<Vec<ParkedJob>, StoreError> {
    fetch_all!(
        tx,
        ParkedJob,
        "select kind, payload, last_error from jobs where parked_at is not null
         order by parked_at desc, id desc limit $1",
        i64::from(limit),
    )
}

/// When the next job is due, if there is one.
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select run_at from jobs where parked_at is null and leased_until is null
         order by run_at, id limit 1",
    )?;
    Ok(row.map(|(run_at,)| Timestamp::from_millis(run_at)))
}
