//! Orders moved only as the domain lets them, and every step that was acknowledged was taken.

use std::collections::BTreeMap;

use montaj_client::outbox::Action;
use montaj_domain::{
    ids::{OrderId, UserId},
    order::{OrderState, OrderStatus, Work},
};
use montaj_store::events::LoggedEvent;
use montaj_wire::order::OrderView;

use super::{Left, Truth, person_of};
use crate::{
    deed::{Deed, Outcome, Step},
    journal::Journal,
    town::Town,
};

/// How many orders a town has when it is founded.
const FOUNDED_WITH: usize = 3;

/// A step as the customer's log tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Select(UserId),
    Step(UserId, Step),
    Cancel,
}

pub(super) fn wrong(town: &Town, journal: &Journal, truth: &Truth, left: &[Left]) -> Vec<String> {
    let mut wrong = Vec::new();
    let taken = history(truth, &mut wrong);
    let told = |order: &OrderId| taken.get(order).map_or(&[][..], Vec::as_slice);
    for entry in journal.entries() {
        let person = town.person_at(entry.seat);
        let missing = match &entry.outcome {
            Outcome::Posted { order } => !taken.contains_key(order),
            Outcome::Cancelled { order } => !told(order).contains(&Taken::Cancel),
            Outcome::Selected { order, executor } => {
                !told(order).contains(&Taken::Select(*executor))
            }
            Outcome::Responded { order } => {
                let snapshot = town.people.iter().zip(&truth.snapshots);
                let mut own = snapshot.filter(|(other, _)| other.id == person.id);
                !own.any(|(_, snapshot)| {
                    snapshot.responses.iter().any(|response| response.order_id == *order)
                })
            }
            _ => false,
        };
        if missing {
            let seat = &town.seats[entry.seat].name;
            wrong.push(format!("{seat} was told {:?}, the server knows nothing", entry.outcome));
        }
    }
    wrong.extend(lost_steps(town, journal, &taken, left));
    let posted = journal.entries().iter().filter(|entry| entry.deed == Deed::Post).count();
    if truth.chats.len() > FOUNDED_WITH + posted {
        wrong.push(format!("{posted} times posted, but {} orders", truth.chats.len()));
    }
    wrong
}

/// What happened to each order, by the log of its customer; what the domain does not allow goes
/// into `wrong`.
fn history(truth: &Truth, wrong: &mut Vec<String>) -> BTreeMap<OrderId, Vec<Taken>> {
    let mut states: BTreeMap<OrderId, OrderState> = BTreeMap::new();
    let mut taken: BTreeMap<OrderId, Vec<Taken>> = BTreeMap::new();
    for (log, snapshot) in truth.logs.iter().zip(&truth.snapshots) {
        for order in log.iter().filter_map(updated_order) {
            if order.customer_id != snapshot.user.id {
                continue;
            }
            let Some(facts) = order.facts() else {
                wrong.push(format!("a view contradicts itself: {order:?}"));
                continue;
            };
            let steps = taken.entry(order.id).or_default();
            let Some(before) = states.insert(order.id, facts.state) else { continue };
            if before == facts.state {
                continue;
            }
            match step_between(before, facts.state) {
                Some(step) => steps.push(step),
                None => wrong.push(format!(
                    "order {} went from {before:?} to {:?}",
                    order.order_number, facts.state
                )),
            }
        }
    }
    taken
}

fn updated_order(event: &LoggedEvent) -> Option<OrderView> {
    let is_update = event.kind == "order.updated";
    is_update.then(|| serde_json::from_str(&event.payload).expect("the log holds views"))
}

/// The one step of the domain that leads from `before` to `after`.
fn step_between(before: OrderState, after: OrderState) -> Option<Taken> {
    let by = before.assignment().map(|assignment| assignment.executor_id);
    for step in [Step::Start, Step::Refuse, Step::Complete, Step::Close] {
        // The instant of the step is the only thing that `before` does not tell.
        let work = after.assignment().map(|assignment| assignment.work);
        let instants = [
            after.closed_at(),
            work.and_then(Work::started_at),
            work.and_then(Work::done_at),
            before.published_at(),
        ];
        for at in instants.into_iter().flatten() {
            let Some(by) = by else { continue };
            if before.after(step.of_work(), by, at) == Ok(after) {
                return Some(Taken::Step(by, step));
            }
        }
    }
    match (before, after) {
        (
            OrderState::Published { published_at: was },
            OrderState::InProgress { published_at, assignment },
        ) if was == published_at && assignment.work == Work::NotStarted => {
            Some(Taken::Select(assignment.executor_id))
        }
        (OrderState::Published { .. }, state) if state.status() == OrderStatus::Cancelled => {
            Some(Taken::Cancel)
        }
        _ => None,
    }
}

/// A step that a device saved was taken, or still stands refused (or held behind a refused one) in
/// the outbox, or was given up.
fn lost_steps(
    town: &Town,
    journal: &Journal,
    taken: &BTreeMap<OrderId, Vec<Taken>>,
    left: &[Left],
) -> Vec<String> {
    let mut saved: BTreeMap<(OrderId, UserId, u8), (Step, usize)> = BTreeMap::new();
    for entry in journal.entries() {
        if let Outcome::Stepped { order, step } = entry.outcome {
            let key = (order, town.person_at(entry.seat).id, step as u8);
            saved.entry(key).or_insert((step, 0)).1 += 1;
        }
    }
    let mut wrong = Vec::new();
    for ((order, person, _), (step, times)) in saved {
        let done = taken.get(&order).into_iter().flatten();
        let done = done.filter(|taken| **taken == Taken::Step(person, step)).count();
        let theirs = left.iter().filter(|left| town.person_at(left.seat).id == person);
        let waiting = theirs.flat_map(|left| left.of_order(order)).filter(
            |item| matches!(&item.action, Action::Step(waits) if Step::of_outbox(waits) == step),
        );
        let given_up = journal.entries().iter().filter(|entry| {
            let own = town.person_at(entry.seat).id == person;
            own && matches!(&entry.outcome,
                Outcome::GivenUp { steps, .. } if steps.contains(&(order, step)))
        });
        let known = done + waiting.count() + given_up.count();
        // Pressed on two devices it is taken once: the second is told so and is content. A refusal
        // of the work carries a reason of its own.
        let owed = if step == Step::Refuse { times } else { times.min(1) };
        if known < owed {
            let name = person_of(town, person);
            wrong.push(format!("{name}: {step:?} of {order} saved {times} times, {known} known"));
        }
    }
    wrong
}
