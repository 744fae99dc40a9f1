//! `POST /api/auth/send-sms`: another code for a number whose registration is not finished.

use axum::{extract::State, http::StatusCode};
use montaj_domain::code::CodePurpose;
use montaj_store::users;
use montaj_wire::{account::PhoneOnly, problem::Problem};

use super::codes::{self, Asked, Issued};
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
    limits::Client,
};

/// Sends a code; says the same for any number.
#[utoipa::path(
    post, path = "/api/auth/send-sms", tag = "accounts", request_body = PhoneOnly,
    responses(
        (status = 204, description = "A code is on its way if the number awaits one"),
        (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem, description = "One a minute, five an hour for a number"),
    ),
)]
pub async fn send_sms(
    State(app): State<App>,
    client: Client,
    Json(form): Json<PhoneOnly>,
) -> Result<StatusCode, ApiError> {
    let phone = codes::parse_phone(&form.phone)?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    let user = users::find_by_phone(&mut tx, &phone).await?;
    let awaits_code = user.is_some_and(|user| user.phone_verified_at.is_none());
    let asked = Asked { by: client, for_somebody: awaits_code };
    let purpose = CodePurpose::VerifyPhone;
    let issued = codes::issue(&app, &mut tx, &phone, purpose, asked, now).await?;
    finish(&app, tx, issued, now).await
}

/// Commits what asking for a code wrote; `429` when it came too soon.
pub async fn finish(
    app: &App,
    tx: montaj_store::Tx,
    issued: Issued,
    now: montaj_domain::timestamp::Timestamp,
) -> Result<StatusCode, ApiError> {
    if let Issued::Wait { secs } | Issued::Crowded { secs } = issued {
        return Err(ApiError::retry_after(secs));
    }
    tx.commit(now).await?;
    app.ring_jobs();
    Ok(StatusCode::NO_CONTENT)
}
