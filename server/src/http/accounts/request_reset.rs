//! `POST /api/auth/request-reset`: a code with which a new password can be set.

use axum::{extract::State, http::StatusCode};
use montaj_domain::code::CodePurpose;
use montaj_store::users;
use montaj_wire::{account::PhoneOnly, problem::Problem};

use super::{
    codes::{self, Asked},
    send_sms,
};
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
    limits::Client,
};

/// Sends a code for a new password; says the same for any number.
#[utoipa::path(
    post, path = "/api/auth/request-reset", tag = "accounts", request_body = PhoneOnly,
    responses(
        (status = 204, description = "A code is on its way if the number has an account"),
        (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem, description = "One a minute, five an hour for a number"),
    ),
)]
pub async fn request_reset(
    State(app): State<App>,
    client: Client,
    Json(form): Json<PhoneOnly>,
) -> Result<StatusCode, ApiError> {
    let phone = codes::parse_phone(&form.phone)?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    let user = users::find_by_phone(&mut tx, &phone).await?;
    let has_account = user.is_some_and(|user| user.phone_verified_at.is_some());
    let asked = Asked { by: client, for_somebody: has_account };
    let purpose = CodePurpose::ResetPassword;
    let issued = codes::issue(&app, &mut tx, &phone, purpose, asked, now).await?;
    send_sms::finish(&app, tx, issued, now).await
}
