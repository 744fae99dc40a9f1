//! The steps of the assigned executor (PRODUCT 4), on the state alone: the server takes them on
//! the order it holds locked, a device asks what its waiting steps will lead to.

use super::{Assignment, OrderError, OrderState, Work};
use crate::{ids::UserId, policy::OrderAction, timestamp::Timestamp};

type Step = Result<OrderState, OrderError>;

/// What the assigned executor does with an order in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkStep {
    Start,
    /// «Отказаться от заказа».
    Cancel,
    Complete,
    Close,
}

impl WorkStep {
    /// The button that takes it.
    pub const fn action(self) -> OrderAction {
        match self {
            Self::Start => OrderAction::StartWork,
            Self::Cancel => OrderAction::CancelWork,
            Self::Complete => OrderAction::Complete,
            Self::Close => OrderAction::Close,
        }
    }
}

impl OrderState {
    /// Where `step`, taken by `by`, leads from here.
    pub fn after(self, step: WorkStep, by: UserId, now: Timestamp) -> Step {
        match step {
            WorkStep::Start => self.start_work(by, now),
            WorkStep::Cancel => self.cancel_work(by),
            WorkStep::Complete => self.complete(by, now),
            WorkStep::Close => self.close(by, now),
        }
    }

    /// PRODUCT 4.1: «Приступить к работе», once.
    fn start_work(self, by: UserId, now: Timestamp) -> Step {
        self.work_on(by, |work| match work {
            Work::NotStarted => Ok(Work::Started { at: now }),
            Work::Started { .. } | Work::Done { .. } => Err(OrderError::AlreadyStarted),
        })
    }

    /// PRODUCT 4.2: «Отказаться от заказа»; the order is published again.
    pub(super) fn cancel_work(self, by: UserId) -> Step {
        let (published_at, assignment) = self.assigned_to(by)?;
        match assignment.work {
            Work::Done { .. } => Err(OrderError::AlreadyDone),
            Work::NotStarted | Work::Started { .. } => Ok(Self::Published { published_at }),
        }
    }

    /// PRODUCT 4.3: «Заказ выполнен».
    fn complete(self, by: UserId, now: Timestamp) -> Step {
        self.work_on(by, |work| match work {
            Work::NotStarted => Err(OrderError::NotStarted),
            Work::Started { at } => Ok(Work::Done { started_at: at, at: now }),
            Work::Done { .. } => Err(OrderError::AlreadyDone),
        })
    }

    /// PRODUCT 4.3: «Закрыть заказ», once paid.
    fn close(self, by: UserId, now: Timestamp) -> Step {
        let (published_at, assignment) = self.assigned_to(by)?;
        match assignment.work {
            Work::Done { .. } => Ok(Self::Completed { published_at, assignment, closed_at: now }),
            Work::NotStarted | Work::Started { .. } => Err(OrderError::NotDone),
        }
    }

    fn assigned_to(self, by: UserId) -> Result<(Timestamp, Assignment), OrderError> {
        match self {
            Self::InProgress { published_at, assignment } if assignment.executor_id == by => {
                Ok((published_at, assignment))
            }
            Self::Completed { assignment, .. } if assignment.executor_id == by => {
                Err(OrderError::Closed)
            }
            Self::InProgress { .. } | Self::Completed { .. } => Err(OrderError::NotTheExecutor),
            _ => Err(OrderError::NotInProgress),
        }
    }

    fn work_on(self, by: UserId, step: impl FnOnce(Work) -> Result<Work, OrderError>) -> Step {
        let (published_at, assignment) = self.assigned_to(by)?;
        let assignment = Assignment { work: step(assignment.work)?, ..assignment };
        Ok(Self::InProgress { published_at, assignment })
    }
}
