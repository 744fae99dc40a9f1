//! A kept answer, given once more: what it showed then and the person may not see any more is
//! taken out.

use montaj_domain::policy::{OrderFacts, Viewer};
use montaj_store::{Tx, orders};
use montaj_wire::order::OrderAnswer;

use super::{caller::Caller, error::ApiError};
use crate::views;

/// What only an order's view has, when its chat is open to the viewer.
const OPEN: &str = "\"chatBeginsAtSeq\":";

/// The answer as the caller may see it now; unchanged while nothing of it has closed.
pub async fn as_seen_now(tx: &mut Tx, caller: &Caller, answer: String) -> Result<String, ApiError> {
    if !answer.contains(OPEN) {
        return Ok(answer);
    }
    let Ok(mut kept) = serde_json::from_str::<OrderAnswer>(&answer) else { return Ok(answer) };
    let Some(stored) = orders::find(tx, kept.order.id).await? else { return Ok(answer) };
    let facts = OrderFacts { customer_id: stored.order.customer_id, state: stored.order.state };
    let viewer =
        Viewer { id: caller.user_id, role: caller.role, status: caller.status, response: None };
    let works_now = stored.order.state.assignment().map(|work| work.executor_id);
    if kept.order.executor_id == works_now && facts.opens_contacts_to(&viewer) {
        return Ok(answer);
    }
    views::order::mask(&mut kept.order, facts.opens_chat_to(&viewer));
    serde_json::to_string(&kept).map_err(ApiError::internal)
}
