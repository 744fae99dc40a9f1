//! How an order stands to who looks at it: what can be done next, and a word on it (PRODUCT 2.5).

use montaj_client::pending::{self, Pending};
use montaj_domain::{
    order::{OrderState, OrderStatus, Work},
    policy::{OrderAction, Viewer},
    response::{Responder, ResponseError, ResponseStatus, may_respond},
};
use montaj_wire::{account::UserView, order::OrderView};

#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub is_customer: bool,
    /// The executor selected now, or at the end.
    pub is_assigned: bool,
    /// The order's state when what waits has happened.
    pub expected: Option<OrderState>,
    pub actions: Vec<OrderAction>,
    /// Why an executor cannot respond, where a word on it helps.
    pub refusal: Option<ResponseError>,
}

impl Standing {
    /// `pending` is what of this order waits in the outbox or was refused: the buttons are those of
    /// the moment when what waits has happened. Over a refused step one decides first.
    pub fn of(order: &OrderView, me: &UserView, pending: &[Pending]) -> Self {
        let viewer = Viewer {
            id: me.id,
            role: me.role,
            status: me.status,
            response: order.my_response_status,
        };
        let verdict = verdict(order, me);
        let facts = order.facts();
        let expected = pending::expected(order, me.id, pending);
        let undecided = pending.iter().any(|it| it.step().is_some() && it.refusal().is_some());
        // A view that contradicts itself offers nothing.
        let mut actions =
            expected.map(|facts| facts.actions_for(&viewer, verdict.is_ok())).unwrap_or_default();
        actions
            .retain(|action| !(undecided && is_step(*action)) && *action != OrderAction::OpenChat);
        // Reading stays until the server has heard of the end.
        if facts.as_ref().is_some_and(|facts| facts.opens_chat_to(&viewer)) {
            actions.push(OrderAction::OpenChat);
        }
        Self {
            is_customer: order.customer_id == me.id,
            is_assigned: facts.as_ref().is_some_and(|facts| facts.is_assigned(&viewer)),
            expected: expected.map(|facts| facts.state),
            actions,
            refusal: verdict.err().filter(|_| order.status == OrderStatus::Published),
        }
    }

    pub fn may(&self, action: OrderAction) -> bool {
        self.actions.contains(&action)
    }

    /// What is to be done now, and by whom.
    pub fn advice(&self, order: &OrderView) -> Option<String> {
        if self.is_customer {
            Some(customer_advice(order))
        } else if self.is_assigned {
            self.executor_advice(order)
        } else {
            self.responder_advice(order)
        }
    }

    /// On what comes next; nothing on what has not been heard of yet.
    fn executor_advice(&self, order: &OrderView) -> Option<String> {
        match self.expected? {
            OrderState::InProgress { assignment, .. } => Some(match assignment.work {
                Work::NotStarted => tr!("advice-executor-selected"),
                Work::Started { .. } => tr!("advice-executor-working"),
                Work::Done { .. } => tr!("advice-executor-done"),
            }),
            _ => (order.status == OrderStatus::Completed).then(|| tr!("advice-completed")),
        }
    }

    fn responder_advice(&self, order: &OrderView) -> Option<String> {
        match order.status {
            OrderStatus::Cancelled => return Some(tr!("advice-cancelled")),
            OrderStatus::Archived => return Some(tr!("advice-archived")),
            _ => {}
        }
        match (order.my_response_status, self.refusal) {
            (Some(ResponseStatus::Pending), _) => Some(tr!("advice-response-pending")),
            (Some(ResponseStatus::Rejected), _) => Some(tr!("advice-response-rejected")),
            (Some(ResponseStatus::Cancelled), _) => Some(tr!("advice-response-cancelled")),
            (_, Some(ResponseError::NotActive)) => Some(tr!("account-pending-note")),
            (_, Some(ResponseError::OtherSpecialization)) => Some(tr!("advice-other-trade")),
            (None, None) if order.status == OrderStatus::Published => Some(tr!("advice-respond")),
            _ => None,
        }
    }
}

fn verdict(order: &OrderView, me: &UserView) -> Result<(), ResponseError> {
    let active = me.executor_profile.as_ref().map(|p| p.active_specializations.as_slice());
    let responder = Responder {
        role: me.role,
        status: me.status,
        active_specializations: active.unwrap_or_default(),
        has_responded: order.has_responded,
    };
    may_respond(responder, order.status, order.category)
}

fn customer_advice(order: &OrderView) -> String {
    match order.status {
        OrderStatus::Pending => tr!("advice-customer-pending"),
        OrderStatus::Published if order.responses_count == 0 => tr!("advice-customer-waiting"),
        OrderStatus::Published => tr!("advice-customer-choose"),
        OrderStatus::InProgress => match (order.work_started_at, order.work_done_at) {
            (None, _) => tr!("advice-customer-selected"),
            (Some(_), None) => tr!("advice-customer-working"),
            (Some(_), Some(_)) => tr!("advice-customer-done"),
        },
        OrderStatus::Completed => tr!("advice-completed"),
        OrderStatus::Cancelled => tr!("advice-cancelled"),
        OrderStatus::Archived => tr!("advice-archived"),
    }
}

const fn is_step(action: OrderAction) -> bool {
    matches!(
        action,
        OrderAction::StartWork
            | OrderAction::CancelWork
            | OrderAction::Complete
            | OrderAction::Close
    )
}

#[cfg(test)]
mod tests {
    use montaj_client::{
        outbox::Step,
        pending::{PendingState, PendingWhat},
    };
    use montaj_domain::{
        ids::OperationId,
        user::{Role, UserStatus},
    };
    use montaj_wire::problem::{ErrorCode, Problem};

    use super::*;
    use crate::pages::orders::samples::{AT, in_progress, person, published};

    #[test]
    fn an_executor_of_the_trade_may_respond_once() {
        let vera = person(3, Role::Executor);
        assert!(Standing::of(&published(1), &vera, &[]).may(OrderAction::Respond));
        let mut answered = published(1);
        answered.has_responded = true;
        answered.my_response_status = Some(ResponseStatus::Pending);
        let standing = Standing::of(&answered, &vera, &[]);
        assert!(standing.actions.is_empty());
        assert_eq!(standing.advice(&answered), Some(tr!("advice-response-pending")));
    }

    #[test]
    fn start_work_becomes_complete_and_then_close() {
        let boris = person(2, Role::Executor);
        let mut order = in_progress(1);
        assert_eq!(Standing::of(&order, &boris, &[]).actions[0], OrderAction::StartWork);
        order.work_started_at = Some(AT);
        assert_eq!(Standing::of(&order, &boris, &[]).actions[0], OrderAction::Complete);
        order.work_done_at = Some(AT);
        assert_eq!(Standing::of(&order, &boris, &[]).actions[0], OrderAction::Close);
    }

    #[test]
    fn a_pending_account_is_told_why_it_cannot_respond() {
        let vera = UserView { status: UserStatus::Pending, ..person(3, Role::Executor) };
        let standing = Standing::of(&published(1), &vera, &[]);
        assert_eq!(standing.refusal, Some(ResponseError::NotActive));
        assert_eq!(standing.advice(&published(1)), Some(tr!("account-pending-note")));
    }

    #[test]
    fn what_waits_counts_as_done_and_a_refused_step_is_decided_first() {
        let (boris, order) = (person(2, Role::Executor), in_progress(1));
        let item = |step, state| Pending {
            id: OperationId::from_uuid(uuid::Uuid::from_u128(7)),
            order_id: order.id,
            what: PendingWhat::Step(step),
            state,
            created_at: AT,
        };
        let waiting = PendingState::Waiting { can_be_taken_back: true };
        let start = item(Step::StartWork, waiting.clone());
        let standing = Standing::of(&order, &boris, std::slice::from_ref(&start));
        assert_eq!(standing.actions[0], OrderAction::Complete);
        assert_eq!(standing.advice(&order), Some(tr!("advice-executor-working")));
        let cancel = item(Step::CancelWork { reason: "Заболел".to_owned() }, waiting);
        let standing = Standing::of(&order, &boris, &[start, cancel]);
        assert_eq!(standing.actions, [OrderAction::OpenChat]);
        assert_eq!(standing.advice(&order), None);
        let problem = Box::new(Problem::new(ErrorCode::Internal));
        let refused = item(Step::StartWork, PendingState::Refused { problem });
        let standing = Standing::of(&order, &boris, &[refused]);
        assert_eq!(standing.actions, [OrderAction::OpenChat]);
    }
}
