//! Each person's log of events: the one path by which changes reach devices.

use std::{collections::BTreeMap, sync::Arc};

use montaj_domain::{ids::UserId, timestamp::Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    Committed, StoreError, Tx,
    dialect::{
        execute, execute_given, fetch_among, fetch_given, fetch_optional, fetch_page, rows_json,
    },
    row::RowName,
};

/// An event to append. The payload is JSON as it will travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub kind: &'static str,
    /// The message, order or notification it is about.
    pub subject_id: String,
    /// Shared by all whom it concerns alike.
    pub payload: Arc<str>,
}

/// An entry of a log.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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

/// What a transaction wants to be done to logs at its commit.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    pub events: Vec<(UserId, NewEvent)>,
    pub acknowledged: Vec<(UserId, i64)>,
}

/// An event with its place in its person's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    pub user_id: UserId,
    pub seq: i64,
    pub kind: &'static str,
    pub payload: Arc<str>,
    pub at: Timestamp,
}

/// What is to be done to one person's head.
#[derive(Serialize)]
struct Head {
    user_id: UserId,
    events: i64,
    acked: i64,
}

#[derive(Serialize)]
struct Row<'a> {
    user_id: UserId,
    seq: i64,
    kind: &'a str,
    subject_id: &'a str,
    payload: &'a str,
}

/// Appends the events, each person's in the order in which they were noted, and takes the
/// acknowledgements. Everybody locks the heads in the order of people's ids, and last of all.
pub(crate) async fn append_all(
    tx: &mut Tx,
    noted: Noted,
    now: Timestamp,
) -> Result<Committed, StoreError> {
    let Noted { mut events, acknowledged } = noted;
    if events.is_empty() && acknowledged.is_empty() {
        return Ok(Committed::default());
    }
    // Stable, see above.
    events.sort_by_key(|(user_id, _)| *user_id);
    let mut seqs = take_seqs(tx, &events, &acknowledged).await?;
    let events = events.into_iter().map(|(user_id, event)| {
        let next = seqs.get_mut(&user_id).ok_or_else(|| {
            StoreError::impossible("event_heads", user_id, "no head after it was written")
        })?;
        let seq = *next;
        *next += 1;
        Ok((
            event.subject_id,
            Appended { user_id, seq, kind: event.kind, payload: event.payload, at: now },
        ))
    });
    let events = events.collect::<Result<Vec<_>, StoreError>>()?;
    insert_all(tx, &events, now).await?;
    Ok(Committed { events: events.into_iter().map(|(_, appended)| appended).collect() })
}

/// Takes each person's next seqs and answers the first of each.
async fn take_seqs(
    tx: &mut Tx,
    events: &[(UserId, NewEvent)],
    acknowledged: &[(UserId, i64)],
) -> Result<BTreeMap<UserId, i64>, StoreError> {
    let mut heads: BTreeMap<UserId, (i64, i64)> = BTreeMap::new();
    for (user_id, _) in events {
        heads.entry(*user_id).or_default().0 += 1;
    }
    for (user_id, up_to) in acknowledged {
        let acked = &mut heads.entry(*user_id).or_default().1;
        *acked = (*acked).max(*up_to);
    }
    let rows = rows_json(heads.iter().map(|(user_id, (events, acked))| Head {
        user_id: *user_id,
        events: *events,
        acked: *acked,
    }))?;
    let lasts = fetch_given!(
        tx,
        (String, i64),
        "insert into event_heads (user_id, last_seq, acked_seq)
         select given.user_id, given.events, given.acked from",
        (user_id text, events bigint, acked bigint),
        "where true order by given.user_id
         on conflict (user_id) do update set
             last_seq = event_heads.last_seq + excluded.last_seq,
             acked_seq = case when excluded.acked_seq > event_heads.acked_seq
                 then excluded.acked_seq else event_heads.acked_seq end
         returning user_id, last_seq",
        rows,
    )?;
    let first = |(user_id, last): (String, i64)| {
        let user_id = RowName { table: "event_heads", id: &user_id }.parse("user_id", &user_id)?;
        let events = heads.get(&user_id).map_or(0, |(events, _)| *events);
        Ok((user_id, last + 1 - events))
    };
    lasts.into_iter().map(first).collect()
}

async fn insert_all(
    tx: &mut Tx,
    events: &[(String, Appended)],
    now: Timestamp,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let rows = rows_json(events.iter().map(|(subject_id, event)| Row {
        user_id: event.user_id,
        seq: event.seq,
        kind: event.kind,
        subject_id,
        payload: &event.payload,
    }))?;
    execute_given!(
        tx,
        "insert into events (user_id, seq, kind, subject_id, payload, at)
         select given.user_id, given.seq, given.kind, given.subject_id, given.payload, $2 from",
        (user_id text, seq bigint, kind text, subject_id text, payload text),
        "where true",
        rows,
        now.as_millis(),
    )?;
    Ok(())
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

macro_rules! item {
    ($array:literal) => {
        concat!($array, "(seq, kind, payload, at)")
    };
}

/// At most `limit` entries after `since`, oldest first.
pub async fn after(
    tx: &mut Tx,
    user_id: UserId,
    since: i64,
    limit: u32,
) -> Result<Vec<LoggedEvent>, StoreError> {
    let mut events = fetch_page!(
        tx,
        LoggedEvent,
        item,
        "select seq, kind, payload, at from events
         where user_id = $1 and seq > $2 order by seq limit $3 + 0",
        user_id.to_string(),
        since,
        i64::from(limit),
    )?;
    events.sort_unstable_by_key(|event| event.seq);
    Ok(events)
}

/// How far a person's device says to have stored their log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stored {
    pub user_id: UserId,
    pub up_to: i64,
}

/// The entries of `kind` that each person's device has stored beyond what it said before, as
/// (person, subject), oldest first.
pub async fn newly_stored(
    tx: &mut Tx,
    stored: &[Stored],
    kind: &str,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let found = fetch_given!(
        tx,
        (String, String),
        "select e.user_id, e.subject_id from",
        (user_id text, up_to bigint),
        "join event_heads h on h.user_id = given.user_id
         join events e on e.user_id = given.user_id
             and e.seq > h.acked_seq and e.seq <= given.up_to
         where e.kind = $2 order by e.user_id, e.seq",
        rows_json(stored)?,
        kind,
    )?;
    let person = |(user_id, subject): (String, String)| {
        let name = RowName { table: "events", id: &user_id };
        Ok((name.parse("user_id", &user_id)?, subject))
    };
    found.into_iter().map(person).collect()
}

/// Where the logs of these people stand.
pub async fn heads(
    tx: &mut Tx,
    people: impl IntoIterator<Item = UserId>,
) -> Result<BTreeMap<UserId, LogHead>, StoreError> {
    let rows = fetch_among!(
        tx,
        (String, i64, i64, i64),
        "select user_id, last_seq, acked_seq, trimmed_seq from event_heads where user_id",
        people,
    )?;
    let head = |(user_id, last_seq, acked_seq, trimmed_seq): (String, i64, i64, i64)| {
        let name = RowName { table: "event_heads", id: &user_id };
        Ok((name.parse("user_id", &user_id)?, LogHead { last_seq, acked_seq, trimmed_seq }))
    };
    rows.into_iter().map(head).collect()
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
