//! Removing what has served and would only grow: entries of logs, answers kept for repetitions,
//! sessions that are over, jobs that were given up.
//!
//! Each call removes a few rows, so that whoever writes meanwhile does not wait for it.

use montaj_domain::{ids::UserId, timestamp::Timestamp};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all},
    events,
    row::RowName,
};

/// What of a log may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRule {
    /// Entries from before this that a device has stored.
    pub before: Timestamp,
    /// Stored or not, all but so many of the newest.
    pub most: i64,
}

/// How long somebody's log is, and how old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogAge {
    pub user_id: UserId,
    length: i64,
    /// Of its oldest entry.
    oldest_at: Option<i64>,
    /// Whether a device has stored the oldest entry.
    is_stored: bool,
}

impl LogAge {
    /// Whether something of the log may go.
    pub fn has_surplus(&self, rule: LogRule) -> bool {
        let is_old = self.oldest_at.is_some_and(|at| at < rule.before.as_millis());
        self.length > rule.most || (is_old && self.is_stored)
    }
}

/// The logs of the next people, in the order of their ids.
pub async fn logs_after(
    tx: &mut Tx,
    after: Option<UserId>,
    limit: u32,
) -> Result<Vec<LogAge>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, i64, i64, Option<i64>),
        "select h.user_id, h.last_seq, h.acked_seq, h.trimmed_seq,
             (select e.at from events e
              where e.user_id = h.user_id and e.seq = h.trimmed_seq + 1)
         from event_heads h where h.user_id > $1 order by h.user_id limit $2",
        after.map_or_else(String::new, |id| id.to_string()),
        i64::from(limit),
    )?;
    let age =
        |(user_id, last_seq, acked_seq, trimmed_seq, oldest_at): (String, i64, i64, i64, _)| {
            let name = RowName { table: "event_heads", id: &user_id };
            Ok(LogAge {
                user_id: name.parse("user_id", &user_id)?,
                length: last_seq - trimmed_seq,
                oldest_at,
                is_stored: acked_seq > trimmed_seq,
            })
        };
    rows.into_iter().map(age).collect()
}

/// Removes at most `limit` of the oldest entries of a log that may go, and tells how many it were.
/// They are its beginning: what stays has no gap.
pub async fn trim_log(
    tx: &mut Tx,
    user_id: UserId,
    rule: LogRule,
    limit: u32,
) -> Result<u64, StoreError> {
    let head = events::head(tx, user_id).await?;
    let oldest = fetch_all!(
        tx,
        (i64, i64),
        "select seq, at from events where user_id = $1 and seq > $2 order by seq limit $3",
        user_id.to_string(),
        head.trimmed_seq,
        i64::from(limit),
    )?;
    let may_go = |(seq, at): &&(i64, i64)| {
        *seq <= head.last_seq - rule.most
            || (*seq <= head.acked_seq && *at < rule.before.as_millis())
    };
    let Some((up_to, _)) = oldest.iter().take_while(may_go).last() else { return Ok(0) };
    events::trim(tx, user_id, *up_to).await?;
    Ok(u64::try_from(*up_to - head.trimmed_seq).unwrap_or(0))
}

/// Removes answers that were kept for a repetition: no device repeats a request for so long.
pub async fn remove_answers(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64, StoreError> {
    execute!(
        tx,
        "delete from idempotency_keys where (user_id, key) in (
             select user_id, key from idempotency_keys where created_at < $1
             order by created_at limit $2)",
        before.as_millis(),
        i64::from(limit),
    )
}

/// Removes sessions that ended, or expired, before an instant.
pub async fn remove_sessions(
    tx: &mut Tx,
    before: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "delete from sessions where id in (
             select id from sessions where coalesce(ended_at, expires_at) < $1
             order by coalesce(ended_at, expires_at) limit $2)",
        before.as_millis(),
        i64::from(limit),
    )
}

/// Removes jobs that were given up before an instant.
pub async fn remove_parked_jobs(
    tx: &mut Tx,
    before: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "delete from jobs where id in (
             select id from jobs where parked_at is not null and parked_at < $1
             order by parked_at limit $2)",
        before.as_millis(),
        i64::from(limit),
    )
}
