//! What a person wants to be told of: read, checked, changed, told to their devices.

use montaj_domain::{
    ids::UserId,
    notification::{Channel, InvalidQuietHours},
    timestamp::Timestamp,
    user::Role,
};
use montaj_store::{
    Tx,
    notification_settings::{self, Mute, Switches},
};
use montaj_wire::{
    event::EventBody,
    notification::{EditNotificationSettings, KindSettings, MutedChat, NotificationSettings},
};

use crate::{
    http::{caller::Caller, error::ApiError, fields::Fields},
    live::publish::append,
};

/// No edit names more than each kind a few times.
const MOST_KINDS: usize = 100;

/// What is in force for the person.
pub async fn load(
    tx: &mut Tx,
    user_id: UserId,
    role: Role,
    now: Timestamp,
) -> Result<NotificationSettings, ApiError> {
    let chosen = notification_settings::load(tx, user_id, now).await?;
    let mut settings = NotificationSettings::of(role);
    let kinds = chosen.switches.into_iter().map(|switches| KindSettings {
        kind: switches.kind,
        in_app: Some(switches.in_app),
        push: Some(switches.push),
        email: Some(switches.email),
        sms: Some(switches.sms),
    });
    settings.apply(&EditNotificationSettings {
        kinds: kinds.collect(),
        quiet_hours: chosen.quiet_hours,
    });
    let muted = |mute: Mute| MutedChat { order_id: mute.order_id, until: mute.until };
    settings.muted_chats = chosen.mutes.into_iter().map(muted).collect();
    Ok(settings)
}

/// Writes what the edit changes. The caller's row is locked, so that of two edits at once neither
/// writes over what the other alone has named.
pub async fn edit(
    tx: &mut Tx,
    caller: &Caller,
    edit: &EditNotificationSettings,
    now: Timestamp,
) -> Result<NotificationSettings, ApiError> {
    let mut settings = load(tx, caller.user_id, caller.role, now).await?;
    check(edit, &settings)?;
    let before = settings.clone();
    settings.apply(edit);
    for (kind, was) in settings.kinds.iter().zip(&before.kinds) {
        if kind != was {
            notification_settings::save_switches(tx, caller.user_id, switches(kind)).await?;
        }
    }
    if settings.quiet_hours != before.quiet_hours {
        let hours = &settings.quiet_hours;
        notification_settings::save_quiet_hours(tx, caller.user_id, hours).await?;
    }
    if settings != before {
        tell(tx, caller.user_id, &settings)?;
    }
    Ok(settings)
}

/// Tells all devices of the person.
pub fn tell(tx: &mut Tx, user_id: UserId, settings: &NotificationSettings) -> Result<(), ApiError> {
    append(tx, user_id, user_id, &EventBody::SettingsUpdated(Box::new(settings.clone())))
}

fn switches(kind: &KindSettings) -> Switches {
    let on = |channel| kind.get(channel).unwrap_or(false);
    Switches {
        kind: kind.kind,
        in_app: on(Channel::InApp),
        push: on(Channel::Push),
        email: on(Channel::Email),
        sms: on(Channel::Sms),
    }
}

fn check(edit: &EditNotificationSettings, known: &NotificationSettings) -> Result<(), ApiError> {
    let mut fields = Fields::default();
    if edit.kinds.len() > MOST_KINDS {
        fields.refuse("kinds", "too_many", format!("Не больше {MOST_KINDS} за раз"));
    }
    for change in edit.kinds.iter().take(MOST_KINDS) {
        let name = change.kind;
        if !known.kinds.iter().any(|known| known.kind == name) {
            let message = format!("Уведомления {name} вам не приходят");
            fields.refuse("kinds", "not_applicable", message);
            continue;
        }
        for channel in Channel::ALL.iter().filter(|channel| change.get(**channel).is_some()) {
            if !name.goes_by(*channel) {
                let message = format!("Уведомления {name} так не отправляются: {channel}");
                fields.refuse("kinds", "no_such_channel", message);
            } else if !name.is_switchable(*channel) && change.get(*channel) == Some(false) {
                let message = format!("Уведомления {name} отключить нельзя");
                fields.refuse("kinds", "always_on", message);
            }
        }
    }
    if let Some(Err(error)) = edit.quiet_hours.as_ref().map(|hours| hours.check()) {
        let (code, message) = match error {
            InvalidQuietHours::NoSuchMinute => {
                ("no_such_minute", "Время суток — от 0 до 1439 минут")
            }
            InvalidQuietHours::Empty => ("empty", "Начало и конец тихих часов совпадают"),
            InvalidQuietHours::NoSuchZone => ("no_such_zone", "Такого часового пояса нет"),
        };
        fields.refuse("quietHours", code, message);
    }
    fields.refusal().map_or(Ok(()), Err)
}
