//! What a person wants to be told of, how, and when not (PRODUCT 8).
//!
//! An edit names only what it changes, so of two devices that change different switches both
//! have their way, and of the same switch the later one has.

use montaj_domain::{
    ids::OrderId,
    notification::{Channel, NotificationKind, QuietHours},
    timestamp::Timestamp,
    user::Role,
};
use serde::{Deserialize, Serialize};

/// All of it, as it is in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotificationSettings {
    /// The kinds that people of this role get.
    pub kinds: Vec<KindSettings>,
    pub quiet_hours: QuietHours,
    /// Chats whose messages do not pop up.
    pub muted_chats: Vec<MutedChat>,
    /// The channels by which something is sent today; the switches of others are only kept.
    pub channels: Vec<Channel>,
}

/// The switches of one kind; absent for a channel by which it never goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KindSettings {
    pub kind: NotificationKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_app: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<bool>,
}

/// A muted chat; for good when `until` is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MutedChat {
    pub order_id: OrderId,
    pub until: Option<Timestamp>,
}

/// What is to be changed; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct EditNotificationSettings {
    pub kinds: Vec<KindSettings>,
    pub quiet_hours: Option<QuietHours>,
}

/// Until when a chat is muted; for good when `until` is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct MuteChat {
    pub until: Option<Timestamp>,
}

impl KindSettings {
    /// As it goes for who has chosen nothing.
    pub fn at_first(kind: NotificationKind) -> Self {
        let first = |channel| kind.goes_by(channel).then(|| kind.is_on_at_first(channel));
        Self {
            kind,
            in_app: first(Channel::InApp),
            push: first(Channel::Push),
            email: first(Channel::Email),
            sms: first(Channel::Sms),
        }
    }

    /// An edit of one switch.
    pub const fn one(kind: NotificationKind, channel: Channel, on: bool) -> Self {
        let mut edit = Self { kind, in_app: None, push: None, email: None, sms: None };
        *edit.switch(channel) = Some(on);
        edit
    }

    pub const fn get(&self, channel: Channel) -> Option<bool> {
        match channel {
            Channel::InApp => self.in_app,
            Channel::Push => self.push,
            Channel::Email => self.email,
            Channel::Sms => self.sms,
        }
    }

    const fn switch(&mut self, channel: Channel) -> &mut Option<bool> {
        match channel {
            Channel::InApp => &mut self.in_app,
            Channel::Push => &mut self.push,
            Channel::Email => &mut self.email,
            Channel::Sms => &mut self.sms,
        }
    }
}

impl MutedChat {
    pub fn is_muted_at(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

impl NotificationSettings {
    /// What is in force for who has chosen nothing.
    pub fn of(role: Role) -> Self {
        let kinds = NotificationKind::ALL.iter().filter(|kind| kind.reaches(role));
        let channels = Channel::ALL.iter().filter(|channel| channel.is_in_use());
        Self {
            kinds: kinds.map(|kind| KindSettings::at_first(*kind)).collect(),
            quiet_hours: QuietHours::default(),
            muted_chats: Vec::new(),
            channels: channels.copied().collect(),
        }
    }

    /// Puts an edit into force. Of a kind or channel that is not here nothing is changed.
    pub fn apply(&mut self, edit: &EditNotificationSettings) {
        for change in &edit.kinds {
            let Some(known) = self.kinds.iter_mut().find(|known| known.kind == change.kind) else {
                continue;
            };
            for channel in Channel::ALL {
                let switch = known.switch(*channel);
                if let (Some(_), Some(on)) = (*switch, change.get(*channel)) {
                    *switch = Some(on);
                }
            }
        }
        if let Some(hours) = &edit.quiet_hours {
            self.quiet_hours = hours.clone();
        }
    }

    /// Mutes a chat, or changes until when.
    pub fn mute(&mut self, order_id: OrderId, until: Option<Timestamp>) {
        self.unmute(order_id);
        self.muted_chats.push(MutedChat { order_id, until });
    }

    pub fn unmute(&mut self, order_id: OrderId) {
        self.muted_chats.retain(|muted| muted.order_id != order_id);
    }

    /// Whether this kind goes by this channel.
    pub fn wants(&self, kind: NotificationKind, channel: Channel) -> bool {
        let known = self.kinds.iter().find(|known| known.kind == kind);
        let chosen = known.and_then(|known| known.get(channel));
        chosen.unwrap_or_else(|| kind.is_on_at_first(channel))
    }

    /// The chat's mute, if it is in force.
    pub fn mute_of(&self, order_id: OrderId, now: Timestamp) -> Option<MutedChat> {
        let of_chat = |muted: &&MutedChat| muted.order_id == order_id && muted.is_muted_at(now);
        self.muted_chats.iter().find(of_chat).copied()
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::notification::{Channel::*, NotificationKind::*};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn of_two_edits_each_keeps_what_it_did_not_name() {
        let mut settings = NotificationSettings::of(Role::Customer);
        let edit = |kind, channel, on| EditNotificationSettings {
            kinds: vec![KindSettings::one(kind, channel, on)],
            quiet_hours: None,
        };
        settings.apply(&edit(Response, Push, false));
        settings.apply(&edit(Response, Email, false));
        settings.apply(&edit(Done, Push, false));
        settings.apply(&edit(Done, Push, true));
        assert!(!settings.wants(Response, Push) && !settings.wants(Response, Email));
        assert!(settings.wants(Response, InApp) && settings.wants(Done, Push));
        assert_eq!(settings.quiet_hours, QuietHours::default());
    }

    #[test]
    fn a_kind_or_channel_that_is_not_ones_own_is_not_switched_on() {
        let mut settings = NotificationSettings::of(Role::Customer);
        let before = settings.clone();
        let kinds = vec![
            KindSettings::one(NewOrder, Push, true),
            KindSettings::one(Message, InApp, true),
            KindSettings::one(Message, Sms, true),
        ];
        settings.apply(&EditNotificationSettings { kinds, quiet_hours: None });
        assert_eq!(settings, before);
    }

    #[test]
    fn a_mute_ends_when_it_says_and_else_never() {
        let (now, chat) =
            (Timestamp::from_millis(1_000_000), OrderId::from_uuid(Uuid::from_u128(1)));
        let mut settings = NotificationSettings::default();
        settings.mute(chat, Some(now.plus_secs(60)));
        assert!(settings.mute_of(chat, now).is_some());
        assert!(settings.mute_of(chat, now.plus_secs(60)).is_none());
        settings.mute(chat, None);
        assert_eq!(settings.muted_chats.len(), 1);
        assert!(settings.mute_of(chat, now.plus_days(9_999)).is_some());
        settings.unmute(chat);
        assert!(settings.mute_of(chat, now).is_none());
    }
}
