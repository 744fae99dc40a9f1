//! One row for each number that logs in or asks for codes: it counts failed log-ins (PRODUCT 1.3),
//! and taking it makes such requests of one number follow one another.

use montaj_domain::{phone::Phone, timestamp::Timestamp};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_one},
    row::instant,
};

/// Failed log-ins in a row, and when the last one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneGuard {
    pub login_failures: u32,
    pub last_failure_at: Timestamp,
}

/// Takes the number's row until the transaction ends.
pub async fn take(tx: &mut Tx, phone: &Phone, now: Timestamp) -> Result<PhoneGuard, StoreError> {
    let (failures, last_failure_at): (i64, i64) = fetch_one!(
        tx,
        (i64, i64),
        "insert into phone_guards (phone, login_failures, last_failure_at, touched_at)
         values ($1, 0, 0, $2)
         on conflict (phone) do update set touched_at = excluded.touched_at
         returning login_failures, last_failure_at",
        phone.as_str(),
        now.as_millis(),
    )?;
    let login_failures = u32::try_from(failures).unwrap_or(u32::MAX);
    Ok(PhoneGuard { login_failures, last_failure_at: instant(last_failure_at) })
}

/// Counts a failed log-in.
pub async fn add_failure(tx: &mut Tx, phone: &Phone, now: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "update phone_guards set login_failures = login_failures + 1, last_failure_at = $2
         where phone = $1",
        phone.as_str(),
        now.as_millis(),
    )?;
    Ok(())
}

/// Forgets the failures: somebody has shown that the account is theirs.
pub async fn clear_failures(tx: &mut Tx, phone: &Phone) -> Result<(), StoreError> {
    let phone = phone.as_str();
    execute!(tx, "update phone_guards set login_failures = 0 where phone = $1", phone)?;
    Ok(())
}

/// Removes the rows that nobody has touched since `before`.
pub async fn remove_older(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "delete from phone_guards where touched_at < $1", before.as_millis())
}
