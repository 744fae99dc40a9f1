//! `PUT, DELETE /api/notifications/muted-chats/{orderId}`.

use axum::{extract::State, http::StatusCode};
use montaj_domain::{ids::OrderId, timestamp::Timestamp};
use montaj_store::{
    Tx,
    notification_settings::{self, Mute},
    users,
};
use montaj_wire::{notification::MuteChat, problem::Problem};

use crate::{
    app::App,
    chat::ChatAccess,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
    notify,
};

/// Keeps the messages of a chat from popping up on the caller's devices, until a time or for good.
#[utoipa::path(
    put,
    path = "/api/notifications/muted-chats/{orderId}",
    tag = "notifications",
    operation_id = "notifications_mute_chat",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path)),
    request_body = MuteChat,
    responses(
        (status = 204),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn mute(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Json(form): Json<MuteChat>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    users::lock(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    ChatAccess::of(&mut tx, order_id, &caller).await?;
    let mute = Mute { order_id, until: form.until };
    notification_settings::mute(&mut tx, caller.user_id, mute).await?;
    tell(&mut tx, &caller, now).await?;
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets the messages of a chat pop up again. A chat that is not muted stays so, and one that the
/// caller has lost since can be named too.
#[utoipa::path(
    delete,
    path = "/api/notifications/muted-chats/{orderId}",
    tag = "notifications",
    operation_id = "notifications_unmute_chat",
    security(("bearer" = [])),
    params(("orderId" = OrderId, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn unmute(
    State(app): State<App>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    users::lock(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    if notification_settings::unmute(&mut tx, caller.user_id, order_id).await? {
        tell(&mut tx, &caller, now).await?;
    }
    tx.commit(now).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn tell(tx: &mut Tx, caller: &Caller, now: Timestamp) -> Result<(), ApiError> {
    let settings = notify::settings::load(tx, caller.user_id, caller.role, now).await?;
    notify::settings::tell(tx, caller.user_id, &settings)
}
