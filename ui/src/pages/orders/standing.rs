//! How an order stands to who looks at it: what can be done next, and a word on it (PRODUCT 2.5).

use montaj_domain::{
    order::OrderStatus,
    policy::{OrderAction, Viewer},
    response::{Responder, ResponseError, ResponseStatus, may_respond},
};
use montaj_wire::{account::UserView, order::OrderView};

#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub is_customer: bool,
    /// The executor selected now, or at the end.
    pub is_assigned: bool,
    pub actions: Vec<OrderAction>,
    /// Why an executor cannot respond, where a word on it helps.
    pub refusal: Option<ResponseError>,
}

impl Standing {
    pub fn of(order: &OrderView, me: &UserView) -> Self {
        let viewer = Viewer {
            id: me.id,
            role: me.role,
            status: me.status,
            response: order.my_response_status,
        };
        let verdict = verdict(order, me);
        let facts = order.facts();
        Self {
            is_customer: order.customer_id == me.id,
            is_assigned: facts.as_ref().is_some_and(|facts| facts.is_assigned(&viewer)),
            // A view that contradicts itself offers nothing.
            actions: facts
                .map(|facts| facts.actions_for(&viewer, verdict.is_ok()))
                .unwrap_or_default(),
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
            Some(executor_advice(order))
        } else {
            self.responder_advice(order)
        }
    }

    fn responder_advice(&self, order: &OrderView) -> Option<String> {
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

fn executor_advice(order: &OrderView) -> String {
    match (order.status, order.work_started_at, order.work_done_at) {
        (OrderStatus::InProgress, None, _) => tr!("advice-executor-selected"),
        (OrderStatus::InProgress, Some(_), None) => tr!("advice-executor-working"),
        (OrderStatus::InProgress, Some(_), Some(_)) => tr!("advice-executor-done"),
        _ => tr!("advice-completed"),
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::user::{Role, UserStatus};

    use super::*;
    use crate::pages::orders::samples::{AT, in_progress, person, published};

    #[test]
    fn an_executor_of_the_trade_may_respond_once() {
        let vera = person(3, Role::Executor);
        assert!(Standing::of(&published(1), &vera).may(OrderAction::Respond));
        let mut answered = published(1);
        answered.has_responded = true;
        answered.my_response_status = Some(ResponseStatus::Pending);
        let standing = Standing::of(&answered, &vera);
        assert!(standing.actions.is_empty());
        assert_eq!(standing.advice(&answered), Some(tr!("advice-response-pending")));
    }

    #[test]
    fn start_work_becomes_complete_and_then_close() {
        let boris = person(2, Role::Executor);
        let mut order = in_progress(1);
        assert_eq!(Standing::of(&order, &boris).actions[0], OrderAction::StartWork);
        order.work_started_at = Some(AT);
        assert_eq!(Standing::of(&order, &boris).actions[0], OrderAction::Complete);
        order.work_done_at = Some(AT);
        assert_eq!(Standing::of(&order, &boris).actions[0], OrderAction::Close);
    }

    #[test]
    fn a_pending_account_is_told_why_it_cannot_respond() {
        let vera = UserView { status: UserStatus::Pending, ..person(3, Role::Executor) };
        let standing = Standing::of(&published(1), &vera);
        assert_eq!(standing.refusal, Some(ResponseError::NotActive));
        assert_eq!(standing.advice(&published(1)), Some(tr!("account-pending-note")));
    }
}
