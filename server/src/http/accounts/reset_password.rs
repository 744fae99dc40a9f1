//! `POST /api/auth/reset-password`: a new password against a code from the phone.

use axum::{extract::State, http::StatusCode};
use montaj_domain::{code::CodePurpose, password};
use montaj_store::{phone_guards, sessions, users};
use montaj_wire::{account::ResetPassword, problem::Problem};

use super::codes;
use crate::{
    app::App,
    http::{error::ApiError, fields::Fields, json::Json},
};

/// Sets the password and ends every session of the person.
#[utoipa::path(
    post, path = "/api/auth/reset-password", tag = "accounts", request_body = ResetPassword,
    responses(
        (status = 204, description = "Log in with the new password"),
        (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Also wrong_code, code_expired, code_burned"),
    ),
)]
pub async fn reset_password(
    State(app): State<App>,
    Json(form): Json<ResetPassword>,
) -> Result<StatusCode, ApiError> {
    let phone = codes::parse_phone(&form.phone)?;
    check_password(&form.password)?;
    let now = app.now();
    let hash = app.passwords.hash(&form.password, &*app.entropy).await?;
    let mut tx = app.db.write().await?;
    phone_guards::take(&mut tx, &phone, now).await?;
    let user = users::find_by_phone(&mut tx, &phone).await?;
    let user = user.filter(|user| user.phone_verified_at.is_some());
    let purpose = CodePurpose::ResetPassword;
    let verdict =
        codes::check(&app, &mut tx, &phone, purpose, &form.code, user.is_some(), now).await?;
    if let (Ok(()), Some(user)) = (verdict, &user) {
        users::set_password(&mut tx, user.id, &hash).await?;
        sessions::end_all(&mut tx, user.id, now).await?;
        phone_guards::clear_failures(&mut tx, &phone).await?;
    }
    tx.commit(now).await?;
    verdict?;
    if let Some(user) = user {
        app.hub.disconnect(user.id);
    }
    Ok(StatusCode::NO_CONTENT)
}

fn check_password(password: &str) -> Result<(), ApiError> {
    let mut fields = Fields::default();
    if let Err(error) = password::check(password) {
        fields.refuse_text("password", error);
    }
    fields.refusal().map_or(Ok(()), Err)
}
