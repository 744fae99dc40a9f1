//! A device holds what a fresh one would get, and nothing else.

use std::fmt::Debug;

use anyhow::Context;
use montaj_client::replica::{Kept, Replica, ResponsesOf};
use montaj_domain::{ids::OrderId, timestamp::Timestamp, user::Role};
use montaj_server::chat;
use montaj_store::messages::Message;
use montaj_wire::{
    chat::MessageView,
    order::{OrderView, PartyView},
    response::ResponseView,
    sync::Snapshot,
};
use serde::Serialize;

use super::{Truth, messages::changed_hands};
use crate::town::Person;

/// A snapshot brings the newest of a chat only.
const CHAT_OF_SNAPSHOT: usize = 50;

/// Compares the replica of a device with what the server would give its person anew.
pub async fn of_device(
    name: &str,
    replica: &dyn Replica,
    person: &Person,
    snapshot: &Snapshot,
    truth: &Truth,
) -> anyhow::Result<Vec<String>> {
    let mut found = Found { name, wrong: Vec::new() };
    found.same("cursor", &replica.cursor().await?, &Some(snapshot.up_to));
    let user = serde_json::to_value(&snapshot.user).context("a view is JSON")?;
    found.same("profile", &replica.kept(Kept::User).await?, &Some(user));
    orders(&mut found, replica, person, snapshot).await?;
    responses(&mut found, replica, person, snapshot).await?;
    chats(&mut found, replica, person, snapshot, truth).await?;
    let mut notifications = replica.notifications(100).await?;
    let mut expected = snapshot.notifications.clone();
    for notification in notifications.iter_mut().chain(&mut expected) {
        notification.read_at = seen(notification.read_at);
    }
    notifications.sort_by_key(|notification| notification.id);
    expected.sort_by_key(|notification| notification.id);
    found.same_each("notification", &notifications, &expected);
    let unread = expected.iter().filter(|notification| notification.read_at.is_none()).count();
    let shown = replica.unread(person.id).await?.notifications;
    found.same("unread notifications", &usize::try_from(shown)?, &unread);
    Ok(found.wrong)
}

async fn orders(
    found: &mut Found<'_>,
    replica: &dyn Replica,
    person: &Person,
    snapshot: &Snapshot,
) -> anyhow::Result<()> {
    let mut held = replica.orders().await?;
    // Another's order that was looked at in the feed stays until it is asked for again.
    held.retain(|order| {
        order.customer_id == person.id
            || order.executor_id == Some(person.id)
            || order.has_responded
    });
    let mut expected = snapshot.orders.clone();
    for order in held.iter_mut().chain(&mut expected) {
        leave_out_figures(order, person);
    }
    held.sort_by_key(|order| order.id);
    expected.sort_by_key(|order| order.id);
    found.same_each("order", &held, &expected);
    Ok(())
}

async fn responses(
    found: &mut Found<'_>,
    replica: &dyn Replica,
    person: &Person,
    snapshot: &Snapshot,
) -> anyhow::Result<()> {
    let mut held = Vec::new();
    if person.role == Role::Executor {
        held = replica.responses(ResponsesOf::Executor(person.id)).await?;
    } else {
        for order in &snapshot.orders {
            held.extend(replica.responses(ResponsesOf::Order(order.id)).await?);
        }
    }
    let mut expected = snapshot.responses.clone();
    for response in held.iter_mut().chain(&mut expected) {
        let ResponseView { executor, .. } = response;
        leave_out_standing(executor);
    }
    held.sort_by_key(|response| response.id);
    expected.sort_by_key(|response| response.id);
    found.same_each("response", &held, &expected);
    Ok(())
}

/// Messages, ticks and counters of every chat there is, whether it is the person's or not.
async fn chats(
    found: &mut Found<'_>,
    replica: &dyn Replica,
    person: &Person,
    snapshot: &Snapshot,
    truth: &Truth,
) -> anyhow::Result<()> {
    let mut unread = 0;
    for (order, messages) in &truth.chats {
        let mut held = replica.messages(*order, u32::MAX).await?;
        let begin = begin_of(snapshot, *order);
        let is_own = is_customers(snapshot, *order, person);
        if begin.is_none() && !is_own {
            if !held.is_empty() {
                found.wrong.push(format!("{} holds a chat of others: {held:?}", found.name));
            }
            continue;
        }
        let visible = messages.iter().filter(|message| message.seq >= begin.unwrap_or(1));
        let mut visible: Vec<MessageView> = visible.map(chat::view).collect();
        // A replica begun from a snapshot has the newest only; the rest comes when asked for.
        let least = least_of(messages, begin.is_some()).min(visible.len());
        let mut expected =
            visible.split_off(visible.len() - held.len().clamp(least, visible.len()));
        for message in held.iter_mut().chain(&mut expected) {
            leave_out_times(message, person);
        }
        found.same_each("message", &held, &expected);
        if begin.is_some() {
            let unseen = expected.iter().filter(|message| is_unread(message, person)).count();
            let shown = usize::try_from(replica.chat(*order, person.id).await?.unread)?;
            found.same("unread in a chat", &shown, &unseen);
            unread += shown;
        }
    }
    let shown = replica.unread(person.id).await?.messages;
    found.same("unread messages", &usize::try_from(shown)?, &unread);
    Ok(())
}

/// How much of a chat a device surely has. While an order waits for another choice its chat is
/// shown to nobody; a device that begins then has what is written after it.
fn least_of(messages: &[Message], is_open: bool) -> usize {
    match (is_open, changed_hands(messages)) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => CHAT_OF_SNAPSHOT,
    }
}

fn is_customers(snapshot: &Snapshot, order: OrderId, person: &Person) -> bool {
    let order = snapshot.orders.iter().find(|view| view.id == order);
    order.is_some_and(|order| order.customer_id == person.id)
}

/// Ticks are for the writer. Who reads or deletes marks it on the device before the server's own
/// instant has come, so that the instants differ; marks of what happened to the order have no ticks.
fn leave_out_times(message: &mut MessageView, reader: &Person) {
    message.deleted_at = seen(message.deleted_at);
    match message.sender_id {
        Some(sender) if sender == reader.id => {}
        Some(_) => {
            message.delivered_at = None;
            message.read_at = seen(message.read_at);
        }
        None => (message.delivered_at, message.read_at) = (None, None),
    }
}

/// Whether, not when.
fn seen(at: Option<Timestamp>) -> Option<Timestamp> {
    at.map(|_| Timestamp::from_millis(0))
}

fn begin_of(snapshot: &Snapshot, order: OrderId) -> Option<i64> {
    let order = snapshot.orders.iter().find(|view| view.id == order)?;
    order.chat_begins_at_seq
}

fn is_unread(message: &MessageView, reader: &Person) -> bool {
    message.sender_id.is_some_and(|sender| sender != reader.id)
        && message.read_at.is_none()
        && message.deleted_at.is_none()
}

/// How often an order was looked at, how many others responded and how its people stand changes
/// without any event to whoever holds the order: figures for the page, asked for when it opens.
fn leave_out_figures(order: &mut OrderView, reader: &Person) {
    order.views_count = 0;
    order.has_viewed = false;
    if order.customer_id != reader.id {
        order.responses_count = 0;
    }
    leave_out_standing(&mut order.customer);
    order.executor.iter_mut().for_each(leave_out_standing);
}

fn leave_out_standing(party: &mut PartyView) {
    party.completed_orders = 0;
    party.reviews_count = 0;
}

/// What is wrong with one device.
struct Found<'a> {
    name: &'a str,
    wrong: Vec<String>,
}

impl Found<'_> {
    fn same<T: PartialEq + Debug>(&mut self, what: &str, held: &T, expected: &T) {
        if held != expected {
            let name = self.name;
            self.wrong.push(format!("{name}, {what}: holds {held:?}, the server {expected:?}"));
        }
    }

    fn same_each<T: PartialEq + Serialize>(&mut self, what: &str, held: &[T], expected: &[T]) {
        let lines = |all: &[T]| -> Vec<String> {
            all.iter().map(|one| serde_json::to_string(one).unwrap_or_default()).collect()
        };
        if held == expected {
            return;
        }
        let name = self.name;
        let (held, expected) = (lines(held), lines(expected));
        for one in held.iter().filter(|one| !expected.contains(one)) {
            self.wrong.push(format!("{name}, {what}, only here: {one}"));
        }
        for one in expected.iter().filter(|one| !held.contains(one)) {
            self.wrong.push(format!("{name}, {what}, missing here: {one}"));
        }
        if self.wrong.is_empty() {
            self.wrong.push(format!("{name}, {what}: another order of the same"));
        }
    }
}
