//! What must be so once the network has healed and everything has settled. Each check tells what
//! it found wrong, in words; nothing found is nothing wrong.

mod answers;
mod changes;
mod drafts;
mod logs;
mod messages;
mod replica;
mod states;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use montaj_client::outbox::{Lane, OutboxItem};
use montaj_domain::ids::{OrderId, UserId};
use montaj_store::{
    Db,
    events::{self, LoggedEvent},
    messages::Message,
};
use montaj_wire::sync::Snapshot;

use crate::{
    journal::Journal,
    town::{Person, Town},
};

pub use drafts::of_device as drafts_of_device;
pub use replica::of_device;

/// More than any run writes.
const ALL: u32 = 100_000;

/// What the server has at the end.
#[derive(Debug)]
pub struct Truth {
    /// What a fresh device of each person would get.
    pub snapshots: Vec<Snapshot>,
    /// Each person's whole log.
    pub logs: Vec<Vec<LoggedEvent>>,
    /// Each order's whole chat, oldest first.
    pub chats: BTreeMap<OrderId, Vec<Message>>,
}

impl Truth {
    /// Reads it from the server's own database; `snapshots` were asked for as the people see them.
    pub async fn gather(
        db: &Db,
        people: &[Person],
        snapshots: Vec<Snapshot>,
    ) -> anyhow::Result<Self> {
        let mut tx = db.read().await.context("reading the server's database")?;
        let mut logs = Vec::new();
        for person in people {
            logs.push(events::after(&mut tx, person.id, 0, ALL).await?);
        }
        let orders: BTreeSet<_> =
            snapshots.iter().flat_map(|snapshot| &snapshot.orders).map(|order| order.id).collect();
        let mut chats = BTreeMap::new();
        for order in orders {
            let page = montaj_store::messages::page(&mut tx, order, 0, i64::MAX, ALL).await?;
            chats.insert(order, page.into_iter().rev().collect());
        }
        Ok(Self { snapshots, logs, chats })
    }
}

/// What is left in a device's outbox.
#[derive(Debug)]
pub struct Left {
    pub seat: usize,
    pub outbox: Vec<OutboxItem>,
}

impl Left {
    fn of_order(&self, order: OrderId) -> impl Iterator<Item = &OutboxItem> {
        self.outbox.iter().filter(move |item| item.lane == Lane::Order(order))
    }
}

/// Everything that does not need a device's replica.
pub fn story(town: &Town, journal: &Journal, truth: &Truth, left: &[Left]) -> Vec<String> {
    let mut wrong = logs::wrong(town, truth);
    wrong.extend(messages::wrong(town, journal, truth, left));
    wrong.extend(changes::wrong(town, journal, truth, left));
    wrong.extend(states::wrong(town, journal, truth, left));
    wrong.extend(answers::wrong(town, journal));
    wrong
}

fn person_of(town: &Town, id: UserId) -> &str {
    town.people.iter().find(|person| person.id == id).map_or("?", |person| person.name)
}
