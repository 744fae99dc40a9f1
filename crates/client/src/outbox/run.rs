//! Emptying the outbox: a worker for each lane that has something, as long as it has.

use std::{collections::HashSet, pin::pin, sync::Arc, time::Duration};

use futures::{
    StreamExt as _,
    future::{Either, select},
    stream::FuturesUnordered,
};

use montaj_wire::problem::Problem;

use super::{
    Action, Lane, OutboxItem, OutboxState,
    deliver::{Outcome, deliver},
    plan,
};
use crate::{
    backoff::Backoff,
    core::Core,
    error::ClientError,
    host::sleep,
    popups,
    replica::Write,
    session::Phase,
    views::{Change, Link},
};

/// How many lanes are worked on side by side.
const MOST_LANES: usize = 8;
/// How often the server may fail over one item before the person is asked.
const MOST_SERVER_FAILURES: u32 = 8;
/// The longest the server can make a lane wait at once.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Runs until the engine stops.
pub(crate) async fn run(core: Arc<Core>) {
    let mut workers = FuturesUnordered::new();
    let mut busy = HashSet::new();
    loop {
        let seen = core.outbox.seen();
        if matches!(core.session.phase(), Phase::Somebody(_)) {
            match beside(&mut workers, &mut busy, core.replica().outbox()).await {
                Ok(outbox) => {
                    let room = MOST_LANES.saturating_sub(busy.len());
                    for lane in plan::lanes(&outbox, &busy).into_iter().take(room) {
                        busy.insert(lane);
                        workers.push(work(&core, lane));
                    }
                }
                Err(error) => tracing::error!(%error, "the outbox cannot be read"),
            }
        }
        let session = core.session.changed.seen();
        let bell = async {
            select(pin!(core.outbox.after(seen)), pin!(core.session.changed.after(session))).await;
        };
        let bell = pin!(bell);
        if workers.is_empty() {
            bell.await;
        } else if let Either::Left((Some(lane), _)) = select(workers.next(), bell).await {
            busy.remove(&lane);
        }
    }
}

/// Waits for something while the workers go on. One that stood still might hold the very
/// connection to the replica that is waited for.
async fn beside<T>(
    workers: &mut FuturesUnordered<impl Future<Output = Lane>>,
    busy: &mut HashSet<Lane>,
    waited_for: impl Future<Output = T>,
) -> T {
    let mut waited_for = pin!(waited_for);
    while !workers.is_empty() {
        match select(&mut waited_for, workers.next()).await {
            Either::Left((value, _)) => return value,
            Either::Right((Some(lane), _)) => drop(busy.remove(&lane)),
            Either::Right((None, _)) => {}
        }
    }
    waited_for.await
}

/// Empties one lane, and tells which it was.
async fn work(core: &Arc<Core>, lane: Lane) -> Lane {
    let mut trouble = Trouble { backoff: core.backoff(), server_failures: 0 };
    loop {
        match step(core, lane, &mut trouble).await {
            Ok(true) => {}
            Ok(false) => return lane,
            Err(error) => {
                tracing::error!(%error, ?lane, "a lane of the outbox stops");
                // The failure is here, not on the way: not at once again.
                core.pause(core.timings.backoff).await;
                return lane;
            }
        }
    }
}

/// What went wrong with the item at the head so far.
struct Trouble {
    backoff: Backoff,
    server_failures: u32,
}

/// Tries the item at the head once; false when there is none, or nobody is signed in.
async fn step(core: &Arc<Core>, lane: Lane, trouble: &mut Trouble) -> Result<bool, ClientError> {
    if !reachable(core).await {
        return Ok(false);
    }
    let epoch = core.session.epoch();
    let Some(item) = plan::head(core.replica().outbox().await?, lane) else { return Ok(false) };
    let attempts = item.attempts.saturating_add(1);
    let sending = Write::SetOutbox { id: item.id, state: OutboxState::Sending, attempts };
    core.write(vec![sending]).await?;
    let Some(leaving) = core.replica().outbox_item(item.id).await? else {
        // Taken back at the last moment.
        return Ok(true);
    };
    // Or given another text: what goes is what stood here when it could no longer be changed.
    let item = OutboxItem { action: leaving.action, ..item };
    let outcome = deliver(core, &item).await;
    if core.session.epoch() != epoch {
        return Ok(false);
    }
    match outcome {
        Outcome::Done(mut writes) => {
            writes.push(Write::Dequeue(item.id));
            core.write(writes).await?;
            *trouble = Trouble { backoff: core.backoff(), server_failures: 0 };
            tell(core, &item);
            if matches!(item.action, Action::Step(_)) {
                // Where changes are asked for by REST, this is the moment to ask.
                core.hurry.ring();
            }
        }
        Outcome::Refused(problem) => {
            trouble.server_failures += 1;
            if problem.status >= 500 && trouble.server_failures < MOST_SERVER_FAILURES {
                wait(core, trouble).await;
                return Ok(true);
            }
            trouble.server_failures = 0;
            tracing::info!(code = %problem.code, "the server refused an item of the outbox");
            set_aside(core, &item, problem, attempts).await?;
        }
        Outcome::RetryAfter { secs } => {
            let state = OutboxState::Queued;
            core.write(vec![Write::SetOutbox { id: item.id, state, attempts }]).await?;
            pause(core, Duration::from_secs(secs).min(LONGEST_PAUSE)).await;
        }
        Outcome::Unknown(error @ ClientError::Local { .. }) => return Err(error),
        Outcome::Unknown(error) => {
            tracing::debug!(%error, "an item of the outbox goes again");
            let state = OutboxState::Queued;
            core.write(vec![Write::SetOutbox { id: item.id, state, attempts }]).await?;
            wait(core, trouble).await;
        }
    }
    Ok(true)
}

/// Keeps what was refused for the person to decide about, if it was the person who asked for it.
async fn set_aside(
    core: &Core,
    item: &OutboxItem,
    problem: Box<Problem>,
    attempts: u32,
) -> Result<(), ClientError> {
    if !item.action.is_deliberate() {
        core.write(vec![Write::Dequeue(item.id)]).await?;
        tell(core, item);
        return Ok(());
    }
    if let (Action::Step(step), Lane::Order(order_id)) = (&item.action, item.lane)
        && !core.screen.lock().shows(order_id)
        && !core.is_quiet().await
    {
        core.listeners.popup(&popups::of_refusal(step, &problem, order_id));
    }
    let state = OutboxState::Wedged(problem);
    core.write(vec![Write::SetOutbox { id: item.id, state, attempts }]).await?;
    tell(core, item);
    Ok(())
}

/// The server asked for it: nothing of the lane goes meanwhile, whatever rings.
async fn pause(core: &Core, time: Duration) {
    let mut over = pin!(sleep(time));
    loop {
        let session = core.session.changed.seen();
        if !matches!(core.session.phase(), Phase::Somebody(_)) {
            return;
        }
        if let Either::Left(_) = select(&mut over, pin!(core.session.changed.after(session))).await
        {
            return;
        }
    }
}

/// Waits until there is a way to the server; false when nobody is signed in any more.
async fn reachable(core: &Arc<Core>) -> bool {
    loop {
        let seen = core.outbox.seen();
        let session = core.session.changed.seen();
        if !matches!(core.session.phase(), Phase::Somebody(_)) {
            return false;
        }
        if matches!(core.link(), Link::Live | Link::Polling) {
            return true;
        }
        select(pin!(core.outbox.after(seen)), pin!(core.session.changed.after(session))).await;
    }
}

/// After a failure: with backoff, but not when the way to the server changes meanwhile.
async fn wait(core: &Arc<Core>, trouble: &mut Trouble) {
    let seen = core.outbox.seen();
    let time = trouble.backoff.next(&*core.parts.entropy);
    select(pin!(sleep(time)), pin!(core.outbox.after(seen))).await;
}

fn tell(core: &Core, item: &OutboxItem) {
    match item.lane {
        Lane::Order(order_id) => {
            core.changed(Change::Chat { order_id });
            core.changed(Change::Order { order_id });
        }
        Lane::Notifications if item.action.is_of_settings() => core.settings_changed(),
        Lane::Notifications => core.changed(Change::Notifications),
    }
    core.changed(Change::Connection);
}
