//! Of several edits of a message the last one stays, each happens once, a deletion is for good, and
//! no log tells what a message does not say any more.

use std::collections::{HashMap, HashSet};

use montaj_client::outbox::Action;
use montaj_domain::ids::{MessageId, UserId};
use montaj_store::{events::LoggedEvent, messages::Message};
use montaj_wire::chat::MessageView;

use super::{Left, Truth, messages::said};
use crate::{
    deed::Outcome,
    journal::{Entry, Journal},
    town::Town,
};

/// A change that a device saved.
struct Change<'a> {
    seat: usize,
    id: MessageId,
    what: What<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What<'a> {
    Edit { content: &'a str, over: &'a str },
    Delete,
}

pub(super) fn wrong(town: &Town, journal: &Journal, truth: &Truth, left: &[Left]) -> Vec<String> {
    let mut changes: HashMap<MessageId, Vec<Change<'_>>> = HashMap::new();
    for change in journal.entries().iter().filter_map(change) {
        changes.entry(change.id).or_default().push(change);
    }
    let originals: HashMap<_, _> = said(journal).map(|(_, id, _, text)| (id, text)).collect();
    let told = updates(truth);
    let mut wrong = stale(truth);
    for message in truth.chats.values().flatten() {
        let (Some(sender), Some(original)) = (message.sender_id, originals.get(&message.id)) else {
            continue;
        };
        let changes = changes.get(&message.id).map_or(&[][..], Vec::as_slice);
        let told = told.get(&message.id).copied().unwrap_or(0);
        if told > changes.len() {
            let times = changes.len();
            wrong.push(format!("{original:.30} was changed {times} times, and told {told} times"));
        }
        let settled = changes.iter().filter(|it| is_settled(it, changes, journal, left));
        let settled: Vec<_> = settled.map(|change| change.what).collect();
        let may_come_late = has_retried(town, journal, sender);
        if let Some(how) = judge(message, original, changes, &settled, may_come_late) {
            wrong.push(format!("{original:.30} {how}: {message:?}"));
        }
    }
    wrong
}

/// What is wrong with how the message ended.
fn judge(
    message: &Message,
    original: &str,
    changes: &[Change<'_>],
    settled: &[What<'_>],
    may_come_late: bool,
) -> Option<&'static str> {
    let is_deletion = |change: &Change<'_>| change.what == What::Delete;
    if message.deleted_at.is_some() {
        return (!changes.iter().any(is_deletion)).then_some("was deleted by nobody");
    }
    if settled.contains(&What::Delete) {
        return Some("was deleted, and is there");
    }
    let shown = &*message.content;
    let written =
        |change: &Change<'_>| matches!(change.what, What::Edit { content, .. } if content == shown);
    if shown != original && !changes.iter().any(written) {
        return Some("says what nobody wrote");
    }
    let edited = settled.iter().any(|what| matches!(what, What::Edit { .. }));
    if edited && shown == original {
        return Some("has lost its edit");
    }
    let taken_back = |what: &What<'_>| matches!(what, What::Edit { over, .. } if *over == shown);
    (!may_come_late && settled.iter().any(taken_back)).then_some("went back to an older text")
}

fn change(entry: &Entry) -> Option<Change<'_>> {
    let seat = entry.seat;
    match &entry.outcome {
        Outcome::Edited { id, content, over, .. } => {
            Some(Change { seat, id: *id, what: What::Edit { content, over } })
        }
        Outcome::Deleted { id } => Some(Change { seat, id: *id, what: What::Delete }),
        _ => None,
    }
}

/// Whether the change surely had its effect: no later one of its device took its place in the
/// outbox, and it was not refused.
fn is_settled(
    change: &Change<'_>,
    changes: &[Change<'_>],
    journal: &Journal,
    left: &[Left],
) -> bool {
    let last = changes.iter().rev().find(|other| other.seat == change.seat);
    if last.is_none_or(|last| last.what != change.what) {
        return false;
    }
    let of_seat = left.iter().filter(|left| left.seat == change.seat);
    let mut waiting = of_seat.flat_map(|left| &left.outbox);
    if waiting.any(|item| is_of(&item.action, change)) {
        return false;
    }
    !journal.entries().iter().any(|entry| match &entry.outcome {
        Outcome::GivenUp { ids, edits, deletions, .. } if entry.seat == change.seat => {
            let whole = ids.iter().any(|id| id.as_uuid() == change.id.as_uuid());
            whole
                || match change.what {
                    What::Edit { content, .. } => edits.iter().any(|edit| edit == content),
                    What::Delete => *deletions > 0,
                }
        }
        _ => false,
    })
}

/// Whether what waits is that change, or the message itself with it.
fn is_of(action: &Action, change: &Change<'_>) -> bool {
    match action {
        Action::SendMessage { id, .. }
        | Action::EditMessage { id, .. }
        | Action::DeleteMessage { id } => *id == change.id,
        _ => false,
    }
}

/// What was refused and tried again later has its effect then.
fn has_retried(town: &Town, journal: &Journal, person: UserId) -> bool {
    let retried = |entry: &Entry| {
        entry.outcome == Outcome::Retried && town.person_at(entry.seat).id == person
    };
    journal.entries().iter().any(retried)
}

/// How often the customer of its order was told of each message's changes: each tells once.
fn updates(truth: &Truth) -> HashMap<MessageId, usize> {
    let mut told = HashMap::new();
    for (log, snapshot) in truth.logs.iter().zip(&truth.snapshots) {
        let own = snapshot.orders.iter().filter(|order| order.customer_id == snapshot.user.id);
        let own: HashSet<_> = own.map(|order| order.id).collect();
        for view in log.iter().filter(|event| event.kind == "message.updated").map(view) {
            if own.contains(&view.order_id) {
                *told.entry(view.id).or_default() += 1;
            }
        }
    }
    told
}

/// Entries of logs that tell another text than the message has.
fn stale(truth: &Truth) -> Vec<String> {
    let texts: HashMap<MessageId, &str> =
        truth.chats.values().flatten().map(|message| (message.id, &*message.content)).collect();
    let of_messages = truth
        .logs
        .iter()
        .flatten()
        .filter(|event| matches!(&*event.kind, "message.created" | "message.updated"));
    let stale = of_messages
        .map(view)
        .filter(|view| texts.get(&view.id).is_some_and(|text| *text != view.content));
    stale.map(|view| format!("a log still tells {:.30} of {}", view.content, view.id)).collect()
}

fn view(event: &LoggedEvent) -> MessageView {
    serde_json::from_str(&event.payload).expect("the log holds views")
}
