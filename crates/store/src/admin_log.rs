//! The log of every administrator's act, to which rows are only added (PRODUCT 9).

use montaj_domain::{
    ids::{OperationId, UserId},
    timestamp::Timestamp,
};

use crate::{StoreError, Tx, dialect::execute};

/// What an administrator did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdminAct<'a> {
    pub admin_id: UserId,
    /// `APPROVE`, `BLOCK` …
    pub action: &'a str,
    /// `user`, `order` …
    pub subject_kind: &'a str,
    pub subject_id: &'a str,
    pub reason: Option<&'a str>,
}

pub async fn add(
    tx: &mut Tx,
    id: OperationId,
    act: AdminAct<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into admin_log (id, admin_id, action, subject_kind, subject_id, reason, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id.to_string(),
        act.admin_id.to_string(),
        act.action,
        act.subject_kind,
        act.subject_id,
        act.reason,
        now.as_millis(),
    )?;
    Ok(())
}
