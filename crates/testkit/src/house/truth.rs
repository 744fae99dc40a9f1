//! What the server knows of a person, asked as any client asks, and what a device shows of it.

use std::fmt::Display;

use montaj_client::views::ChatLine;
use montaj_domain::ids::{MessageId, OrderId, UserId};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, page::Page,
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{Device, House};
use crate::world::Actor;

#[derive(Debug, Deserialize)]
struct Count {
    count: i64,
}

/// What a person sees of an order: the same on the server and on every device of theirs.
#[derive(Debug, PartialEq)]
pub(super) struct Sight {
    pub(super) order: String,
    pub(super) unread: i64,
    pub(super) notifications: Vec<String>,
    pub(super) lines: Vec<Line>,
}

/// A line of the chat as far as it must be the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) seq: i64,
    pub(super) id: MessageId,
    pub(super) kind: &'static str,
    pub(super) sender: Option<UserId>,
    pub(super) content: String,
    pub(super) answers: Option<MessageId>,
    /// Both ticks of one's own messages; of the others', whether one has read them.
    pub(super) delivered: Option<bool>,
    pub(super) read: Option<bool>,
}

impl Line {
    fn of(message: MessageView, me: UserId) -> Self {
        // What was taken back has no ticks, and is not there to be read.
        let stands = message.deleted_at.is_none();
        let mine = message.sender_id == Some(me) && stands;
        Self {
            seq: message.seq,
            id: message.id,
            kind: message.kind.as_str(),
            sender: message.sender_id,
            content: message.content,
            answers: message.reply_to_id,
            delivered: mine.then_some(message.delivered_at.is_some()),
            read: message.sender_id.filter(|_| stands).map(|_| message.read_at.is_some()),
        }
    }
}

fn order_line(order: &OrderView) -> String {
    format!(
        "{} executor {:?} selected {:?} started {:?} done {:?} closed {:?} contacts {} {}",
        order.status,
        order.executor_id,
        order.selected_at,
        order.work_started_at,
        order.work_done_at,
        order.closed_at,
        order.customer.contacts.is_some(),
        order.executor.as_ref().is_some_and(|executor| executor.contacts.is_some()),
    )
}

fn notification_lines(all: Vec<NotificationView>) -> Vec<String> {
    let line = |one: NotificationView| {
        format!("{} {} {}", one.kind, one.id, if one.read_at.is_some() { "read" } else { "new" })
    };
    let mut lines: Vec<String> = all.into_iter().map(line).collect();
    lines.sort();
    lines
}

impl House {
    /// What the server knows of the order for whoever is signed in on the device.
    pub(super) async fn truth(&self, device: &Device, order_id: OrderId) -> Sight {
        let me = device.me().await;
        let witness = self.witness(device, me).await;
        let order: montaj_wire::order::OrderAnswer =
            ask(&witness, &format!("/api/orders/{order_id}")).await;
        let unread: Count = ask(&witness, &format!("/api/chat/{order_id}/unread-count")).await;
        let notifications: Page<NotificationView> =
            ask(&witness, "/api/notifications?limit=100").await;
        let mut messages: Vec<MessageView> = Vec::new();
        loop {
            let before = messages.last().map(|message| format!("&before={}", message.seq));
            let before = before.unwrap_or_default();
            let path = format!("/api/chat/{order_id}/messages?limit=100{before}");
            let page: Page<MessageView> = ask(&witness, &path).await;
            messages.extend(page.items);
            if page.next_cursor.is_none() {
                break;
            }
        }
        Sight {
            order: order_line(&order.order),
            unread: unread.count,
            notifications: notification_lines(notifications.items),
            lines: messages.into_iter().rev().map(|message| Line::of(message, me)).collect(),
        }
    }

    /// A device of the person's that only ever asks, and has no line that could break.
    async fn witness(&self, device: &Device, me: UserId) -> Actor {
        let mut witnesses = self.witnesses.lock().await;
        if let Some(witness) = witnesses.get(&me) {
            return witness.clone();
        }
        let address = self.machine.lock().await.address();
        let witness =
            Actor::sign_in(&format!("http://{address}"), &device.name, &device.phone).await;
        witnesses.insert(me, witness.clone());
        witness
    }
}

async fn ask<T: DeserializeOwned>(witness: &Actor, path: &str) -> T {
    let reply = witness.get::<T>(path).await;
    if reply.status() != 401 {
        return reply.ok();
    }
    // The clock was turned, or the token is old.
    witness.log_in().await;
    witness.get::<T>(path).await.ok()
}

impl Device {
    /// What this device shows of the order, once it has fetched all of its chat.
    pub(super) async fn sight(&self, order_id: OrderId) -> Result<Sight, String> {
        let told = |error: &dyn Display| format!("{}: {error}", self.name);
        let engine = &self.engine;
        let me = self.me().await;
        let queued = engine.connection().await.map_err(|error| told(&error))?.queued;
        if queued > 0 {
            return Err(told(&format!("{queued} still wait in the outbox")));
        }
        let mut chat = engine.chat(order_id, u32::MAX).await.map_err(|error| told(&error))?;
        while chat.has_older {
            engine.load_older(order_id).await.map_err(|error| told(&error))?;
            chat = engine.chat(order_id, u32::MAX).await.map_err(|error| told(&error))?;
        }
        let mut lines = Vec::new();
        for line in chat.lines {
            match line {
                ChatLine::Message { message, .. } => lines.push(Line::of(message, me)),
                ChatLine::Queued { content, refused, .. } => {
                    let refused = refused.map(|problem| problem.code);
                    return Err(told(&format!("«{content}» was not sent: {refused:?}")));
                }
            }
        }
        let notifications = engine.notifications(100).await.map_err(|error| told(&error))?;
        let counted = engine.unread().await.map_err(|error| told(&error))?.notifications;
        let unread = notifications.iter().filter(|one| one.read_at.is_none()).count();
        if usize::try_from(counted) != Ok(unread) {
            return Err(told(&format!("{counted} notifications unread, but {unread} are new")));
        }
        Ok(Sight {
            order: order_line(&chat.order),
            unread: i64::from(chat.unread),
            notifications: notification_lines(notifications),
            lines,
        })
    }
}
