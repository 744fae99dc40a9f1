//! Signed-in devices (PRODUCT 1.4).

use montaj_domain::{
    ids::{SessionId, UserId},
    timestamp::Timestamp,
    user::{Role, UserStatus},
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_locked, fetch_optional},
    row::{RowName, instant},
};

/// One device's session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub user_id: UserId,
    pub device_name: String,
    /// Which refresh token was handed out last.
    pub generation: i64,
    /// The highest generation the device has shown to have received.
    pub confirmed_generation: i64,
    pub rotated_at: Timestamp,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

/// What an access token is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    pub user_id: UserId,
    pub role: Role,
    pub status: UserStatus,
    pub phone_verified: bool,
    pub confirmed_generation: i64,
    pub ended: bool,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    user_id: String,
    device_name: String,
    generation: i64,
    confirmed_generation: i64,
    rotated_at: i64,
    created_at: i64,
    last_used_at: i64,
    expires_at: i64,
    ended_at: Option<i64>,
}

impl TryFrom<SessionRow> for Session {
    type Error = StoreError;

    fn try_from(row: SessionRow) -> Result<Self, StoreError> {
        let name = RowName { table: "sessions", id: &row.id };
        Ok(Self {
            id: name.parse("id", &row.id)?,
            user_id: name.parse("user_id", &row.user_id)?,
            generation: row.generation,
            confirmed_generation: row.confirmed_generation,
            rotated_at: instant(row.rotated_at),
            created_at: instant(row.created_at),
            last_used_at: instant(row.last_used_at),
            expires_at: instant(row.expires_at),
            ended_at: row.ended_at.map(instant),
            device_name: row.device_name,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BearerRow {
    user_id: String,
    role: String,
    status: String,
    phone_verified_at: Option<i64>,
    confirmed_generation: i64,
    ended_at: Option<i64>,
}

/// Signs a device in.
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into sessions (id, user_id, device_name, generation, confirmed_generation,
             rotated_at, created_at, last_used_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        session.id.to_string(),
        session.user_id.to_string(),
        session.device_name.as_str(),
        session.generation,
        session.confirmed_generation,
        session.rotated_at.as_millis(),
        session.created_at.as_millis(),
        session.last_used_at.as_millis(),
        session.expires_at.as_millis(),
    )?;
    Ok(())
}

/// The session with its person, as an access token needs it.
pub async fn bearer(tx: &mut Tx, id: SessionId) -> Result<Option<Bearer>, StoreError> {
    let text = id.to_string();
    let row = fetch_optional!(
        tx,
        BearerRow,
        "select s.user_id, u.role, u.status, u.phone_verified_at, s.confirmed_generation,
             s.ended_at
         from sessions s join users u on u.id = s.user_id where s.id = $1",
        text.as_str(),
    )?;
    row.map(|row| {
        let name = RowName { table: "sessions", id: &text };
        Ok(Bearer {
            user_id: name.parse("user_id", &row.user_id)?,
            role: name.named("role", &row.role, Role::from_name)?,
            status: name.named("status", &row.status, UserStatus::from_name)?,
            phone_verified: row.phone_verified_at.is_some(),
            confirmed_generation: row.confirmed_generation,
            ended: row.ended_at.is_some(),
        })
    })
    .transpose()
}

/// The session, locked for a refresh.
pub async fn lock(tx: &mut Tx, id: SessionId) -> Result<Option<Session>, StoreError> {
    let row = fetch_locked!(
        tx,
        SessionRow,
        "select id, user_id, device_name, generation, confirmed_generation, rotated_at,
             created_at, last_used_at, expires_at, ended_at
         from sessions where id = $1",
        id.to_string(),
    )?;
    row.map(Session::try_from).transpose()
}

/// A person's sessions that have neither ended nor expired, the latest used first.
pub async fn open_of(
    tx: &mut Tx,
    user_id: UserId,
    now: Timestamp,
) -> Result<Vec<Session>, StoreError> {
    let rows = fetch_all!(
        tx,
        SessionRow,
        "select id, user_id, device_name, generation, confirmed_generation, rotated_at,
             created_at, last_used_at, expires_at, ended_at
         from sessions where user_id = $1 and ended_at is null and expires_at > $2
         order by last_used_at desc, id limit 100",
        user_id.to_string(),
        now.as_millis(),
    )?;
    rows.into_iter().map(Session::try_from).collect()
}

/// Hands out the refresh token of the next generation.
pub async fn rotate(
    tx: &mut Tx,
    id: SessionId,
    generation: i64,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update sessions set generation = $2, rotated_at = $3, last_used_at = $3, expires_at = $4
         where id = $1",
        id.to_string(),
        generation,
        now.as_millis(),
        expires_at.as_millis(),
    )?;
    Ok(())
}

/// The device has shown a token of this generation.
pub async fn confirm(
    tx: &mut Tx,
    id: SessionId,
    generation: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update sessions set confirmed_generation = $2, last_used_at = $3
         where id = $1 and confirmed_generation < $2",
        id.to_string(),
        generation,
        now.as_millis(),
    )?;
    Ok(())
}

/// Ends a person's session; false when there is no such open one.
pub async fn end(
    tx: &mut Tx,
    user_id: UserId,
    id: SessionId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = execute!(
        tx,
        "update sessions set ended_at = $3 where id = $2 and user_id = $1 and ended_at is null",
        user_id.to_string(),
        id.to_string(),
        now.as_millis(),
    )?;
    Ok(ended == 1)
}

/// Ends all sessions of a person.
pub async fn end_all(tx: &mut Tx, user_id: UserId, now: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "update sessions set ended_at = $2 where user_id = $1 and ended_at is null",
        user_id.to_string(),
        now.as_millis(),
    )?;
    Ok(())
}
