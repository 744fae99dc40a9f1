//! `POST /api/auth/login`: by phone and password (PRODUCT 1.3).
//!
//! The attempt counts as failed before the password is checked and is forgotten once it fits, so
//! guesses made at the same time are held up like those made one after another.

use axum::{extract::State, response::Response};
use montaj_domain::{
    password,
    phone::Phone,
    user::{SignInRefusal, may_sign_in},
};
use montaj_store::{
    notifications, phone_guards,
    users::{self, User},
};
use montaj_wire::{
    account::{Login, SignedIn},
    problem::{ErrorCode, Problem},
};

use super::{codes, sign_in};
use crate::{
    app::App,
    http::{error::ApiError, json::Json},
};

/// Signs in. An unknown number and a wrong password get the same answer after the same time.
#[utoipa::path(
    post, path = "/api/auth/login", tag = "accounts", request_body = Login,
    responses(
        (status = 200, body = SignedIn),
        (status = 400, body = Problem),
        (status = 401, body = Problem, description = "wrong_credentials"),
        (status = 403, body = Problem,
            description = "phone_not_verified, account_rejected, account_blocked"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "Too many failures in a row"),
    ),
)]
pub async fn login(State(app): State<App>, Json(form): Json<Login>) -> Result<Response, ApiError> {
    let phone = codes::parse_phone(&form.phone)?;
    let known = count_attempt(&app, &phone).await?;
    let hash = known.as_ref().map(|user| user.password_hash.as_str());
    let bounded: String = form.password.chars().take(password::MAX_CHARS + 1).collect();
    let fits = app.passwords.verify(&bounded, hash).await?;
    let wrong = || ApiError::new(ErrorCode::WrongCredentials);
    let known = known.filter(|_| fits).ok_or_else(wrong)?;

    let now = app.now();
    let mut tx = app.db.write().await?;
    phone_guards::take(&mut tx, &phone, now).await?;
    // Read again: the password may have been changed while this one was checked.
    let user = users::find(&mut tx, known.id).await?;
    let user = user.filter(|user| user.password_hash == known.password_hash).ok_or_else(wrong)?;
    phone_guards::clear_failures(&mut tx, &phone).await?;
    let verdict = may_sign_in(user.status, user.phone_verified_at.is_some());
    if let Err(refusal) = verdict {
        let reason = notifications::last_verdict(&mut tx, user.id).await?;
        tx.commit(now).await?;
        return Err(refused(refusal, reason));
    }
    let signed_in = sign_in::start(&app, &mut tx, &user, form.device_name.as_deref(), now).await?;
    tx.commit(now).await?;
    sign_in::respond(&app, signed_in, form.cookie)
}

/// A moderator's verdict is told with its reason: who is shut out reads no notifications.
fn refused(refusal: SignInRefusal, reason: Option<String>) -> ApiError {
    match (refusal.into(), reason) {
        (code, Some(reason)) if refusal != SignInRefusal::Unverified => {
            ApiError::with_detail(code, format!("Причина: «{reason}»"))
        }
        (code, _) => ApiError::new(code),
    }
}

/// Counts the attempt and finds whose number it is; refused while the number has to wait.
async fn count_attempt(app: &App, phone: &Phone) -> Result<Option<User>, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let guard = phone_guards::take(&mut tx, phone, now).await?;
    let locked_until = password::locked_until(guard.login_failures, guard.last_failure_at);
    if let Some(wait) = locked_until.map(|until| until.millis_since(now)).filter(|ms| *ms > 0) {
        return Err(ApiError::retry_after((wait + 999) / 1000));
    }
    phone_guards::add_failure(&mut tx, phone, now).await?;
    let user = users::find_by_phone(&mut tx, phone).await?;
    tx.commit(now).await?;
    Ok(user)
}
