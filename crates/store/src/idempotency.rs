//! Every mutation once: the key a device made, and the answer it got, kept in the transaction of
//! the effect. A retry is the same operation, for as long as answers are kept: longer than any
//! device retries what could happen a second time.

use montaj_domain::{ids::UserId, timestamp::Timestamp};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_one},
};

/// What a key turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// New: do the work, then [`record`] the answer.
    Fresh,
    /// Done before with the same request: this was the answer.
    Answered { status: u16, answer: String },
    /// Used before for another request.
    Mismatch,
}

/// Claims `key` for the request with that fingerprint. Of two at once the second waits for the
/// first to commit, and then finds its answer.
pub async fn claim(
    tx: &mut Tx,
    user_id: UserId,
    key: &str,
    fingerprint: &str,
    now: Timestamp,
) -> Result<Claim, StoreError> {
    let inserted = execute!(
        tx,
        "insert into idempotency_keys (user_id, key, fingerprint, created_at)
         values ($1, $2, $3, $4) on conflict (user_id, key) do nothing",
        user_id.to_string(),
        key,
        fingerprint,
        now.as_millis(),
    )?;
    if inserted == 1 {
        return Ok(Claim::Fresh);
    }
    let (known, status, answer): (String, i64, String) = fetch_one!(
        tx,
        (String, i64, String),
        "select fingerprint, status, answer from idempotency_keys
         where user_id = $1 and key = $2",
        user_id.to_string(),
        key,
    )?;
    if known != fingerprint {
        return Ok(Claim::Mismatch);
    }
    let status = u16::try_from(status)
        .map_err(|_| StoreError::impossible("idempotency_keys", key, "status"))?;
    Ok(Claim::Answered { status, answer })
}

/// Keeps the answer of a freshly claimed key.
pub async fn record(
    tx: &mut Tx,
    user_id: UserId,
    key: &str,
    status: u16,
    answer: &str,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update idempotency_keys set status = $3, answer = $4 where user_id = $1 and key = $2",
        user_id.to_string(),
        key,
        i64::from(status),
        answer,
    )?;
    Ok(())
}
