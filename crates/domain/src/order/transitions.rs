//! How an order moves from state to state. Each step says who may take it and from where.

use super::{Assignment, Order, OrderDetails, OrderState, Work, WorkStep};
use crate::{ids::UserId, timestamp::Timestamp, user::upper_case_enum};

upper_case_enum! {
    /// What a moderator does with an order.
    OrderModeration {
        Approve = "APPROVE",
        Reject = "REJECT",
        Archive = "ARCHIVE",
        Cancel = "CANCEL",
    }
}

/// Why a step was refused. `Not…` is a matter of who asks, the rest of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("only the customer may do this")]
    NotTheCustomer,
    #[error("only the assigned executor may do this")]
    NotTheExecutor,
    #[error("the order is not published")]
    NotPublished,
    #[error("somebody is already selected")]
    AlreadySelected,
    #[error("the order is not in progress")]
    NotInProgress,
    #[error("the work has already started")]
    AlreadyStarted,
    #[error("the work has not started")]
    NotStarted,
    #[error("the work is already reported done")]
    AlreadyDone,
    #[error("the work is not reported done")]
    NotDone,
    #[error("the order is closed")]
    Closed,
    #[error("the step does not apply to this state")]
    NotApplicable,
}

type Step = Result<Order, OrderError>;

impl Order {
    /// PRODUCT 2.4: until somebody is selected, the customer changes what is asked for.
    pub fn edit(self, by: UserId, details: OrderDetails) -> Step {
        self.require_customer(by)?;
        match self.state {
            OrderState::Pending | OrderState::Published { .. } => Ok(Self { details, ..self }),
            OrderState::InProgress { .. } => Err(OrderError::AlreadySelected),
            _ => Err(OrderError::Closed),
        }
    }

    /// PRODUCT 2.4: the customer takes back an order nobody was selected for.
    pub fn cancel(self, by: UserId, now: Timestamp) -> Step {
        self.require_customer(by)?;
        match self.state {
            OrderState::Pending | OrderState::Published { .. } => Ok(self.cancelled(now)),
            OrderState::InProgress { .. } => Err(OrderError::AlreadySelected),
            _ => Err(OrderError::Closed),
        }
    }

    /// PRODUCT 3.3: the customer chooses `executor_id`, whose response the caller has checked.
    pub fn select(self, by: UserId, executor_id: UserId, now: Timestamp) -> Step {
        self.require_customer(by)?;
        match self.state {
            OrderState::Published { published_at } => {
                let assignment =
                    Assignment { executor_id, selected_at: now, work: Work::NotStarted };
                Ok(Self { state: OrderState::InProgress { published_at, assignment }, ..self })
            }
            OrderState::InProgress { .. } => Err(OrderError::AlreadySelected),
            _ => Err(OrderError::NotPublished),
        }
    }

    /// PRODUCT 4.1: «Приступить к работе», once.
    pub fn start_work(self, by: UserId, now: Timestamp) -> Step {
        self.after(WorkStep::Start, by, now)
    }

    /// PRODUCT 4.2: «Отказаться от заказа»; the order is published again. The caller turns the
    /// executor's response to CANCELLED and the rejected ones back to PENDING.
    pub fn cancel_work(self, by: UserId) -> Step {
        Ok(Self { state: self.state.cancel_work(by)?, ..self })
    }

    /// PRODUCT 4.3: «Заказ выполнен».
    pub fn complete(self, by: UserId, now: Timestamp) -> Step {
        self.after(WorkStep::Complete, by, now)
    }

    /// PRODUCT 4.3: «Закрыть заказ», once paid.
    pub fn close(self, by: UserId, now: Timestamp) -> Step {
        self.after(WorkStep::Close, by, now)
    }

    fn after(self, step: WorkStep, by: UserId, now: Timestamp) -> Step {
        Ok(Self { state: self.state.after(step, by, now)?, ..self })
    }

    /// A moderator's act: approve or reject what is pending, archive or cancel anything open.
    pub fn moderate(self, act: OrderModeration, now: Timestamp) -> Step {
        let published_at = self.state.published_at();
        let state = match (act, self.state) {
            (OrderModeration::Approve, OrderState::Pending) => {
                OrderState::Published { published_at: now }
            }
            (OrderModeration::Reject, OrderState::Pending) => {
                OrderState::Cancelled { published_at, closed_at: now }
            }
            (OrderModeration::Cancel, state) if state.closed_at().is_none() => {
                OrderState::Cancelled { published_at, closed_at: now }
            }
            (OrderModeration::Archive, state) if !matches!(state, OrderState::Archived { .. }) => {
                OrderState::Archived { published_at, closed_at: now }
            }
            _ => return Err(OrderError::NotApplicable),
        };
        Ok(Self { state, ..self })
    }

    fn cancelled(self, now: Timestamp) -> Self {
        let published_at = self.state.published_at();
        Self { state: OrderState::Cancelled { published_at, closed_at: now }, ..self }
    }

    fn require_customer(&self, by: UserId) -> Result<(), OrderError> {
        if self.customer_id == by { Ok(()) } else { Err(OrderError::NotTheCustomer) }
    }
}

#[cfg(test)]
mod tests;
