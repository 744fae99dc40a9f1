//! `GET /api/auth/sessions`, `DELETE /api/auth/sessions/{id}`: one's devices (PRODUCT 1.4).

use axum::{extract::State, http::StatusCode};
use montaj_domain::ids::SessionId;
use montaj_store::sessions;
use montaj_wire::{account::SessionView, page::Page, problem::Problem};

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Path},
    },
};

/// The devices on which the caller is signed in, the latest used first.
#[utoipa::path(
    get, path = "/api/auth/sessions", tag = "accounts", security(("bearer" = [])),
    operation_id = "list_sessions",
    responses(
        (status = 200, body = Page<SessionView>),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Page<SessionView>>, ApiError> {
    let mut tx = app.db.read().await?;
    let open = sessions::open_of(&mut tx, caller.user_id, app.now()).await?;
    let items = open
        .into_iter()
        .map(|session| SessionView {
            id: session.id,
            device_name: session.device_name,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            is_current: session.id == caller.session_id,
        })
        .collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Signs one of the caller's devices out.
#[utoipa::path(
    delete, path = "/api/auth/sessions/{id}", tag = "accounts", security(("bearer" = [])),
    operation_id = "end_session",
    params(("id" = SessionId, Path)),
    responses(
        (status = 204, description = "The device is signed out"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<SessionId>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    if !sessions::end(&mut tx, caller.user_id, id, now).await? {
        return Err(ApiError::not_found());
    }
    tx.commit(now).await?;
    app.hub.disconnect_session(caller.user_id, id);
    Ok(StatusCode::NO_CONTENT)
}
