//! Every message that a device saved is on the server once, in the order of its device, or it was
//! refused for a reason that can be shown; and what was written has reached the other side.

use std::collections::{BTreeMap, HashMap, HashSet};

use montaj_client::outbox::{OutboxItem, OutboxState};
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
    order::OrderStatus,
};
use montaj_store::messages::Message;

use super::{Left, Truth, person_of};
use crate::{
    deed::Outcome,
    journal::{Entry, Journal},
    town::Town,
};

pub(super) fn wrong(town: &Town, journal: &Journal, truth: &Truth, left: &[Left]) -> Vec<String> {
    let mut wrong = doubled(truth);
    wrong.extend(gaps(truth));
    wrong.extend(lost(town, journal, truth, left));
    wrong.extend(reordered(town, journal, truth));
    wrong.extend(undelivered(town, truth));
    wrong
}

/// Every text is unique: one that is there twice was sent twice.
fn doubled(truth: &Truth) -> Vec<String> {
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    let shown = |message: &&Message| is_text(message) && message.deleted_at.is_none();
    for message in truth.chats.values().flatten().filter(shown) {
        *times.entry(&message.content).or_default() += 1;
    }
    let doubled = times.into_iter().filter(|(_, times)| *times > 1);
    doubled.map(|(text, times)| format!("on the server {times} times: {text:.30}")).collect()
}

fn gaps(truth: &Truth) -> Vec<String> {
    let gap = |(order, chat): (&OrderId, &Vec<Message>)| {
        let seqs: Vec<_> = chat.iter().map(|message| message.seq).collect();
        let has_gap = !seqs.iter().copied().eq(1..=i64::try_from(seqs.len()).unwrap_or(0));
        has_gap.then(|| format!("the chat of {order} has the seqs {seqs:?}"))
    };
    truth.chats.iter().filter_map(gap).collect()
}

fn lost(town: &Town, journal: &Journal, truth: &Truth, left: &[Left]) -> Vec<String> {
    let known = by_id(truth);
    let mut wrong = Vec::new();
    for (entry, id, order, content) in said(journal) {
        let seat = &town.seats[entry.seat].name;
        let waits = left
            .iter()
            .filter(|left| left.seat == entry.seat)
            .find_map(|left| left.of_order(order).find(|item| is_of(item, id)));
        match (known.get(&id), waits) {
            (Some(message), None) => {
                let sender = Some(town.person_at(entry.seat).id);
                if (message.order_id, message.sender_id) != (order, sender) {
                    wrong.push(format!("{seat} said {content:.30}, the server has {message:?}"));
                }
            }
            // Answer lost, then the order taken away: the repetition is «not found» by then.
            (Some(message), Some(item))
                if is_fairly_refused(item) && changed_hands(&truth.chats[&message.order_id]) => {}
            (Some(_), Some(item)) => wrong.push(format!(
                "{seat} still has {content:.30} in its outbox ({:?}), the server has it",
                item.state
            )),
            (None, Some(item)) => {
                if !is_fairly_refused(item) {
                    wrong.push(format!("{seat} keeps {content:.30} as {:?}", item.state));
                }
            }
            (None, None) if was_given_up(journal, entry.seat, id) => {}
            (None, None) if was_deleted(journal, entry.seat, id) => {}
            (None, None) => wrong.push(format!("lost: {seat} said {content:.30} to {order}")),
        }
    }
    wrong
}

/// In each chat, what one device wrote stands in the order in which it was written there.
fn reordered(town: &Town, journal: &Journal, truth: &Truth) -> Vec<String> {
    let known = by_id(truth);
    // What was retried goes behind what was written after it, as does what was refused and is sent
    // with another text.
    let retried = journal.entries().iter().filter(|entry| entry.outcome == Outcome::Retried);
    let retried: HashSet<_> = retried.map(|entry| entry.seat).collect();
    let mut last: HashMap<(usize, OrderId), (i64, &str)> = HashMap::new();
    let mut wrong = Vec::new();
    for (entry, id, order, content) in said(journal) {
        if retried.contains(&entry.seat) || was_changed_in_queue(journal, id) {
            continue;
        }
        let Some(message) = known.get(&id) else { continue };
        let before = last.insert((entry.seat, order), (message.seq, content));
        if let Some((seq, earlier)) = before
            && seq > message.seq
        {
            let seat = &town.seats[entry.seat].name;
            wrong.push(format!("{seat} said {earlier:.30} before {content:.30}"));
        }
    }
    wrong
}

/// All devices are on and have stored their logs: whoever sees a chat has got it.
fn undelivered(town: &Town, truth: &Truth) -> Vec<String> {
    let mut wrong = Vec::new();
    for (person, snapshot) in town.people.iter().zip(&truth.snapshots) {
        let open = snapshot.orders.iter().filter(|order| order.status == OrderStatus::InProgress);
        for order in open {
            let Some(begin) = order.chat_begins_at_seq else { continue };
            let theirs = truth.chats.get(&order.id).into_iter().flatten().filter(|message| {
                message.seq >= begin && is_text(message) && message.sender_id != Some(person.id)
            });
            for message in theirs.filter(|message| message.delivered_at.is_none()) {
                let sender = message.sender_id.map_or("?", |id| person_of(town, id));
                wrong.push(format!(
                    "{} has {:.30} of {sender}, but it has no second tick",
                    person.name, message.content
                ));
            }
        }
    }
    wrong
}

pub(super) fn said(journal: &Journal) -> impl Iterator<Item = (&Entry, MessageId, OrderId, &str)> {
    journal.entries().iter().filter_map(|entry| match &entry.outcome {
        Outcome::Said { id, order, content } => Some((entry, *id, *order, &**content)),
        _ => None,
    })
}

fn by_id(truth: &Truth) -> HashMap<MessageId, &Message> {
    truth.chats.values().flatten().map(|message| (message.id, message)).collect()
}

fn is_of(item: &OutboxItem, id: MessageId) -> bool {
    item.id == OutboxItem::id_of_message(id)
}

pub(super) fn is_text(message: &Message) -> bool {
    message.kind == MessageKind::Text
}

/// Whether an executor has refused the order.
pub(super) fn changed_hands(chat: &[Message]) -> bool {
    chat.iter().any(|message| message.kind == MessageKind::Refused)
}

/// A chat that is closed, or not this person's any more.
pub(super) fn is_fairly_refused(item: &OutboxItem) -> bool {
    match &item.state {
        OutboxState::Wedged(problem) => matches!(problem.status, 403 | 404 | 409),
        OutboxState::Queued | OutboxState::Sending => false,
    }
}

fn was_given_up(journal: &Journal, seat: usize, id: MessageId) -> bool {
    let id = OutboxItem::id_of_message(id);
    journal.entries().iter().any(|entry| {
        entry.seat == seat
            && matches!(&entry.outcome, Outcome::GivenUp { ids, .. } if ids.contains(&id))
    })
}

/// Taken back before it left.
fn was_deleted(journal: &Journal, seat: usize, id: MessageId) -> bool {
    let deleted = Outcome::Deleted { id };
    journal.entries().iter().any(|entry| entry.seat == seat && entry.outcome == deleted)
}

fn was_changed_in_queue(journal: &Journal, changed: MessageId) -> bool {
    journal.entries().iter().any(|entry| {
        matches!(&entry.outcome, Outcome::Edited { id, queued: true, .. } if *id == changed)
    })
}
