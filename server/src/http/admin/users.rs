//! `GET /api/admin/users`, `POST /api/admin/users/{id}/moderate` (PRODUCT 9).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    ids::{OperationId, UserId},
    text,
    timestamp::Timestamp,
    user::{self, Role, UserModeration, UserStatus},
};
use montaj_store::{
    Tx,
    admin_log::{self, AdminAct},
    sessions, settings,
    users::{self, User, UserFilter, UserPosition},
};
use montaj_wire::{
    account::{ModerateUser, UserAnswer, UserView},
    event::EventBody,
    page::Page,
    problem::{ErrorCode, Problem},
};
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    http::{
        caller::{Admin, Caller},
        error::ApiError,
        fields::Fields,
        json::{Json, Path, Query},
        operation::{Answer, Begun, Operation, OperationKey},
        page,
    },
    live::publish,
    notify, views,
};

/// Whom to list.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    status: Option<UserStatus>,
    /// Looked for in name, phone and e-mail.
    q: Option<String>,
    cursor: Option<String>,
    limit: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Cursor(i64, UserId);

/// People with a verified phone, the newest first.
#[utoipa::path(
    get, path = "/api/admin/users", tag = "admin", security(("bearer" = [])),
    operation_id = "list_users", params(UserQuery),
    responses(
        (status = 200, body = Page<UserView>),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ),
)]
pub async fn list(
    State(app): State<App>,
    _admin: Admin,
    Query(query): Query<UserQuery>,
) -> Result<Json<Page<UserView>>, ApiError> {
    let limit = page::limit(query.limit)?;
    let cursor = query.cursor.as_deref().map(page::decode_cursor::<Cursor>).transpose()?;
    let after = cursor.map(|Cursor(created_at, id)| UserPosition {
        created_at: Timestamp::from_millis(created_at),
        id,
    });
    let text = query.q.as_deref().map(text::clean_line);
    let filter = UserFilter { status: query.status, text, after, limit: limit + 1 };
    let mut tx = app.db.read().await?;
    let mut found = users::list(&mut tx, &filter).await?;
    let settings = settings::load(&mut tx).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let next_cursor =
        last.map(|user| page::encode_cursor(&Cursor(user.created_at.as_millis(), user.id)));
    let now = app.now();
    let items = found.iter().map(|user| views::user::of(user, now, &settings)).collect();
    Ok(Json(Page { items, next_cursor: next_cursor.transpose()? }))
}

/// Lets a person in, turns them away, blocks or unblocks them; they are told.
#[utoipa::path(
    post, path = "/api/admin/users/{id}/moderate", tag = "admin", security(("bearer" = [])),
    operation_id = "moderate_user", request_body = ModerateUser,
    params(
        ("id" = UserId, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The operation's id"),
    ),
    responses(
        (status = 200, body = UserAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not_applicable, idempotency_mismatch"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn moderate(
    State(app): State<App>,
    Admin(admin): Admin,
    key: OperationKey,
    Path(id): Path<UserId>,
    Json(form): Json<ModerateUser>,
) -> Result<Answer, ApiError> {
    let reason = check_reason(form.reason.as_deref())?;
    let mut op = match Operation::begin(&app, &admin, key, "moderate_user", &(id, &form)).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let user = users::lock(&mut op.tx, id).await?.ok_or_else(ApiError::not_found)?;
    let user = decide(user, form.action)?;
    users::set_status(&mut op.tx, id, user.status).await?;
    log(&app, &mut op.tx, &admin, id, form.action, reason.as_deref(), now).await?;
    let note = notify::account_moderated(form.action, reason.as_deref());
    notify::notify(&app, &mut op.tx, id, None, note, now).await?;
    let view = views::user::of(&user, now, &settings::load(&mut op.tx).await?);
    publish::append(&mut op.tx, id, id, &EventBody::ProfileUpdated(Box::new(view.clone())))?;
    let shut_out = matches!(user.status, UserStatus::Blocked | UserStatus::Rejected);
    if shut_out {
        sessions::end_all(&mut op.tx, id, now).await?;
    }
    let answer = op.finish(StatusCode::OK, &UserAnswer { user: view }).await?;
    if shut_out {
        app.hub.disconnect(id);
    }
    Ok(answer)
}

/// The person after the act. Administrators are beyond it, and so is who never finished
/// registering.
fn decide(user: User, act: UserModeration) -> Result<User, ApiError> {
    if user.role == Role::Admin {
        return Err(ApiError::forbidden());
    }
    let status = user::moderate(user.status, act).filter(|_| user.phone_verified_at.is_some());
    let status = status.ok_or_else(|| ApiError::new(ErrorCode::NotApplicable))?;
    Ok(User { status, ..user })
}

async fn log(
    app: &App,
    tx: &mut Tx,
    admin: &Caller,
    id: UserId,
    action: UserModeration,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let act = AdminAct {
        admin_id: admin.user_id,
        action: action.as_str(),
        subject_kind: "user",
        subject_id: &id.to_string(),
        reason,
    };
    Ok(admin_log::add(tx, OperationId::new(now, &*app.entropy), act, now).await?)
}

fn check_reason(reason: Option<&str>) -> Result<Option<String>, ApiError> {
    let mut fields = Fields::default();
    let reason = fields.optional_text("reason", reason, text::REASON);
    fields.refusal().map_or(Ok(reason), Err)
}
