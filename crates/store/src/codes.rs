//! One-time codes sent to phones, kept by their hash (PRODUCT 1.2).
//!
//! Numbers nobody has registered get rows too, so that limits tell nothing about who is known.

use montaj_domain::{
    code::{CodePurpose, IssuedCode},
    ids::OperationId,
    phone::Phone,
    timestamp::Timestamp,
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_locked},
    row::{RowName, instant},
};

/// A code as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCode {
    pub id: OperationId,
    /// Of the code together with the number, under a key of the server.
    pub hash: String,
    pub issued: IssuedCode,
}

#[derive(sqlx::FromRow)]
struct CodeRow {
    id: String,
    code_hash: String,
    sent_at: i64,
    wrong_tries: i64,
    used_at: Option<i64>,
}

pub(crate) const fn purpose_name(purpose: CodePurpose) -> &'static str {
    match purpose {
        CodePurpose::VerifyPhone => "VERIFY_PHONE",
        CodePurpose::ResetPassword => "RESET_PASSWORD",
    }
}

/// Keeps a fresh code; from now on it is the only one of its purpose that counts.
pub async fn add(
    tx: &mut Tx,
    id: OperationId,
    phone: &Phone,
    purpose: CodePurpose,
    hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into phone_codes (id, phone, purpose, code_hash, sent_at)
         values ($1, $2, $3, $4, $5)",
        id.to_string(),
        phone.as_str(),
        purpose_name(purpose),
        hash,
        now.as_millis(),
    )?;
    Ok(())
}

/// When codes of any purpose went to the number after `since`, newest first.
pub async fn sent_since(
    tx: &mut Tx,
    phone: &Phone,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "select sent_at from phone_codes where phone = $1 and sent_at > $2
         order by sent_at desc limit 20",
        phone.as_str(),
        since.as_millis(),
    )?;
    Ok(rows.into_iter().map(|(sent_at,)| instant(sent_at)).collect())
}

/// When the last `limit` codes of any purpose went out after `since` to this number or to one that
/// differs from it in the last four digits only, newest first.
pub async fn sent_nearby_since(
    tx: &mut Tx,
    phone: &Phone,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<Timestamp>, StoreError> {
    let text = phone.as_str();
    let prefix = text.get(..text.len().saturating_sub(4)).unwrap_or(text);
    let rows = fetch_all!(
        tx,
        (i64,),
        "select sent_at from phone_codes where phone between $1 and $2 and sent_at > $3
         order by sent_at desc limit $4",
        format!("{prefix}0000"),
        format!("{prefix}9999"),
        since.as_millis(),
        i64::from(limit),
    )?;
    Ok(rows.into_iter().map(|(sent_at,)| instant(sent_at)).collect())
}

/// The newest code for the purpose, locked until the transaction ends.
pub async fn lock_newest(
    tx: &mut Tx,
    phone: &Phone,
    purpose: CodePurpose,
) -> Result<Option<StoredCode>, StoreError> {
    let row = fetch_locked!(
        tx,
        CodeRow,
        "select id, code_hash, sent_at, wrong_tries, used_at from phone_codes
         where phone = $1 and purpose = $2 order by sent_at desc, id desc limit 1",
        phone.as_str(),
        purpose_name(purpose),
    )?;
    row.map(TryInto::try_into).transpose()
}

/// Counts a wrong try; the transaction must be committed though the request fails.
pub async fn count_wrong_try(tx: &mut Tx, id: OperationId) -> Result<(), StoreError> {
    let id = id.to_string();
    execute!(tx, "update phone_codes set wrong_tries = wrong_tries + 1 where id = $1", id)?;
    Ok(())
}

/// The code has served.
pub async fn set_used(tx: &mut Tx, id: OperationId, at: Timestamp) -> Result<(), StoreError> {
    let id = id.to_string();
    execute!(tx, "update phone_codes set used_at = $2 where id = $1", id, at.as_millis())?;
    Ok(())
}

/// Removes codes sent before `before`, which count for no limit any more.
pub async fn remove_older(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "delete from phone_codes where sent_at < $1", before.as_millis())
}

impl TryFrom<CodeRow> for StoredCode {
    type Error = StoreError;

    fn try_from(row: CodeRow) -> Result<Self, StoreError> {
        let name = RowName { table: "phone_codes", id: &row.id };
        Ok(Self {
            id: name.parse("id", &row.id)?,
            hash: row.code_hash,
            issued: IssuedCode {
                sent_at: instant(row.sent_at),
                wrong_tries: u32::try_from(row.wrong_tries)
                    .map_err(|_| name.impossible("wrong_tries"))?,
                used: row.used_at.is_some(),
            },
        })
    }
}
