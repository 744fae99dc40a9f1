//! A response as each person sees it, and telling its two sides.

use std::collections::{HashMap, HashSet};

use montaj_domain::{ids::UserId, timestamp::Timestamp, user::Role};
use montaj_store::{
    Tx,
    responses::Response,
    users::{self, Party},
};
use montaj_wire::{event::EventBody, response::ResponseView};

use crate::{http::error::ApiError, live::publish::append, views};

/// The responses as the viewer sees them, in the same order. Contacts stay masked: they stand in
/// the order, where selection opens them.
pub async fn list(
    tx: &mut Tx,
    responses: &[Response],
    viewer_id: UserId,
    viewer_role: Role,
    now: Timestamp,
) -> Result<Vec<ResponseView>, ApiError> {
    let executors = executors_of(tx, responses).await?;
    let sees_cost =
        |response: &Response| viewer_role == Role::Admin || response.executor_id == viewer_id;
    responses
        .iter()
        .map(|response| compose(response, &executors, sees_cost(response), now))
        .collect()
}

/// The response as the viewer sees it.
pub async fn for_viewer(
    tx: &mut Tx,
    response: &Response,
    viewer_id: UserId,
    viewer_role: Role,
    now: Timestamp,
) -> Result<ResponseView, ApiError> {
    let mut views = list(tx, std::slice::from_ref(response), viewer_id, viewer_role, now).await?;
    views.pop().ok_or_else(|| ApiError::internal("a view of one response is one view"))
}

/// Appends a new response to the logs of its executor and of the order's customer.
pub async fn publish_created(
    tx: &mut Tx,
    response: &Response,
    customer_id: UserId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let changed = std::slice::from_ref(response);
    publish(tx, changed, customer_id, EventBody::ResponseCreated, now).await
}

/// Appends the responses' new states to the logs of their executors and of the order's customer.
pub async fn publish_updated(
    tx: &mut Tx,
    changed: &[Response],
    customer_id: UserId,
    now: Timestamp,
) -> Result<(), ApiError> {
    publish(tx, changed, customer_id, EventBody::ResponseUpdated, now).await
}

async fn publish(
    tx: &mut Tx,
    changed: &[Response],
    customer_id: UserId,
    event: fn(Box<ResponseView>) -> EventBody,
    now: Timestamp,
) -> Result<(), ApiError> {
    let executors = executors_of(tx, changed).await?;
    for response in changed {
        for (person, sees_cost) in [(response.executor_id, true), (customer_id, false)] {
            let view = compose(response, &executors, sees_cost, now)?;
            append(tx, person, response.id, &event(Box::new(view)))?;
        }
    }
    Ok(())
}

async fn executors_of(
    tx: &mut Tx,
    responses: &[Response],
) -> Result<HashMap<UserId, Party>, ApiError> {
    let ids: HashSet<UserId> = responses.iter().map(|response| response.executor_id).collect();
    Ok(users::parties(tx, ids).await?)
}

fn compose(
    response: &Response,
    executors: &HashMap<UserId, Party>,
    sees_cost: bool,
    now: Timestamp,
) -> Result<ResponseView, ApiError> {
    let executor = executors
        .get(&response.executor_id)
        .ok_or_else(|| ApiError::internal("the executor of a response is gone"))?;
    Ok(ResponseView {
        id: response.id,
        order_id: response.order_id,
        executor_id: response.executor_id,
        tariff_type: response.tariff,
        commission_kopecks: sees_cost.then_some(response.commission),
        message: response.message.clone(),
        price_kopecks: response.price,
        status: response.status,
        created_at: response.created_at,
        executor: views::user::party(executor, false, now),
    })
}
