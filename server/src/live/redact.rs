//! When an order closes its contacts, the logs forget them: a device that starts from the
//! beginning, or was away all the time, must not find them. Whoever has lost the chat with it
//! loses its entries too (PRODUCT 1.8, 5.1).

use montaj_domain::{
    ids::{OrderId, UserId},
    order::{OrderState, OrderStatus},
    policy::{OrderFacts, Viewer},
    timestamp::Timestamp,
    user::{Role, UserStatus},
};
use montaj_store::{Tx, orders::StoredOrder, redaction};
use montaj_wire::order::OrderView;
use serde::Deserialize;

use crate::{http::error::ApiError, views};

/// What every payload about a chat names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfOrder {
    order_id: OrderId,
}

/// Call it with the state the order moved from and with the order as it is now, in the transaction
/// of the move.
pub async fn order_moved(
    tx: &mut Tx,
    from: OrderState,
    stored: &StoredOrder,
    now: Timestamp,
) -> Result<(), ApiError> {
    let order = &stored.order;
    if order.state.status() == OrderStatus::InProgress {
        return Ok(());
    }
    for entry in redaction::open_entries(tx, order.id).await? {
        let mut view: OrderView =
            serde_json::from_str(&entry.payload).map_err(ApiError::internal)?;
        views::order::mask(&mut view, keeps_chat(stored, entry.user_id));
        let payload = serde_json::to_string(&view).map_err(ApiError::internal)?;
        redaction::replace_by_order(tx, entry.user_id, entry.seq, order.id, &payload).await?;
    }
    // By who worked, not by what their log has of the order: old entries of it may be gone.
    match from.assignment() {
        Some(work) if !keeps_chat(stored, work.executor_id) => {
            forget_chat(tx, stored, work.executor_id, now).await
        }
        _ => Ok(()),
    }
}

/// Puts the order as the person sees it now into the place of its chat's entries.
async fn forget_chat(
    tx: &mut Tx,
    stored: &StoredOrder,
    user_id: UserId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let id = stored.order.id;
    let role = role_in(stored, user_id);
    let view = views::order::for_viewer(tx, stored, user_id, role, now).await?;
    let payload = serde_json::to_string(&view).map_err(ApiError::internal)?;
    for entry in redaction::chat_entries(tx, user_id).await? {
        let of: OfOrder = serde_json::from_str(&entry.payload).map_err(ApiError::internal)?;
        if of.order_id == id {
            redaction::replace_by_order(tx, user_id, entry.seq, id, &payload).await?;
        }
    }
    Ok(())
}

fn keeps_chat(stored: &StoredOrder, user_id: UserId) -> bool {
    let order = &stored.order;
    let facts = OrderFacts { customer_id: order.customer_id, state: order.state };
    let role = role_in(stored, user_id);
    let viewer = Viewer { id: user_id, role, status: UserStatus::Active, response: None };
    // What a customer has read stays read.
    facts.is_customer(&viewer) || facts.opens_chat_to(&viewer)
}

fn role_in(stored: &StoredOrder, user_id: UserId) -> Role {
    if stored.order.customer_id == user_id { Role::Customer } else { Role::Executor }
}
