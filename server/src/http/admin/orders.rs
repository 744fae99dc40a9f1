//! `GET /api/admin/orders` and `POST /api/admin/orders/{id}/moderate` (PRODUCT 2.1, 9).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    ambient::Entropy,
    ids::{OperationId, OrderId, UserId},
    order::{Order, OrderModeration, OrderStatus},
    response::ResponseStatus,
    text,
    timestamp::Timestamp,
};
use montaj_store::{
    admin_log::{self, AdminAct},
    orders::{self, StoredOrder},
    responses,
};
use montaj_wire::{
    order::{ModerateOrder, OrderAnswer, OrderView},
    page::Page,
    problem::Problem,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::App,
    http::{
        caller::Admin,
        error::ApiError,
        json::{Json, Path, Query},
        operation::{Answer, Begun, Operation, OperationKey},
        orders::{answer, locked, moved},
        page,
    },
    jobs::announce_order,
    notify::{OrderNote, notify},
    views,
};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OrdersQuery {
    status: Option<OrderStatus>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// Orders of everybody, the newest first; with `status=PENDING` the moderators' queue.
#[utoipa::path(
    get,
    path = "/api/admin/orders",
    tag = "admin",
    operation_id = "admin_orders",
    security(("bearer" = [])),
    params(OrdersQuery),
    responses(
        (status = 200, body = Page<OrderView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ),
)]
pub async fn list(
    State(app): State<App>,
    admin: Admin,
    Query(query): Query<OrdersQuery>,
) -> Result<Json<Page<OrderView>>, ApiError> {
    let Admin(caller) = admin;
    let limit = page::limit(query.limit)?;
    let before = query.cursor.as_deref().map(page::decode_cursor).transpose()?;
    let mut tx = app.db.read().await?;
    let found = match query.status {
        Some(status) => orders::in_status(&mut tx, status, before, limit + 1).await?,
        None => orders::newest(&mut tx, before, limit + 1).await?,
    };
    let found = page::cut(found, limit, key)?;
    let (id, role) = (caller.user_id, caller.role);
    let items = views::order::list(&mut tx, &found.items, id, role, app.now()).await?;
    Ok(Json(Page { items, next_cursor: found.next_cursor }))
}

fn key(stored: &StoredOrder) -> (Timestamp, OrderId) {
    (stored.order.created_at, stored.order.id)
}

/// Approves or rejects what is pending, archives or cancels anything open. All but an approval
/// needs a reason.
#[utoipa::path(
    post,
    path = "/api/admin/orders/{id}/moderate",
    tag = "admin",
    operation_id = "admin_moderate_order",
    security(("bearer" = [])),
    params(("id" = OrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ModerateOrder,
    responses(
        (status = 200, body = OrderAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn moderate(
    State(app): State<App>,
    admin: Admin,
    key: OperationKey,
    Path(id): Path<OrderId>,
    Json(input): Json<ModerateOrder>,
) -> Result<Answer, ApiError> {
    let Admin(caller) = admin;
    let name = "admin.moderate-order";
    let mut op = match Operation::begin(&app, &caller, key, name, &(id, &input)).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let before = locked(&mut op.tx, &caller, id).await?.order;
    let order = before.clone().moderate(input.action, op.now)?;
    let reason = checked_reason(&input)?;
    let act = AdminAct {
        admin_id: caller.user_id,
        action: input.action.as_str(),
        subject_kind: "order",
        subject_id: &id.to_string(),
        reason: reason.as_deref(),
    };
    let entry = OperationId::new(op.now, &*app.entropy as &dyn Entropy);
    admin_log::add(&mut op.tx, entry, act, op.now).await?;
    let stored = moved(&mut op, before.state, &order).await?;
    let note = OrderNote(&order).moderated(input.action, reason.as_deref());
    notify(&app, &mut op.tx, order.customer_id, Some(id), note, op.now).await?;
    match input.action {
        OrderModeration::Approve => {
            announce_order::add(&app, &mut op.tx, id, op.now).await?;
        }
        _ => tell_executors(&app, &mut op, &before, &order).await?,
    }
    answer(op, &caller, &stored, StatusCode::OK).await
}

/// Whoever hoped for the order or worked on it learns that it is gone.
async fn tell_executors(
    app: &App,
    op: &mut Operation,
    before: &Order,
    order: &Order,
) -> Result<(), ApiError> {
    if before.state.closed_at().is_some() {
        return Ok(());
    }
    let concerned: Vec<UserId> = responses::of_order(&mut op.tx, order.id)
        .await?
        .into_iter()
        .filter(|answer| {
            matches!(answer.status, ResponseStatus::Pending | ResponseStatus::Accepted)
        })
        .map(|answer| answer.executor_id)
        .collect();
    for executor_id in concerned {
        let note = OrderNote(order).taken_away();
        notify(app, &mut op.tx, executor_id, Some(order.id), note, op.now).await?;
    }
    Ok(())
}

fn checked_reason(input: &ModerateOrder) -> Result<Option<String>, ApiError> {
    let given = input.reason.as_deref().map(text::clean).filter(|reason| !reason.is_empty());
    if given.is_none() && input.action == OrderModeration::Approve {
        return Ok(None);
    }
    text::REASON.check(&given.unwrap_or_default()).map(Some).map_err(|_| {
        let message = format!("Укажите причину: до {} символов", text::REASON.max);
        ApiError::invalid_field("reason", "invalid_reason", &message)
    })
}
