//! Loading an order for somebody: what they may not see is not there.

use montaj_domain::{
    ids::OrderId,
    policy::{OrderFacts, Viewer},
    response::ResponseStatus,
    user::Role,
};
use montaj_store::{
    Tx,
    orders::{self, SeenOrder, StoredOrder},
    responses,
};

use crate::http::{caller::Caller, error::ApiError};

/// The order with what it has to do with the caller, if it exists for them: one statement.
pub async fn seen(tx: &mut Tx, caller: &Caller, id: OrderId) -> Result<SeenOrder, ApiError> {
    let seen = orders::find_seen(tx, id, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    if is_visible(caller, &seen.stored, seen.response) {
        Ok(seen)
    } else {
        Err(ApiError::not_found())
    }
}

/// The order, if it exists for the caller.
pub async fn visible(tx: &mut Tx, caller: &Caller, id: OrderId) -> Result<StoredOrder, ApiError> {
    let stored = orders::find(tx, id).await?;
    require_visible(tx, caller, stored).await
}

/// The same, locked for a change.
pub async fn locked(tx: &mut Tx, caller: &Caller, id: OrderId) -> Result<StoredOrder, ApiError> {
    let stored = orders::lock(tx, id).await?;
    require_visible(tx, caller, stored).await
}

/// A step that only one role ever takes is closed to the others in every state of the order.
pub fn require_role(caller: &Caller, role: Role) -> Result<(), ApiError> {
    if caller.role == role { Ok(()) } else { Err(ApiError::forbidden()) }
}

async fn require_visible(
    tx: &mut Tx,
    caller: &Caller,
    stored: Option<StoredOrder>,
) -> Result<StoredOrder, ApiError> {
    let stored = stored.ok_or_else(ApiError::not_found)?;
    let response = if caller.role == Role::Executor {
        responses::of(tx, stored.order.id, caller.user_id).await?.map(|response| response.status)
    } else {
        None
    };
    if is_visible(caller, &stored, response) { Ok(stored) } else { Err(ApiError::not_found()) }
}

fn is_visible(caller: &Caller, stored: &StoredOrder, response: Option<ResponseStatus>) -> bool {
    let viewer = Viewer { id: caller.user_id, role: caller.role, status: caller.status, response };
    let facts = OrderFacts { customer_id: stored.order.customer_id, state: stored.order.state };
    facts.is_visible_to(&viewer)
}
