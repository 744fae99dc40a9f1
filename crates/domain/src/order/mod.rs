//! An order: what it asks for, the state it is in, and how it moves on (PRODUCT 2 and 4).

mod details;
mod state;
mod transitions;
mod work;

pub use details::{Budget, OrderDetails, OrderField, OrderIssue, PaymentMethod};
pub use state::{Assignment, OrderState, OrderStatus, Work};
pub use transitions::{OrderError, OrderModeration};
pub use work::WorkStep;

use crate::{
    ids::{OrderId, UserId},
    timestamp::Timestamp,
};

/// The facts about an order on which decisions rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    pub id: OrderId,
    /// The running number people use to name it.
    pub number: i64,
    pub customer_id: UserId,
    pub details: OrderDetails,
    pub state: OrderState,
    pub created_at: Timestamp,
}
