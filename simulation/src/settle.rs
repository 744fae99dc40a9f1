//! Waiting until the healed world has come to rest, and what is wrong with it if it does not.

use std::time::Duration;

use anyhow::Context;
use montaj_client::{
    engine::Engine, outbox::OutboxItem, pending::PendingState, replica::Replica,
    views::SessionState,
};
use montaj_store::{Db, events};
use montaj_testkit::world::Machine;
use tokio::time::{Instant, sleep, timeout};

use crate::{
    check::{self, Left, Truth},
    deed::{Deed, Outcome},
    device::Device,
    journal::Journal,
    observer::Observer,
    town::{Person, Town},
};

/// Far more than it takes, for a busy machine.
const PATIENCE: Duration = Duration::from_secs(25);
const PAUSE: Duration = Duration::from_millis(15);
/// An answer about the session needs no network once a first try has failed.
const SESSION_WITHIN: Duration = Duration::from_secs(3);

/// Waits until every device has sent and stored everything and all checks hold. Otherwise tells
/// what does not hold after a while.
pub async fn settle(
    town: &Town,
    machine: &Machine,
    devices: &[Device],
    observers: &mut [Observer],
    journal: &Journal,
) -> Result<(), Vec<String>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = match at_rest(town, machine, devices).await {
            Ok(restless) if restless.is_empty() => {
                look(town, machine, devices, observers, journal).await
            }
            other => other,
        };
        let wrong = found.unwrap_or_else(|error| vec![format!("{error:#}")]);
        if wrong.is_empty() {
            return Ok(());
        }
        if Instant::now() > deadline {
            return Err(wrong);
        }
        sleep(PAUSE).await;
    }
}

/// What still moves. Whoever was signed out signs in again.
async fn at_rest(
    town: &Town,
    machine: &Machine,
    devices: &[Device],
) -> anyhow::Result<Vec<String>> {
    let mut restless = Vec::new();
    for (seat, device) in devices.iter().enumerate() {
        let session = timeout(SESSION_WITHIN, device.engine().session()).await;
        let Ok(Ok(SessionState::SignedIn { .. })) = session else {
            let signing_in = device.begin(Deed::SignIn, 0, "").context("it runs")?;
            let outcome = signing_in.await?;
            if outcome != Outcome::Done {
                restless.push(format!("{} signs in: {outcome:?}", device.name));
            }
            continue;
        };
        restless.extend(unsent(&device.name, device.engine(), device.replica()).await?);
        let db = &machine.server().app().db;
        restless.extend(behind(&device.name, device.replica(), db, town.person_at(seat)).await?);
    }
    Ok(restless)
}

/// What of the outbox still goes by itself.
pub async fn unsent(
    name: &str,
    engine: &Engine,
    replica: &dyn Replica,
) -> anyhow::Result<Vec<String>> {
    let pending = engine.pending().await?;
    let waiting = pending.iter().filter(|item| matches!(item.state, PendingState::Waiting { .. }));
    let outbox = replica.outbox().await?;
    let marks = outbox.iter().filter(|item| is_mark(item) && item.refusal().is_none());
    let waiting = waiting.map(|item| format!("{name} waits to send {:?}", item.what));
    Ok(waiting.chain(marks.map(|item| format!("{name} waits to send {item:?}"))).collect())
}

fn is_mark(item: &OutboxItem) -> bool {
    !item.action.is_deliberate()
}

async fn behind(
    name: &str,
    replica: &dyn Replica,
    db: &Db,
    person: &Person,
) -> anyhow::Result<Option<String>> {
    let mut tx = db.read().await?;
    let head = events::head(&mut tx, person.id).await?.last_seq;
    let cursor = replica.cursor().await?;
    let behind = cursor != Some(head);
    Ok(behind.then(|| format!("{name} has stored the log up to {cursor:?} of {head}")))
}

/// All checks.
async fn look(
    town: &Town,
    machine: &Machine,
    devices: &[Device],
    observers: &mut [Observer],
    journal: &Journal,
) -> anyhow::Result<Vec<String>> {
    let base_url = format!("http://{}", machine.address());
    let mut snapshots = Vec::new();
    for observer in observers {
        snapshots.push(observer.snapshot(&base_url).await?);
    }
    let truth = Truth::gather(&machine.server().app().db, &town.people, snapshots).await?;
    let (mut wrong, mut left) = (Vec::new(), Vec::new());
    for (seat, device) in devices.iter().enumerate() {
        let place = town.seats[seat].person;
        let (person, snapshot) = (&town.people[place], &truth.snapshots[place]);
        let of_device = check::of_device(&device.name, device.replica(), person, snapshot, &truth);
        wrong.extend(of_device.await?);
        let drafts = check::drafts_of_device(&device.name, seat, device.replica(), journal);
        wrong.extend(drafts.await?);
        left.push(Left { seat, outbox: device.replica().outbox().await? });
    }
    wrong.extend(check::story(town, journal, &truth, &left));
    Ok(wrong)
}
