//! A device holds what a fresh one would get, and nothing else.

use std::fmt::Debug;

use anyhow::Context;
use montaj_client::replica::{Kept, Replica, ResponsesOf};
use montaj_domain::{ids::OrderId, user::Role};
use montaj_server::chat;
use montaj_wire::{
    chat::MessageView,
    order::{OrderView, PartyView},
    response::ResponseView,
    sync::Snapshot,
};

use super::Truth;
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
        leave_out_figures(order);
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
        let held = replica.messages(*order, u32::MAX).await?;
        let Some(begin) = begin_of(snapshot, *order) else {
            if !held.is_empty() {
                found.wrong.push(format!("{} holds a chat of others: {held:?}", found.name));
            }
            continue;
        };
        let visible = messages.iter().filter(|message| message.seq >= begin);
        let visible: Vec<MessageView> = visible.map(chat::view).collect();
        // A replica begun from a snapshot has the newest only; the rest comes when asked for.
        let least = visible.len().min(CHAT_OF_SNAPSHOT);
        let expected = &visible[visible.len() - held.len().clamp(least, visible.len())..];
        found.same_each("message", &held, expected);
        let unseen = expected.iter().filter(|message| is_unread(message, person)).count();
        let shown = replica.chat(*order, person.id).await?.unread;
        found.same("unread in a chat", &usize::try_from(shown)?, &unseen);
        unread += unseen;
    }
    let shown = replica.unread(person.id).await?.messages;
    found.same("unread messages", &usize::try_from(shown)?, &unread);
    Ok(())
}

fn begin_of(snapshot: &Snapshot, order: OrderId) -> Option<i64> {
    let order = snapshot.orders.iter().find(|view| view.id == order)?;
    order.chat_begins_at_seq
}

fn is_unread(message: &MessageView, reader: &Person) -> bool {
    message.sender_id.is_some_and(|sender| sender != reader.id) && message.read_at.is_none()
}

/// How often an order was looked at and how its people stand with others changes without any event
/// to whoever holds the order: figures for the page, asked for when it opens.
fn leave_out_figures(order: &mut OrderView) {
    order.views_count = 0;
    order.has_viewed = false;
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

    fn same_each<T: PartialEq + Debug>(&mut self, what: &str, held: &[T], expected: &[T]) {
        if held == expected {
            return;
        }
        let name = self.name;
        for one in held.iter().filter(|one| !expected.contains(one)) {
            self.wrong.push(format!("{name}, {what}, only here: {one:?}"));
        }
        for one in expected.iter().filter(|one| !held.contains(one)) {
            self.wrong.push(format!("{name}, {what}, missing here: {one:?}"));
        }
        if self.wrong.is_empty() {
            self.wrong.push(format!("{name}, {what}: another order of the same"));
        }
    }
}
