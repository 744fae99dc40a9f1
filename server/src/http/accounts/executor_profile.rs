//! `PUT /api/users/executor-profile`: what an executor offers, and where (PRODUCT 1.7).

use axum::extract::State;
use montaj_domain::{
    contacts, region,
    settings::PlatformSettings,
    tariff::specialization_limit,
    text::{self, Length},
    timestamp::Timestamp,
};
use montaj_store::{
    settings,
    users::{self, ExecutorProfile},
};
use montaj_wire::{
    account::{EditExecutorProfile, UserAnswer},
    event::EventBody,
    problem::Problem,
};

use crate::{
    app::App,
    http::{caller::Caller, error::ApiError, fields::Fields, json::Json},
    live::publish,
    views,
};

const FULL_DESCRIPTION: Length = Length::new(0, 5000);

/// Replaces the caller's executor profile; all of the caller's devices learn of it.
#[utoipa::path(
    put, path = "/api/users/executor-profile", tag = "accounts", security(("bearer" = [])),
    operation_id = "edit_executor_profile", request_body = EditExecutorProfile,
    responses(
        (status = 200, body = UserAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem, description = "Only executors have one"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<EditExecutorProfile>,
) -> Result<Json<UserAnswer>, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut user = users::lock(&mut tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    let settings = settings::load(&mut tx).await?;
    let executor = user.executor.take().ok_or_else(ApiError::forbidden)?;
    let executor = apply(executor, form, &settings, now)?;
    users::save_executor(&mut tx, user.id, &executor).await?;
    user.executor = Some(executor);
    let view = views::user::of(&user, now, &settings);
    let event = EventBody::ProfileUpdated(Box::new(view.clone()));
    publish::append(&mut tx, user.id, user.id, &event)?;
    tx.commit(now).await?;
    Ok(Json(UserAnswer { user: view }))
}

/// The profile as the form wants it, or everything that is wrong with the form.
fn apply(
    executor: ExecutorProfile,
    form: EditExecutorProfile,
    settings: &PlatformSettings,
    now: Timestamp,
) -> Result<ExecutorProfile, ApiError> {
    let mut fields = Fields::default();
    if !region::is_known(&form.region) {
        fields.refuse("region", "unknown_region", "Выберите регион из списка");
    }
    check_specializations(&mut fields, &executor, &form, settings, now);
    let short = description(&mut fields, "shortDescription", &form.short_description, text::SHORT);
    let full =
        description(&mut fields, "fullDescription", &form.full_description, FULL_DESCRIPTION);
    if let Some(refusal) = fields.refusal() {
        return Err(refusal);
    }
    Ok(ExecutorProfile {
        region: form.region,
        specializations: form.specializations,
        short_description: short.unwrap_or_default(),
        full_description: full.unwrap_or_default(),
        is_self_employed: form.is_self_employed,
        subscription: executor.subscription,
    })
}

/// What was chosen under a higher tariff may stay chosen: the first ones are active (PRODUCT 1.7).
fn check_specializations(
    fields: &mut Fields,
    executor: &ExecutorProfile,
    form: &EditExecutorProfile,
    settings: &PlatformSettings,
    now: Timestamp,
) {
    const FIELD: &str = "specializations";
    let chosen = &form.specializations;
    let limit = specialization_limit(executor.subscription.tariff_at(now), settings);
    let repeats = chosen.iter().enumerate().any(|(index, one)| chosen[..index].contains(one));
    if repeats {
        fields.refuse(FIELD, "duplicate", "Каждую специализацию можно выбрать один раз");
    } else if chosen.len() > limit
        && !chosen.iter().all(|one| executor.specializations.contains(one))
    {
        let message = format!("Ваш тариф позволяет выбрать специализаций: {limit}");
        fields.refuse(FIELD, "too_many", message);
    }
}

/// Everybody sees a description, so it may hold no contacts (PRODUCT 1.8).
fn description(
    fields: &mut Fields,
    field: &'static str,
    text: &str,
    length: Length,
) -> Option<String> {
    if contacts::find(text).is_some() {
        fields.refuse(field, "contact", "Уберите контакты: они откроются после выбора исполнителя");
    }
    fields.text(field, text, length)
}
