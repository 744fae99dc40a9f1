//! `GET /api/sync/snapshot`: the whole of what a device keeps, as of one moment.

use axum::extract::State;
use montaj_domain::{
    ids::OrderId,
    policy::{OrderFacts, Viewer},
    timestamp::Timestamp,
    user::Role,
};
use montaj_store::{
    Tx, events,
    messages::{self, Message},
    notifications, orders,
    orders::StoredOrder,
    responses::{self, Response},
    settings, users,
};
use montaj_wire::{problem::Problem, response::ResponseView, sync::Snapshot};

use crate::{
    app::App,
    chat,
    http::{caller::Caller, error::ApiError, json::Json},
    notify, views,
};

/// Bounds of a snapshot; what is older comes by the pages of each list.
const ORDERS: u32 = 100;
const RESPONSES_OF_AN_ORDER: u32 = 50;
const MESSAGES_OF_A_CHAT: u32 = 50;
const NOTIFICATIONS: u32 = 100;

/// Everything the caller's device keeps, and the cursor from which the log goes on.
#[utoipa::path(
    get,
    path = "/api/sync/snapshot",
    tag = "live",
    operation_id = "sync_snapshot",
    security(("bearer" = [])),
    responses(
        (status = 200, body = Snapshot),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn snapshot(State(app): State<App>, caller: Caller) -> Result<Json<Snapshot>, ApiError> {
    let now = app.now();
    // One reading transaction: the views and the cursor belong to the same moment.
    let mut tx = app.db.read().await?;
    let head = events::head(&mut tx, caller.user_id).await?;
    let settings = settings::load(&mut tx).await?;
    let user = users::find(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    let stored = orders::involving(&mut tx, caller.user_id, None, ORDERS).await?;
    let orders = views::order::list(&mut tx, &stored, caller.user_id, caller.role, now).await?;
    let notifications = notifications::list(&mut tx, caller.user_id, None, NOTIFICATIONS).await?;
    let notification_settings =
        notify::settings::load(&mut tx, caller.user_id, caller.role, now).await?;
    Ok(Json(Snapshot {
        user: views::user::of(&user, now, &settings),
        responses: responses_to(&mut tx, &caller, &stored, now).await?,
        messages: newest_messages(&mut tx, &caller, &stored)
            .await?
            .iter()
            .map(chat::view)
            .collect(),
        orders,
        notifications: notifications.into_iter().map(notify::view).collect(),
        notification_settings,
        up_to: head.last_seq,
    }))
}

/// An executor's own responses; to a customer, those to their orders.
async fn responses_to(
    tx: &mut Tx,
    caller: &Caller,
    stored: &[StoredOrder],
    now: Timestamp,
) -> Result<Vec<ResponseView>, ApiError> {
    let mut found: Vec<Response> = Vec::new();
    if caller.role == Role::Executor {
        let ids: Vec<OrderId> = stored.iter().map(|stored| stored.order.id).collect();
        found = responses::of_executor_to(tx, caller.user_id, &ids).await?;
    } else {
        for stored in stored.iter().filter(|stored| stored.responses_count > 0) {
            let page =
                responses::page_of_order(tx, stored.order.id, None, RESPONSES_OF_AN_ORDER).await?;
            found.extend(page);
        }
    }
    views::response::list(tx, &found, caller.user_id, caller.role, now).await
}

async fn newest_messages(
    tx: &mut Tx,
    caller: &Caller,
    stored: &[StoredOrder],
) -> Result<Vec<Message>, ApiError> {
    let viewer =
        Viewer { id: caller.user_id, role: caller.role, status: caller.status, response: None };
    let mut found = Vec::new();
    for stored in stored {
        let order = &stored.order;
        let facts = OrderFacts { customer_id: order.customer_id, state: order.state };
        if !facts.opens_chat_to(&viewer) {
            continue;
        }
        let after = chat::sees_after_seq(stored, caller.user_id);
        found.extend(messages::page(tx, order.id, after, i64::MAX, MESSAGES_OF_A_CHAT).await?);
    }
    Ok(found)
}
