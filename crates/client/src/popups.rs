//! Which events become native pop-ups (PRODUCT 8): not for what one is looking at, not for what
//! was read elsewhere, and one summary in place of many after an absence.

use std::collections::HashSet;

use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    order::WorkStep,
};
use montaj_wire::{
    chat::MessageView,
    event::{ArrivedEvent, EventBody},
    notification::NotificationView,
    problem::Problem,
};

use crate::{
    outbox::Step,
    views::{Popup, Screen},
};

/// More than this at once are told in one summary.
const MOST_AT_ONCE: usize = 3;
/// A body is cut to this many characters.
const BODY_CHARS: usize = 160;
const LIST_ROUTE: &str = "/notifications";

/// Something worth a pop-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Worthy {
    Message(MessageView),
    Notification(NotificationView),
}

/// What of these events should be seen by somebody with this on screen.
pub(crate) fn worthy(events: &[ArrivedEvent], me: UserId, screen: &Screen) -> Vec<Worthy> {
    let read = Read::of(events, me);
    let bodies = events.iter().filter_map(|event| match event {
        ArrivedEvent::Known(event) => Some(&event.body),
        ArrivedEvent::Unknown { .. } => None,
    });
    bodies
        .filter_map(|body| match body {
            EventBody::MessageCreated(message) => {
                let theirs = message.sender_id.is_some_and(|sender| sender != me);
                let seen = screen.focused && screen.chat == Some(message.order_id);
                let is_text = message.is_text();
                (theirs && is_text && !seen && !read.has_message(message))
                    .then(|| Worthy::Message(message.clone()))
            }
            EventBody::NotificationCreated(notification) => {
                let seen = notification.order_id.is_some_and(|order_id| screen.shows(order_id));
                (notification.kind.pops_up() && !seen && !read.has_notification(notification))
                    .then(|| Worthy::Notification(notification.clone()))
            }
            _ => None,
        })
        .collect()
}

/// What was read elsewhere, by the events themselves.
struct Read {
    messages: Vec<(OrderId, i64)>,
    notifications: HashSet<NotificationId>,
    up_to: Option<montaj_domain::timestamp::Timestamp>,
}

impl Read {
    fn of(events: &[ArrivedEvent], me: UserId) -> Self {
        let mut read = Self { messages: Vec::new(), notifications: HashSet::new(), up_to: None };
        for event in events {
            let ArrivedEvent::Known(event) = event else { continue };
            match &event.body {
                EventBody::MessageRead(reached) if reached.person_id == me => {
                    read.messages.push((reached.order_id, reached.up_to_seq));
                }
                EventBody::NotificationRead(reached) => match &reached.ids {
                    Some(ids) => read.notifications.extend(ids),
                    None => read.up_to = read.up_to.max(Some(reached.at)),
                },
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

    fn has_notification(&self, notification: &NotificationView) -> bool {
        notification.read_at.is_some()
            || self.notifications.contains(&notification.id)
            || self.up_to.is_some_and(|at| notification.created_at <= at)
    }
}

/// How many pop-ups these may be: after an absence (`absent`) one, else a few.
pub(crate) fn needs_summary(worthy: &[Worthy], absent: bool) -> bool {
    worthy.len() > if absent { 1 } else { MOST_AT_ONCE }
}

/// One pop-up for many.
pub(crate) fn summary(worthy: &[Worthy]) -> Popup {
    let messages = worthy.iter().filter(|item| matches!(item, Worthy::Message(_))).count();
    let notifications = worthy.len() - messages;
    let body = match (messages, notifications) {
        (messages, 0) => format!("Новых сообщений: {messages}"),
        (0, notifications) => format!("Новых уведомлений: {notifications}"),
        _ => format!("Новых сообщений: {messages}, уведомлений: {notifications}"),
    };
    let route = if notifications == 0 { "/chats" } else { LIST_ROUTE };
    Popup { title: "Пока вас не было".to_owned(), body, route: route.to_owned() }
}

/// The pop-up of a message; `sender` is how the other side is called.
pub(crate) fn of_message(message: &MessageView, sender: String) -> Popup {
    let route = format!("/orders/{}/chat", message.order_id);
    Popup { title: sender, body: cut(&message.content), route }
}

pub(crate) fn of_notification(notification: &NotificationView) -> Popup {
    let route = notification
        .order_id
        .map_or_else(|| LIST_ROUTE.to_owned(), |order_id| format!("/orders/{order_id}"));
    Popup { title: notification.title.clone(), body: cut(&notification.body), route }
}

/// The pop-up of a step that the server refused when the person had gone on to other things.
pub(crate) fn of_refusal(step: &Step, problem: &Problem, order_id: OrderId) -> Popup {
    let name = match step.kind() {
        WorkStep::Start => "Приступить к работе",
        WorkStep::Cancel => "Отказаться от заказа",
        WorkStep::Complete => "Заказ выполнен",
        WorkStep::Close => "Закрыть заказ",
    };
    let title = format!("Не получилось: «{name}»");
    Popup { title, body: cut(&problem.title), route: format!("/orders/{order_id}") }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= BODY_CHARS {
        return text.to_owned();
    }
    text.chars().take(BODY_CHARS - 1).chain(['…']).collect()
}

#[cfg(test)]
#[path = "popups/tests.rs"]
mod tests;
