//! Notifications in the app (PRODUCT 8).

use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    notification::{NotificationFacts, NotificationKind},
    timestamp::Timestamp,
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_one, fetch_optional},
    row::{RowName, instant},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    pub id: NotificationId,
    pub user_id: UserId,
    pub kind: NotificationKind,
    pub title: String,
    pub body: String,
    /// What title and body name; none in rows from before it was kept.
    pub facts: Option<NotificationFacts>,
    /// The order it is about.
    pub order_id: Option<OrderId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// Where a page ended: the creation and id of its last notification.
pub type Before = (Timestamp, NotificationId);

/// Beyond this nobody counts: the number is only shown.
const MAX_COUNTED: i64 = 1000;

macro_rules! columns {
    () => {
        "id, user_id, kind, title, body, facts, order_id, created_at, read_at"
    };
}

#[derive(sqlx::FromRow)]
struct NotificationRow {
    id: String,
    user_id: String,
    kind: String,
    title: String,
    body: String,
    facts: Option<String>,
    order_id: Option<String>,
    created_at: i64,
    read_at: Option<i64>,
}

/// Inserts it; one of a kind that the person has switched off in the app is read from the start.
/// Answers since when it is read.
pub async fn insert(
    tx: &mut Tx,
    notification: &Notification,
) -> Result<Option<Timestamp>, StoreError> {
    let facts = notification.facts.as_ref().map(serde_json::to_string).transpose();
    let facts = facts.map_err(|error| {
        StoreError::impossible("notifications", notification.id, format_args!("facts: {error}"))
    })?;
    let (read_at,): (Option<i64>,) = fetch_one!(
        tx,
        (Option<i64>,),
        "insert into notifications (
             id, user_id, kind, title, body, facts, order_id, created_at, read_at
         ) values (
             $1, $2, $3, $4, $5, $6, $7, $8, coalesce(cast($9 as bigint), (
                 select cast($8 as bigint) from notification_switches
                 where user_id = $2 and kind = $3 and in_app = 0
             ))
         ) returning read_at",
        notification.id.to_string(),
        notification.user_id.to_string(),
        notification.kind.as_str(),
        notification.title.as_str(),
        notification.body.as_str(),
        facts,
        notification.order_id.map(|id| id.to_string()),
        notification.created_at.as_millis(),
        notification.read_at.map(Timestamp::as_millis),
    )?;
    Ok(read_at.map(instant))
}

/// The person's notification; somebody else's is none.
pub async fn find(
    tx: &mut Tx,
    user_id: UserId,
    id: NotificationId,
) -> Result<Option<Notification>, StoreError> {
    fetch_optional!(
        tx,
        NotificationRow,
        concat!("select ", columns!(), " from notifications where id = $1 and user_id = $2"),
        id.to_string(),
        user_id.to_string(),
    )?
    .map(NotificationRow::into_notification)
    .transpose()
}

/// Whether the person was told of this already.
pub async fn was_told(
    tx: &mut Tx,
    user_id: UserId,
    kind: NotificationKind,
    order_id: OrderId,
) -> Result<bool, StoreError> {
    let row = fetch_optional!(
        tx,
        (String,),
        "select id from notifications where order_id = $1 and user_id = $2 and kind = $3 limit 1",
        order_id.to_string(),
        user_id.to_string(),
        kind.as_str(),
    )?;
    Ok(row.is_some())
}

/// What a moderator last gave as the reason of a verdict on the person's account.
pub async fn last_verdict(tx: &mut Tx, user_id: UserId) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(
        tx,
        NotificationRow,
        concat!(
            "select ",
            columns!(),
            " from notifications where user_id = $1 and kind = $2
              order by created_at desc, id desc limit 1"
        ),
        user_id.to_string(),
        NotificationKind::AccountModerated.as_str(),
    )?;
    let verdict = row.map(NotificationRow::into_notification).transpose()?;
    Ok(verdict.and_then(|verdict| verdict.facts).and_then(|facts| facts.said))
}

/// At most `limit` of the person's notifications, the newest first.
pub async fn list(
    tx: &mut Tx,
    user_id: UserId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<Notification>, StoreError> {
    let (at, id) =
        before.map_or((i64::MAX, String::new()), |(at, id)| (at.as_millis(), id.to_string()));
    let rows = fetch_all!(
        tx,
        NotificationRow,
        concat!(
            "select ",
            columns!(),
            " from notifications where user_id = $1 and (created_at, id) < ($2, $3)
              order by created_at desc, id desc limit $4"
        ),
        user_id.to_string(),
        at,
        id.as_str(),
        i64::from(limit),
    )?;
    rows.into_iter().map(NotificationRow::into_notification).collect()
}

/// How many are unread; at most 1000.
pub async fn unread_count(tx: &mut Tx, user_id: UserId) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select count(*) from (
             select id from notifications where user_id = $1 and read_at is null limit $2
         ) as unread",
        user_id.to_string(),
        MAX_COUNTED,
    )?;
    Ok(count)
}

/// Marks one as read. Answers whether it was unread before.
pub async fn mark_read(
    tx: &mut Tx,
    user_id: UserId,
    id: NotificationId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let marked = execute!(
        tx,
        "update notifications set read_at = $3
         where id = $1 and user_id = $2 and read_at is null",
        id.to_string(),
        user_id.to_string(),
        now.as_millis(),
    )?;
    Ok(marked > 0)
}

/// Marks all as read, at `at`, that were made up to then. Answers how many were not.
pub async fn mark_all_read(tx: &mut Tx, user_id: UserId, at: Timestamp) -> Result<u64, StoreError> {
    execute!(
        tx,
        "update notifications set read_at = $2
         where user_id = $1 and read_at is null and created_at <= $2",
        user_id.to_string(),
        at.as_millis(),
    )
}

/// Deletes one for good. Answers whether there was one.
pub async fn delete(tx: &mut Tx, user_id: UserId, id: NotificationId) -> Result<bool, StoreError> {
    let deleted = execute!(
        tx,
        "delete from notifications where id = $1 and user_id = $2",
        id.to_string(),
        user_id.to_string(),
    )?;
    Ok(deleted > 0)
}

impl NotificationRow {
    fn into_notification(self) -> Result<Notification, StoreError> {
        let name = RowName { table: "notifications", id: &self.id };
        let facts = self.facts.as_deref().map(serde_json::from_str).transpose();
        Ok(Notification {
            id: name.parse("id", &self.id)?,
            user_id: name.parse("user_id", &self.user_id)?,
            kind: name.named("kind", &self.kind, NotificationKind::from_name)?,
            order_id: self.order_id.as_deref().map(|id| name.parse("order_id", id)).transpose()?,
            created_at: instant(self.created_at),
            read_at: self.read_at.map(instant),
            facts: facts.map_err(|error| name.impossible(format_args!("facts: {error}")))?,
            title: self.title,
            body: self.body,
        })
    }
}
