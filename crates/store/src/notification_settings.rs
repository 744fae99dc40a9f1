//! What people want to be told of, how, and when not (PRODUCT 8): only what they have chosen.

use montaj_domain::{
    ids::{OrderId, UserId},
    notification::{NotificationKind, QuietHours},
    timestamp::Timestamp,
};

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_all, fetch_optional},
    row::{RowName, instant},
};

/// The switches of a kind that the person has touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches {
    pub kind: NotificationKind,
    pub in_app: bool,
    pub push: bool,
    pub email: bool,
    pub sms: bool,
}

/// A chat that is muted, for good when there is no `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mute {
    pub order_id: OrderId,
    pub until: Option<Timestamp>,
}

/// Everything a person has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    pub switches: Vec<Switches>,
    pub quiet_hours: Option<QuietHours>,
    /// By the id of the order, without those that are over.
    pub mutes: Vec<Mute>,
}

/// More muted chats than this are not told to a device.
const MAX_MUTES: i64 = 1000;

#[derive(sqlx::FromRow)]
struct SwitchesRow {
    kind: String,
    in_app: i64,
    push: i64,
    email: i64,
    sms: i64,
}

#[derive(sqlx::FromRow)]
struct QuietHoursRow {
    is_on: i64,
    from_minute: i64,
    to_minute: i64,
    zone: String,
    offset_minutes: i64,
}

/// What the person has chosen, as it is in force at `now`.
pub async fn load(tx: &mut Tx, user_id: UserId, now: Timestamp) -> Result<Chosen, StoreError> {
    let id = user_id.to_string();
    let switches = fetch_all!(
        tx,
        SwitchesRow,
        "select kind, in_app, push, email, sms from notification_switches
         where user_id = $1 order by kind",
        id.as_str(),
    )?;
    let quiet_hours = fetch_optional!(
        tx,
        QuietHoursRow,
        "select is_on, from_minute, to_minute, zone, offset_minutes from quiet_hours
         where user_id = $1",
        id.as_str(),
    )?;
    let mutes = fetch_all!(
        tx,
        (String, Option<i64>),
        "select order_id, until from muted_chats
         where user_id = $1 and (until is null or until > $2) order by order_id limit $3",
        id.as_str(),
        now.as_millis(),
        MAX_MUTES,
    )?;
    let mute = |(order_id, until): (String, Option<i64>)| {
        let name = RowName { table: "muted_chats", id: &id };
        Ok(Mute { order_id: name.parse("order_id", &order_id)?, until: until.map(instant) })
    };
    Ok(Chosen {
        switches: switches.into_iter().map(|row| row.switches(&id)).collect::<Result<_, _>>()?,
        quiet_hours: quiet_hours.map(|row| row.quiet_hours(&id)).transpose()?,
        mutes: mutes.into_iter().map(mute).collect::<Result<_, StoreError>>()?,
    })
}

/// Keeps the switches of one kind.
pub async fn save_switches(
    tx: &mut Tx,
    user_id: UserId,
    switches: Switches,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into notification_switches (user_id, kind, in_app, push, email, sms)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (user_id, kind) do update set in_app = excluded.in_app,
             push = excluded.push, email = excluded.email, sms = excluded.sms",
        user_id.to_string(),
        switches.kind.as_str(),
        i64::from(switches.in_app),
        i64::from(switches.push),
        i64::from(switches.email),
        i64::from(switches.sms),
    )?;
    Ok(())
}

pub async fn save_quiet_hours(
    tx: &mut Tx,
    user_id: UserId,
    hours: &QuietHours,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into quiet_hours (user_id, is_on, from_minute, to_minute, zone, offset_minutes)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (user_id) do update set is_on = excluded.is_on,
             from_minute = excluded.from_minute, to_minute = excluded.to_minute,
             zone = excluded.zone, offset_minutes = excluded.offset_minutes",
        user_id.to_string(),
        i64::from(hours.on),
        i64::from(hours.from_minute),
        i64::from(hours.to_minute),
        hours.zone.as_str(),
        i64::from(hours.offset_minutes),
    )?;
    Ok(())
}

/// Mutes a chat, or changes until when.
pub async fn mute(tx: &mut Tx, user_id: UserId, mute: Mute) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into muted_chats (user_id, order_id, until) values ($1, $2, $3)
         on conflict (user_id, order_id) do update set until = excluded.until",
        user_id.to_string(),
        mute.order_id.to_string(),
        mute.until.map(Timestamp::as_millis),
    )?;
    Ok(())
}

/// Answers whether the chat was muted.
pub async fn unmute(tx: &mut Tx, user_id: UserId, order_id: OrderId) -> Result<bool, StoreError> {
    let removed = execute!(
        tx,
        "delete from muted_chats where user_id = $1 and order_id = $2",
        user_id.to_string(),
        order_id.to_string(),
    )?;
    Ok(removed > 0)
}

impl SwitchesRow {
    fn switches(self, user_id: &str) -> Result<Switches, StoreError> {
        let name = RowName { table: "notification_switches", id: user_id };
        Ok(Switches {
            kind: name.named("kind", &self.kind, NotificationKind::from_name)?,
            in_app: self.in_app != 0,
            push: self.push != 0,
            email: self.email != 0,
            sms: self.sms != 0,
        })
    }
}

impl QuietHoursRow {
    fn quiet_hours(self, user_id: &str) -> Result<QuietHours, StoreError> {
        let name = RowName { table: "quiet_hours", id: user_id };
        let minute = |minute: i64| u16::try_from(minute).map_err(|error| name.impossible(error));
        let offset = i32::try_from(self.offset_minutes).map_err(|error| name.impossible(error))?;
        let hours = QuietHours {
            on: self.is_on != 0,
            from_minute: minute(self.from_minute)?,
            to_minute: minute(self.to_minute)?,
            zone: self.zone,
            offset_minutes: offset,
        };
        hours.check().map_err(|error| name.impossible(error))?;
        Ok(hours)
    }
}
