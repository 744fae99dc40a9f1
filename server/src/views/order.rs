//! An order as each person sees it (PRODUCT 1.8, 2.5), and telling all whom it concerns.

use std::collections::{HashMap, HashSet};

use montaj_domain::{
    ids::{OrderId, UserId},
    order::Budget,
    policy::{OrderFacts, Viewer},
    response::ResponseStatus,
    timestamp::Timestamp,
    user::{Role, UserStatus},
};
use montaj_store::{
    Tx, order_views,
    orders::{SeenOrder, StoredOrder},
    responses,
    users::{self, Party},
};
use montaj_wire::{
    event::EventBody,
    order::{BudgetType, OrderView, PartyView},
};

use crate::{chat, http::error::ApiError, live::publish::append, views};

/// What an order has to do with one person.
#[derive(Debug, Clone, Copy)]
struct Standing {
    viewer_id: UserId,
    role: Role,
    has_viewed: bool,
    response: Option<ResponseStatus>,
}

type People = HashMap<UserId, Party>;

/// The order as the viewer sees it.
pub async fn for_viewer(
    tx: &mut Tx,
    stored: &StoredOrder,
    viewer_id: UserId,
    viewer_role: Role,
    now: Timestamp,
) -> Result<OrderView, ApiError> {
    let mut views = list(tx, std::slice::from_ref(stored), viewer_id, viewer_role, now).await?;
    views.pop().ok_or_else(|| ApiError::internal("a view of one order is one view"))
}

/// The orders as the viewer sees them, in the same order.
pub async fn list(
    tx: &mut Tx,
    orders: &[StoredOrder],
    viewer_id: UserId,
    viewer_role: Role,
    now: Timestamp,
) -> Result<Vec<OrderView>, ApiError> {
    let people = parties_of(tx, orders).await?;
    let ids: Vec<OrderId> = orders.iter().map(|stored| stored.order.id).collect();
    let (mut viewed, mut answered) = (HashSet::new(), HashMap::new());
    if viewer_role == Role::Executor {
        viewed = order_views::viewed_by(tx, viewer_id, &ids).await?;
        let own = responses::of_executor_to(tx, viewer_id, &ids).await?;
        answered = own.iter().map(|response| (response.order_id, response.status)).collect();
    }
    orders
        .iter()
        .map(|stored| {
            let standing = Standing {
                viewer_id,
                role: viewer_role,
                has_viewed: viewed.contains(&stored.order.id),
                response: answered.get(&stored.order.id).copied(),
            };
            compose(stored, &people, standing, now)
        })
        .collect()
}

/// One order that was read with what it has to do with the viewer.
pub async fn seen_one(
    tx: &mut Tx,
    order: &SeenOrder,
    viewer_id: UserId,
    role: Role,
    now: Timestamp,
) -> Result<OrderView, ApiError> {
    let mut views = seen(tx, std::slice::from_ref(order), viewer_id, role, now).await?;
    views.pop().ok_or_else(|| ApiError::internal("a view of one order is one view"))
}

/// Orders that were read with what they have to do with the viewer, in the same order.
pub async fn seen(
    tx: &mut Tx,
    orders: &[SeenOrder],
    viewer_id: UserId,
    role: Role,
    now: Timestamp,
) -> Result<Vec<OrderView>, ApiError> {
    let people = parties_of(tx, orders.iter().map(|seen| &seen.stored)).await?;
    let view = |seen: &SeenOrder| {
        let SeenOrder { stored, has_viewed, response } = seen;
        let standing = Standing { viewer_id, role, has_viewed: *has_viewed, response: *response };
        compose(stored, &people, standing, now)
    };
    orders.iter().map(view).collect()
}

/// Appends the order's new state to the logs of its customer, of the executor assigned now and of
/// all who responded, each in their own view.
pub async fn publish(tx: &mut Tx, stored: &StoredOrder, now: Timestamp) -> Result<(), ApiError> {
    publish_to(tx, stored, |_| true, now).await
}

/// [`publish`] for some of those people only.
pub async fn publish_to(
    tx: &mut Tx,
    stored: &StoredOrder,
    concerns: impl Fn(UserId) -> bool,
    now: Timestamp,
) -> Result<(), ApiError> {
    let order = &stored.order;
    let people = parties_of(tx, std::slice::from_ref(stored)).await?;
    let viewers = order_views::viewers_of(tx, order.id).await?;
    let answered = responses::of_order(tx, order.id).await?;
    let executors = answered.iter().map(|response| Standing {
        viewer_id: response.executor_id,
        role: Role::Executor,
        has_viewed: viewers.contains(&response.executor_id),
        response: Some(response.status),
    });
    let customer = Standing {
        viewer_id: order.customer_id,
        role: Role::Customer,
        has_viewed: false,
        response: None,
    };
    for standing in std::iter::once(customer).chain(executors) {
        if concerns(standing.viewer_id) {
            let view = compose(stored, &people, standing, now)?;
            let body = EventBody::OrderUpdated(Box::new(view));
            append(tx, standing.viewer_id, order.id, &body)?;
        }
    }
    Ok(())
}

/// Takes out what only an order in progress shows, and the chat if it is not the viewer's.
pub fn mask(view: &mut OrderView, keeps_chat: bool) {
    view.customer.contacts = None;
    if let Some(executor) = &mut view.executor {
        executor.contacts = None;
    }
    if !keeps_chat {
        view.chat_begins_at_seq = None;
    }
}

/// The customers and assigned executors of the orders.
async fn parties_of(
    tx: &mut Tx,
    orders: impl IntoIterator<Item = &StoredOrder>,
) -> Result<People, ApiError> {
    let ids: HashSet<UserId> = orders
        .into_iter()
        .flat_map(|stored| {
            let assignment = stored.order.state.assignment();
            [Some(stored.order.customer_id), assignment.map(|assigned| assigned.executor_id)]
        })
        .flatten()
        .collect();
    Ok(users::parties(tx, ids).await?)
}

fn compose(
    stored: &StoredOrder,
    people: &People,
    standing: Standing,
    now: Timestamp,
) -> Result<OrderView, ApiError> {
    let (order, details) = (&stored.order, &stored.order.details);
    let assignment = order.state.assignment();
    let executor_id = assignment.map(|assigned| assigned.executor_id);
    let viewer = Viewer {
        id: standing.viewer_id,
        role: standing.role,
        status: UserStatus::Active,
        response: standing.response,
    };
    let facts = OrderFacts { customer_id: order.customer_id, state: order.state };
    let opens_contacts_of = |id| id != viewer.id && facts.opens_contacts_to(&viewer);
    let party = |id| party(people, id, opens_contacts_of(id), now);
    let (budget_kopecks, budget_type) = match details.budget {
        Budget::Fixed(amount) => (Some(amount), BudgetType::Fixed),
        Budget::Negotiable => (None, BudgetType::Negotiable),
    };
    Ok(OrderView {
        id: order.id,
        order_number: order.number,
        customer_id: order.customer_id,
        executor_id,
        category: details.category,
        title: details.title.clone(),
        description: details.description.clone(),
        region: details.region.clone(),
        address: details.address.clone(),
        latitude: details.position.map(|(latitude, _)| latitude),
        longitude: details.position.map(|(_, longitude)| longitude),
        start_date: details.start_date,
        end_date: details.end_date,
        budget_kopecks,
        budget_type,
        payment_method: details.payment_method,
        status: order.state.status(),
        created_at: order.created_at,
        published_at: order.state.published_at(),
        selected_at: assignment.map(|assigned| assigned.selected_at),
        work_started_at: assignment.and_then(|assigned| assigned.work.started_at()),
        work_done_at: assignment.and_then(|assigned| assigned.work.done_at()),
        closed_at: order.state.closed_at(),
        responses_count: stored.responses_count,
        views_count: stored.views_count,
        has_responded: standing.response.is_some(),
        has_viewed: standing.has_viewed,
        my_response_status: standing.response,
        chat_begins_at_seq: facts
            .opens_chat_to(&viewer)
            .then(|| chat::sees_after_seq(stored, viewer.id) + 1),
        customer: party(order.customer_id)?,
        executor: executor_id.map(party).transpose()?,
    })
}

fn party(
    people: &People,
    id: UserId,
    with_contacts: bool,
    now: Timestamp,
) -> Result<PartyView, ApiError> {
    let party = people.get(&id).ok_or_else(|| ApiError::internal("a party of an order is gone"))?;
    Ok(views::user::party(party, with_contacts, now))
}
