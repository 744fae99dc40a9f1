//! The states of an order, each with exactly the data it has.

use crate::{ids::UserId, timestamp::Timestamp, user::upper_case_enum};

upper_case_enum! {
    /// The state's name, as it travels and is stored.
    OrderStatus {
        Pending = "PENDING",
        Published = "PUBLISHED",
        InProgress = "IN_PROGRESS",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
        Archived = "ARCHIVED",
    }
}

/// How far the selected executor has got (PRODUCT 4.1 and 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    NotStarted,
    Started { at: Timestamp },
    Done { started_at: Timestamp, at: Timestamp },
}

impl Work {
    pub const fn started_at(self) -> Option<Timestamp> {
        match self {
            Self::NotStarted => None,
            Self::Started { at } | Self::Done { started_at: at, .. } => Some(at),
        }
    }

    pub const fn done_at(self) -> Option<Timestamp> {
        match self {
            Self::Done { at, .. } => Some(at),
            Self::NotStarted | Self::Started { .. } => None,
        }
    }
}

/// Who does the order and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    pub executor_id: UserId,
    pub selected_at: Timestamp,
    pub work: Work,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    /// Awaits a moderator.
    Pending,
    Published {
        published_at: Timestamp,
    },
    InProgress {
        published_at: Timestamp,
        assignment: Assignment,
    },
    Completed {
        published_at: Timestamp,
        assignment: Assignment,
        closed_at: Timestamp,
    },
    /// By the customer or an administrator, or expired; `published_at` if it ever was public.
    Cancelled {
        published_at: Option<Timestamp>,
        closed_at: Timestamp,
    },
    /// Taken away by an administrator.
    Archived {
        published_at: Option<Timestamp>,
        closed_at: Timestamp,
    },
}

impl OrderState {
    pub const fn status(&self) -> OrderStatus {
        match self {
            Self::Pending => OrderStatus::Pending,
            Self::Published { .. } => OrderStatus::Published,
            Self::InProgress { .. } => OrderStatus::InProgress,
            Self::Completed { .. } => OrderStatus::Completed,
            Self::Cancelled { .. } => OrderStatus::Cancelled,
            Self::Archived { .. } => OrderStatus::Archived,
        }
    }

    pub const fn assignment(&self) -> Option<&Assignment> {
        match self {
            Self::InProgress { assignment, .. } | Self::Completed { assignment, .. } => {
                Some(assignment)
            }
            _ => None,
        }
    }

    pub const fn published_at(&self) -> Option<Timestamp> {
        match self {
            Self::Pending => None,
            Self::Published { published_at }
            | Self::InProgress { published_at, .. }
            | Self::Completed { published_at, .. } => Some(*published_at),
            Self::Cancelled { published_at, .. } | Self::Archived { published_at, .. } => {
                *published_at
            }
        }
    }

    pub const fn closed_at(&self) -> Option<Timestamp> {
        match self {
            Self::Completed { closed_at, .. }
            | Self::Cancelled { closed_at, .. }
            | Self::Archived { closed_at, .. } => Some(*closed_at),
            _ => None,
        }
    }
}
