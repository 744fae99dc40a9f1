//! `GET, PUT /api/users/profile`: what a person says of themselves (PRODUCT 1.7).

use axum::extract::State;
use montaj_domain::text::{self, Length};
use montaj_store::{
    settings,
    users::{self, User},
};
use montaj_wire::{
    account::{EditProfile, UserAnswer},
    event::EventBody,
    problem::Problem,
};

use super::{me, register};
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, fields::Fields, json::Json},
    live::publish,
    views,
};

const ABOUT: Length = Length::new(0, 2000);
const WEBSITE: Length = Length::line(4, 200);

/// The caller's profile.
#[utoipa::path(
    get, path = "/api/users/profile", tag = "accounts", security(("bearer" = [])),
    operation_id = "show_profile",
    responses(
        (status = 200, body = UserAnswer),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
)]
pub async fn show(State(app): State<App>, caller: Caller) -> Result<Json<UserAnswer>, ApiError> {
    let mut tx = app.db.read().await?;
    let user = me::view(&mut tx, caller.user_id, app.now()).await?;
    Ok(Json(UserAnswer { user }))
}

/// Replaces the caller's profile; all of the caller's devices learn of it.
#[utoipa::path(
    put, path = "/api/users/profile", tag = "accounts", security(("bearer" = [])),
    operation_id = "edit_profile", request_body = EditProfile,
    responses(
        (status = 200, body = UserAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<EditProfile>,
) -> Result<Json<UserAnswer>, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let user = users::lock(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    let user = apply(user, &form)?;
    users::save_profile(&mut tx, &user).await?;
    let view = views::user::of(&user, now, &settings::load(&mut tx).await?);
    let event = EventBody::ProfileUpdated(Box::new(view.clone()));
    publish::append(&mut tx, user.id, user.id, &event)?;
    tx.commit(now).await?;
    Ok(Json(UserAnswer { user: view }))
}

/// The person as the form wants them, or everything that is wrong with the form.
fn apply(user: User, form: &EditProfile) -> Result<User, ApiError> {
    let mut fields = Fields::default();
    let full_name = fields.text("fullName", &form.full_name, text::PERSON_NAME);
    let email = register::email(&mut fields, &form.email);
    let city = fields.text("city", &form.city, text::REGION);
    let organization =
        fields.optional_text("organization", form.organization.as_deref(), register::ORGANIZATION);
    let (max, telegram) = register::messengers(&mut fields, &form.messengers);
    let about = fields.optional_text("about", form.about.as_deref(), ABOUT);
    let website = fields.optional_text("website", form.website.as_deref(), WEBSITE);
    if let Some(refusal) = fields.refusal() {
        return Err(refusal);
    }
    Ok(User {
        full_name: full_name.unwrap_or(user.full_name),
        email: email.unwrap_or(user.email),
        city: city.unwrap_or(user.city),
        organization,
        messenger_max: max,
        messenger_telegram: telegram,
        about,
        website,
        ..user
    })
}
