//! Each person's log of events: the one path by which changes reach devices.

use montaj_domain::{ids::UserId, timestamp::Timestamp};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_one, fetch_optional},
};

/// An event to append. The payload is JSON as it will travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub kind: &'static str,
    /// The message, order or notification it is about.
    pub subject_id: String,
    pub payload: String,
}

/// An entry of a log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LoggedEvent {
    pub seq: i64,
    pub kind: String,
    pub payload: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Where a person's log begins and ends, and how far a device has stored it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct LogHead {
    /// The newest seq; 0 for an empty log.
    pub last_seq: i64,
    pub acked_seq: i64,
    /// A cursor below this can no longer be served.
    pub trimmed_seq: i64,
}

impl LogHead {
    /// Whether everything after the cursor can still be served. A cursor ahead of the log comes
    /// from before a restore, and is as useless.
    pub fn reaches(&self, since: i64) -> bool {
        (self.trimmed_seq..=self.last_seq).contains(&since)
    }
}

/// Appends the events, which must be sorted by person. Answers each person's newest seq.
pub(crate) async fn append_all(
    tx: &mut Tx,
    events: &[(UserId, NewEvent)],
    now: Timestamp,
) -> Result<Vec<(UserId, i64)>, StoreError> {
    let mut heads = Vec::new();
    for of_person in events.chunk_by(|a, b| a.0 == b.0) {
        let user_id = of_person[0].0;
        let last = reserve(tx, user_id, of_person.len()).await?;
        let first = last + 1 - count(of_person.len());
        for (seq, (_, event)) in (first..).zip(of_person) {
            execute!(
                tx,
                "insert into events (user_id, seq, kind, subject_id, payload, at)
                 values ($1, $2, $3, $4, $5, $6)",
                user_id.to_string(),
                seq,
                event.kind,
                event.subject_id.as_str(),
                event.payload.as_str(),
                now.as_millis(),
            )?;
        }
        heads.push((user_id, last));
    }
    Ok(heads)
}

/// Takes the next `events` seqs of a person's log and answers the last of them.
async fn reserve(tx: &mut Tx, user_id: UserId, events: usize) -> Result<i64, StoreError> {
    let (last,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into event_heads (user_id, last_seq) values ($1, $2)
         on conflict (user_id) do update set last_seq = event_heads.last_seq + excluded.last_seq
         returning last_seq",
        user_id.to_string(),
        count(events),
    )?;
    Ok(last)
}

fn count(events: usize) -> i64 {
    i64::try_from(events).unwrap_or(i64::MAX)
}

/// Where the person's log stands.
pub async fn head(tx: &mut Tx, user_id: UserId) -> Result<LogHead, StoreError> {
    let head = fetch_optional!(
        tx,
        LogHead,
        "select last_seq, acked_seq, trimmed_seq from event_heads where user_id = $1",
        user_id.to_string(),
    )?;
    Ok(head.unwrap_or_default())
}

/// At most `limit` entries after `since`, oldest first.
pub async fn after(
    tx: &mut Tx,
    user_id: UserId,
    since: i64,
    limit: u32,
) -> Result<Vec<LoggedEvent>, StoreError> {
    fetch_all!(
        tx,
        LoggedEvent,
        "select seq, kind, payload, at from events
         where user_id = $1 and seq > $2 order by seq limit $3",
        user_id.to_string(),
        since,
        i64::from(limit),
    )
}

/// The subjects of the entries of `kind` in `(after, up_to]`.
pub async fn subjects(
    tx: &mut Tx,
    user_id: UserId,
    kind: &str,
    after: i64,
    up_to: i64,
) -> Result<Vec<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select subject_id from events
         where user_id = $1 and seq > $2 and seq <= $3 and kind = $4 order by seq",
        user_id.to_string(),
        after,
        up_to,
        kind,
    )?;
    Ok(rows.into_iter().map(|(subject,)| subject).collect())
}

/// Notes that a device has stored the log up to `up_to`. Never goes back.
pub async fn acknowledge(tx: &mut Tx, user_id: UserId, up_to: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "update event_heads set acked_seq = $2 where user_id = $1 and acked_seq < $2",
        user_id.to_string(),
        up_to,
    )?;
    Ok(())
}

/// Removes the entries up to `up_to`; cursors below it start from a snapshot.
pub async fn trim(tx: &mut Tx, user_id: UserId, up_to: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "delete from events where user_id = $1 and seq <= $2",
        user_id.to_string(),
        up_to,
    )?;
    execute!(
        tx,
        "update event_heads set trimmed_seq = $2 where user_id = $1 and trimmed_seq < $2",
        user_id.to_string(),
        up_to,
    )?;
    Ok(())
}
