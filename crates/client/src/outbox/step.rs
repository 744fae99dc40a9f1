//! The executor's steps of the work as they wait in the outbox (PRODUCT 4).

use montaj_domain::{ids::OrderId, order::WorkStep};
use montaj_wire::{order::CancelWork, problem::ErrorCode};
use serde::{Deserialize, Serialize};

use crate::{error::ClientError, transport::Request};

/// A step with what the person gave for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    StartWork,
    CancelWork { reason: String },
    Complete,
    Close,
}

impl Step {
    pub const fn kind(&self) -> WorkStep {
        match self {
            Self::StartWork => WorkStep::Start,
            Self::CancelWork { .. } => WorkStep::Cancel,
            Self::Complete => WorkStep::Complete,
            Self::Close => WorkStep::Close,
        }
    }

    pub(super) fn request(&self, order_id: OrderId) -> Result<Request, ClientError> {
        let path = |step: &str| format!("/api/orders/{order_id}/{step}");
        Ok(match self {
            Self::StartWork => Request::post(path("start-work")),
            Self::CancelWork { reason } => {
                Request::post(path("cancel-work")).body(&CancelWork { reason: reason.clone() })?
            }
            Self::Complete => Request::post(path("complete")),
            Self::Close => Request::post(path("close")),
        })
    }

    /// Whether a refusal with this code says that the step was taken already, say on another
    /// device: then nothing is left to do. The server gives these codes to the assigned executor
    /// alone; who is off the order is refused otherwise.
    pub const fn is_taken_by(&self, code: ErrorCode) -> bool {
        match self {
            Self::StartWork => matches!(code, ErrorCode::AlreadyStarted | ErrorCode::OrderClosed),
            Self::Complete => matches!(code, ErrorCode::AlreadyDone | ErrorCode::OrderClosed),
            Self::Close => matches!(code, ErrorCode::OrderClosed),
            // Whoever is off the order already has not told this reason.
            Self::CancelWork { .. } => false,
        }
    }
}
