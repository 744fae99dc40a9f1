//! `GET /api/responses/my`: an executor's own responses.

use axum::extract::State;
use montaj_domain::user::Role;
use montaj_store::responses;
use montaj_wire::{page::Page, problem::Problem, response::ResponseView};

use super::{PageQuery, key};
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Query},
        orders::require_role,
        page,
    },
    views,
};

/// The executor's responses, the newest first.
#[utoipa::path(
    get,
    path = "/api/responses/my",
    tag = "responses",
    operation_id = "responses_mine",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = 200, body = Page<ResponseView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ),
)]
pub async fn mine(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<ResponseView>>, ApiError> {
    require_role(&caller, Role::Executor)?;
    let limit = page::limit(query.limit)?;
    let before = query.cursor.as_deref().map(page::decode_cursor).transpose()?;
    let mut tx = app.db.read().await?;
    let found = responses::of_executor(&mut tx, caller.user_id, before, limit + 1).await?;
    let found = page::cut(found, limit, key)?;
    let (id, role) = (caller.user_id, caller.role);
    let items = views::response::list(&mut tx, &found.items, id, role, app.now()).await?;
    Ok(Json(Page { items, next_cursor: found.next_cursor }))
}
