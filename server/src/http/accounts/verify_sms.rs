//! `POST /api/auth/verify-sms`: the code from the phone finishes registration and signs in.

use axum::{extract::State, response::Response};
use montaj_domain::{code::CodePurpose, user::may_sign_in};
use montaj_store::{phone_guards, users};
use montaj_wire::{
    account::{SignedIn, VerifySms},
    problem::{ErrorCode, Problem},
};

use super::{codes, sign_in};
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
};

/// Verifies the number. A wrong code counts against it; the fifth burns it.
#[utoipa::path(
    post, path = "/api/auth/verify-sms", tag = "accounts", request_body = VerifySms,
    responses(
        (status = 200, body = SignedIn),
        (status = 400, body = Problem),
        (status = 403, body = Problem, description = "account_rejected, account_blocked"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Also wrong_code, code_expired, code_burned"),
    ),
)]
pub async fn verify_sms(
    State(app): State<App>,
    Json(form): Json<VerifySms>,
) -> Result<Response, ApiError> {
    let phone = codes::parse_phone(&form.phone)?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    phone_guards::take(&mut tx, &phone, now).await?;
    let user = users::lock_by_phone(&mut tx, &phone).await?;
    let user = user.filter(|user| user.phone_verified_at.is_none());
    let purpose = CodePurpose::VerifyPhone;
    let verdict =
        codes::check(&app, &mut tx, &phone, purpose, &form.code, user.is_some(), now).await?;
    let Some(mut user) = user.filter(|_| verdict.is_ok()) else {
        tx.commit(now).await?;
        verdict?;
        return Err(ApiError::new(ErrorCode::WrongCode));
    };
    may_sign_in(user.status, true)?;
    users::set_phone_verified(&mut tx, user.id, now).await?;
    user.phone_verified_at = Some(now);
    let signed_in = sign_in::start(&app, &mut tx, &user, form.device_name.as_deref(), now).await?;
    tx.commit(now).await?;
    sign_in::respond(&app, signed_in, form.cookie)
}
