//! What somebody began to write is there when the program comes back: nobody has sent it, and only
//! this device has it.

use std::collections::BTreeMap;

use montaj_client::{replica::Replica, views::DraftKey};
use montaj_domain::ids::OrderId;

use crate::{deed::Outcome, journal::Journal};

/// Compares the drafts on the device at `seat` with those that it said it had saved.
pub async fn of_device(
    name: &str,
    seat: usize,
    replica: &dyn Replica,
    journal: &Journal,
) -> anyhow::Result<Vec<String>> {
    let mut saved: BTreeMap<OrderId, &str> = BTreeMap::new();
    for entry in journal.entries().iter().filter(|entry| entry.seat == seat) {
        if let Outcome::Drafted { order, text } = &entry.outcome {
            saved.insert(*order, text);
        }
    }
    let mut wrong = Vec::new();
    for (order, text) in saved {
        let held = replica.draft(DraftKey::Chat(order)).await?;
        let held = held.as_ref().and_then(|draft| draft.as_str());
        // A later one may have been saved just before a kill cut its answer off.
        let is_there = held.is_some_and(|held| held == text || number(held) > number(text));
        if !is_there {
            wrong.push(format!("lost: {name} saved the draft «{text}», and has {held:?}"));
        }
    }
    Ok(wrong)
}

/// Texts are numbered in the order in which they were ordered.
fn number(text: &str) -> Option<u64> {
    text.rsplit([' ', '-']).next()?.parse().ok()
}
