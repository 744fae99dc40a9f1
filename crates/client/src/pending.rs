//! What a person did that the server does not know yet, or refused, as an interface shows it.

use montaj_domain::{
    ids::{OperationId, OrderId, UserId},
    policy::OrderFacts,
    timestamp::Timestamp,
};
use montaj_wire::{order::OrderView, problem::Problem};
use serde::{Deserialize, Serialize};

use crate::outbox::{self, Action, Lane, OutboxItem, Step};

/// A message or a step of the work in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub id: OperationId,
    pub order_id: OrderId,
    pub what: PendingWhat,
    pub state: PendingState,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PendingWhat {
    Message {
        content: String,
    },
    /// Another text for a message.
    EditMessage {
        content: String,
    },
    DeleteMessage,
    Step(Step),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PendingState {
    /// It goes by itself. What has not left this device yet can be taken back.
    Waiting {
        can_be_taken_back: bool,
    },
    /// A step behind a refused one: it goes when that one has gone.
    Held,
    Refused {
        problem: Box<Problem>,
    },
}

impl Pending {
    pub const fn step(&self) -> Option<&Step> {
        match &self.what {
            PendingWhat::Step(step) => Some(step),
            PendingWhat::Message { .. }
            | PendingWhat::EditMessage { .. }
            | PendingWhat::DeleteMessage => None,
        }
    }

    pub const fn refusal(&self) -> Option<&Problem> {
        match &self.state {
            PendingState::Refused { problem } => Some(problem),
            PendingState::Waiting { .. } | PendingState::Held => None,
        }
    }
}

/// The messages and steps of the outbox, in its order.
pub(crate) fn of(outbox: &[OutboxItem]) -> Vec<Pending> {
    let shown = outbox.iter().enumerate().filter_map(|(at, item)| {
        let Lane::Order(order_id) = item.lane else { return None };
        let what = match &item.action {
            Action::SendMessage { content, .. } => {
                PendingWhat::Message { content: content.clone() }
            }
            Action::EditMessage { content, .. } => {
                PendingWhat::EditMessage { content: content.clone() }
            }
            Action::DeleteMessage { .. } => PendingWhat::DeleteMessage,
            Action::Step(step) => PendingWhat::Step(step.clone()),
            Action::MarkRead { .. }
            | Action::MarkNotificationRead { .. }
            | Action::MarkAllNotificationsRead { .. }
            | Action::DeleteNotification { .. }
            | Action::EditNotificationSettings(_)
            | Action::MuteChat { .. }
            | Action::UnmuteChat { .. } => return None,
        };
        let state = match item.refusal() {
            Some(problem) => PendingState::Refused { problem: Box::new(problem.clone()) },
            None if outbox::is_held(outbox, at) => PendingState::Held,
            None => PendingState::Waiting { can_be_taken_back: item.is_without_effect() },
        };
        Some(Pending { id: item.id, order_id, what, state, created_at: item.created_at })
    });
    shown.collect()
}

/// The order as it will be when the steps of `by` that wait for it have been taken: on this rest
/// the buttons of the moment. The view itself stays what the server said. `None` when the view
/// contradicts itself.
pub fn expected(order: &OrderView, by: UserId, pending: &[Pending]) -> Option<OrderFacts> {
    let mut facts = order.facts()?;
    for item in pending.iter().filter(|item| item.order_id == order.id) {
        let (Some(step), PendingState::Waiting { .. }) = (item.step(), &item.state) else {
            continue;
        };
        // What no longer follows, because the order has changed meanwhile, gets its answer from
        // the server; until then it leads nowhere.
        if let Ok(state) = facts.state.after(step.kind(), by, item.created_at) {
            facts.state = state;
        }
    }
    Some(facts)
}
