//! `GET /api/orders`: an executor's feed (PRODUCT 2.3).

use axum::extract::State;
use montaj_domain::{
    ids::OrderId,
    order::OrderStatus,
    text::{Length, clean_line},
    timestamp::{Date, Timestamp},
    user::{Role, Specialization},
};
use montaj_store::{
    orders::{self, FeedFilter, FeedPosition, FeedSort, SeenOrder},
    users,
};
use montaj_wire::{
    order::{FeedQuery, OrderView, SortBy, SortOrder},
    page::Page,
    problem::Problem,
};

use super::access::require_role;
use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::{Json, Query},
        page,
    },
    views,
};

/// What a cursor of the feed holds; both keys, so that it serves every sort.
type Key = (Timestamp, Date, OrderId);

const SEARCH: Length = Length::line(0, 200);

/// Published orders of the executor's active specializations and region (or of the region asked
/// for), without those already responded to.
#[utoipa::path(
    get,
    path = "/api/orders",
    tag = "orders",
    operation_id = "orders_feed",
    security(("bearer" = [])),
    params(FeedQuery),
    responses(
        (status = 200, body = Page<OrderView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn feed(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<FeedQuery>,
) -> Result<Json<Page<OrderView>>, ApiError> {
    require_role(&caller, Role::Executor)?;
    let limit = page::limit(query.limit)?;
    let after = query.cursor.as_deref().map(position).transpose()?;
    let words = query.q.as_deref().unwrap_or_default();
    let words = SEARCH
        .check(words)
        .map_err(|_| ApiError::invalid_field("q", "too_long", "Ищите по нескольким словам"))?;
    let now = app.now();
    // Each statement by itself sees one state, and none of them shows what another has closed.
    let mut tx = app.db.look().await?;
    let found = users::find_with_settings(&mut tx, caller.user_id).await?;
    let (user, settings) = found.ok_or_else(ApiError::not_found)?;
    let active = user.active_specializations(now, &settings);
    let home = user.executor.as_ref().map(|executor| executor.region.clone());
    let filter = FeedFilter {
        executor_id: caller.user_id,
        categories: &asked_for(&query, active),
        region: &query.region.as_deref().map(clean_line).or(home).unwrap_or_default(),
        min_budget: query.min_budget_kopecks,
        max_budget: query.max_budget_kopecks,
        start_from: query.start_from,
        start_to: query.start_to,
        words: &words,
        today: now.moscow_day(),
        sort: sort(&query),
        after,
        limit: limit + 1,
    };
    let found = page::cut(orders::feed(&mut tx, &filter).await?, limit, key)?;
    let items = views::order::seen(&mut tx, &found.items, caller.user_id, caller.role, now).await?;
    Ok(Json(Page { items, next_cursor: found.next_cursor }))
}

/// The active specializations, narrowed to the category asked for. Executors are served nothing
/// but published orders.
fn asked_for(query: &FeedQuery, active: &[Specialization]) -> Vec<Specialization> {
    if query.status.is_some_and(|status| status != OrderStatus::Published) {
        return Vec::new();
    }
    let asked = |category: &Specialization| query.category.is_none_or(|asked| asked == *category);
    active.iter().copied().filter(asked).collect()
}

/// The newest first, or those that start the earliest; the other way round on request.
fn sort(query: &FeedQuery) -> FeedSort {
    match query.sort_by.unwrap_or(SortBy::CreatedAt) {
        SortBy::CreatedAt => {
            FeedSort::Publication { newest_first: query.sort_order != Some(SortOrder::Asc) }
        }
        SortBy::StartDate => {
            FeedSort::StartDate { latest_first: query.sort_order == Some(SortOrder::Desc) }
        }
    }
}

fn position(cursor: &str) -> Result<FeedPosition, ApiError> {
    let (published_at, start_date, id): Key = page::decode_cursor(cursor)?;
    Ok(FeedPosition { published_at, start_date, id })
}

fn key(seen: &SeenOrder) -> Key {
    let order = &seen.stored.order;
    let published_at = order.state.published_at().unwrap_or(order.created_at);
    (published_at, order.details.start_date, order.id)
}
