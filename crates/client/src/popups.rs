//! Which events become native pop-ups (PRODUCT 8): not for what one is looking at, not for what
//! was read elsewhere, not what one has switched off or muted, not in quiet hours; several
//! messages of a chat are one, and after an absence there is one summary in place of many. Pure.

mod about;

pub(crate) use about::{of_chat, of_notification, of_refusal, summary};

use std::collections::HashSet;

use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    notification::{Channel, NotificationKind},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView,
    event::{ArrivedEvent, EventBody},
    notification::{NotificationSettings, NotificationView},
};

use crate::views::{Missed, Screen};

/// More than this at once are told in one summary.
const MOST_AT_ONCE: usize = 3;

/// By what it is decided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) me: UserId,
    pub(crate) screen: &'a Screen,
    pub(crate) settings: &'a NotificationSettings,
    pub(crate) now: Timestamp,
}

/// Something worth a pop-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Worthy {
    Message(MessageView),
    Notification(NotificationView),
}

impl Worthy {
    pub(crate) const fn at(&self) -> Timestamp {
        match self {
            Self::Message(message) => message.created_at,
            Self::Notification(notification) => notification.created_at,
        }
    }
}

impl Rules<'_> {
    /// What of these events should be seen. In quiet hours it is the same: it only comes later.
    pub(crate) fn worthy(&self, events: &[ArrivedEvent]) -> Vec<Worthy> {
        let read = Read::of(events, self.me);
        let worthy = known(events).filter_map(|body| match body {
            EventBody::MessageCreated(message) => {
                let pops = self.pops_up_message(message) && !read.has_message(message);
                pops.then(|| Worthy::Message(message.clone()))
            }
            EventBody::NotificationCreated(told) => {
                let pops = self.pops_up_notification(told) && !read.has_notification(told);
                pops.then(|| Worthy::Notification(told.clone()))
            }
            _ => None,
        });
        worthy.collect()
    }

    /// Whether the person wants to hear of messages in this chat now.
    pub(crate) fn hears_chat(&self, order_id: OrderId) -> bool {
        self.settings.wants(NotificationKind::Message, Channel::Push)
            && self.settings.mute_of(order_id, self.now).is_none()
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.settings.quiet_hours.quiet_since(self.now).is_some()
    }

    fn pops_up_message(&self, message: &MessageView) -> bool {
        let theirs = message.sender_id.is_some_and(|sender| sender != self.me);
        let seen = self.screen.focused && self.screen.chat == Some(message.order_id);
        let is_text = message.is_text();
        theirs && is_text && !seen && self.hears_chat(message.order_id)
    }

    fn pops_up_notification(&self, told: &NotificationView) -> bool {
        let seen = told.order_id.is_some_and(|order_id| self.screen.shows(order_id));
        let listed = self.screen.focused && self.screen.notifications;
        !seen && !listed && self.settings.wants(told.kind, Channel::Push)
    }
}

/// Whether any of these events could be worth a pop-up at all.
pub(crate) fn may_pop_up(events: &[ArrivedEvent]) -> bool {
    known(events).any(|body| {
        matches!(body, EventBody::MessageCreated(_) | EventBody::NotificationCreated(_))
    })
}

fn known(events: &[ArrivedEvent]) -> impl Iterator<Item = &EventBody> {
    events.iter().filter_map(|event| match event {
        ArrivedEvent::Known(event) => Some(&event.body),
        ArrivedEvent::Unknown { .. } => None,
    })
}

/// What was read elsewhere, by the events themselves.
struct Read {
    messages: Vec<(OrderId, i64)>,
    notifications: HashSet<NotificationId>,
    up_to: Option<Timestamp>,
}

impl Read {
    fn of(events: &[ArrivedEvent], me: UserId) -> Self {
        let mut read = Self { messages: Vec::new(), notifications: HashSet::new(), up_to: None };
        for body in known(events) {
            match body {
                EventBody::MessageRead(reached) if reached.person_id == me => {
                    read.messages.push((reached.order_id, reached.up_to_seq));
                }
                EventBody::NotificationRead(reached) => match &reached.ids {
                    Some(ids) => read.notifications.extend(ids),
                    None => read.up_to = read.up_to.max(Some(reached.at)),
                },
                EventBody::NotificationDeleted(deleted) => read.notifications.extend(&deleted.ids),
                _ => {}
            }
        }
        read
    }

    fn has_message(&self, message: &MessageView) -> bool {
        message.read_at.is_some()
            || self
                .messages
                .iter()
                .any(|(order_id, seq)| *order_id == message.order_id && message.seq <= *seq)
    }

    fn has_notification(&self, told: &NotificationView) -> bool {
        // Its kind may be silent in the app and yet pop up.
        (told.read_at.is_some() && !told.is_silent())
            || self.notifications.contains(&told.id)
            || self.up_to.is_some_and(|at| told.created_at <= at)
    }
}

/// What is shown at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plan {
    Each(Vec<Group>),
    Summary(Tally),
}

/// One pop-up of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Group {
    /// The last of the messages of a chat, and how many there are.
    Chat {
        last: MessageView,
        count: u32,
    },
    Notification(NotificationView),
}

/// After an absence (`absent`) one pop-up, else a few, with the messages of each chat as one.
pub(crate) fn plan(worthy: Vec<Worthy>, absent: bool) -> Plan {
    let tally = Tally::of(&worthy);
    let mut groups: Vec<Group> = Vec::new();
    for item in worthy {
        match item {
            Worthy::Notification(told) => groups.push(Group::Notification(told)),
            Worthy::Message(message) => {
                let same = groups.iter_mut().find_map(|group| match group {
                    Group::Chat { last, count } if last.order_id == message.order_id => {
                        Some((last, count))
                    }
                    _ => None,
                });
                match same {
                    Some((last, count)) => (*last, *count) = (message, *count + 1),
                    None => groups.push(Group::Chat { last: message, count: 1 }),
                }
            }
        }
    }
    let most = if absent { 1 } else { MOST_AT_ONCE };
    let many = groups.len() > most || (absent && tally.all() > 1);
    if many { Plan::Summary(tally) } else { Plan::Each(groups) }
}

/// What a summary counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    messages: u32,
    chats: Vec<OrderId>,
    responses: u32,
    orders: u32,
    others: u32,
}

impl Tally {
    fn of(worthy: &[Worthy]) -> Self {
        let mut tally = Self::default();
        for item in worthy {
            match item {
                Worthy::Message(message) => tally.add_messages(message.order_id, 1),
                Worthy::Notification(told) => tally.add_notification(told.kind),
            }
        }
        tally
    }

    pub(crate) fn add_messages(&mut self, order_id: OrderId, count: u32) {
        self.messages = self.messages.saturating_add(count);
        if count > 0 && !self.chats.contains(&order_id) {
            self.chats.push(order_id);
        }
    }

    pub(crate) const fn add_notification(&mut self, kind: NotificationKind) {
        let count = match kind {
            NotificationKind::Response => &mut self.responses,
            NotificationKind::NewOrder => &mut self.orders,
            _ => &mut self.others,
        };
        *count = count.saturating_add(1);
    }

    /// The figures alone.
    fn missed(&self) -> Missed {
        let Self { messages, ref chats, responses, orders, others } = *self;
        let chats = u32::try_from(chats.len()).unwrap_or(u32::MAX);
        Missed { messages, chats, responses, orders, others }
    }

    /// How many notifications, messages left out.
    const fn notifications(&self) -> u32 {
        self.responses.saturating_add(self.orders).saturating_add(self.others)
    }

    pub(crate) const fn all(&self) -> u32 {
        self.messages.saturating_add(self.notifications())
    }
}

#[cfg(test)]
mod tests;
