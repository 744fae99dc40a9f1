//! `POST /api/auth/register`: a new account, to be finished by the code from the phone
//! (PRODUCT 1.1).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    code::CodePurpose,
    ids::UserId,
    password,
    phone::Phone,
    settings::PlatformSettings,
    tariff::Subscription,
    taxpayer::{Inn, Ogrn},
    text::{self, Length},
    timestamp::Timestamp,
    user::{Rating, Role, initial_status},
};
use montaj_store::{
    phone_guards, settings,
    users::{self, ExecutorProfile, User},
};
use montaj_wire::{
    account::{Messengers, Register, UserAnswer},
    problem::{ErrorCode, Problem},
};

use super::codes::{self, Asked, Issued};
use crate::{
    app::App,
    http::{error::ApiError, fields::Fields, json::Json},
    limits::Client,
    views,
};

pub const ORGANIZATION: Length = Length::line(2, 200);
const MESSENGER: Length = Length::line(2, 100);

/// A form in order.
#[derive(Debug)]
struct Application {
    role: Role,
    phone: Phone,
    email: String,
    full_name: String,
    city: String,
    organization: Option<String>,
    address: Option<String>,
    messenger_max: Option<String>,
    messenger_telegram: Option<String>,
    inn: Option<Inn>,
    ogrn: Option<Ogrn>,
}

/// What became of a form.
#[derive(Debug)]
enum Entered {
    Done(Box<UserAnswer>),
    /// A registration with another password may be finished by a code for so many seconds yet.
    Awaited {
        password_hash: String,
        secs: i64,
    },
}

/// Registers a customer or an executor and sends a code. A number that was never verified may
/// register again: with the same password at once, with another when no code is awaited, or the
/// code that one person types would finish what somebody else began.
#[utoipa::path(
    post, path = "/api/auth/register", tag = "accounts", request_body = Register,
    responses(
        (status = 201, body = UserAnswer),
        (status = 400, body = Problem),
        (status = 409, body = Problem, description = "phone_taken"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "A code is awaited at the number"),
    ),
)]
pub async fn register(
    State(app): State<App>,
    client: Client,
    Json(form): Json<Register>,
) -> Result<(StatusCode, Json<UserAnswer>), ApiError> {
    let application = check(&form)?;
    let hash = app.passwords.hash(&form.password, &*app.entropy).await?;
    let mut own_hash = None;
    loop {
        match enter(&app, client, &application, &hash, own_hash.as_deref()).await? {
            Entered::Done(user) => {
                app.ring_jobs();
                return Ok((StatusCode::CREATED, Json(*user)));
            }
            Entered::Awaited { password_hash, secs } => {
                if !app.passwords.verify(&form.password, Some(&password_hash)).await? {
                    return Err(ApiError::retry_after(secs));
                }
                own_hash = Some(password_hash);
            }
        }
    }
}

/// Writes the account and the code that will finish it. `own_hash` is of the same password.
async fn enter(
    app: &App,
    client: Client,
    form: &Application,
    hash: &str,
    own_hash: Option<&str>,
) -> Result<Entered, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    // Two forms with one number take turns.
    phone_guards::take(&mut tx, &form.phone, now).await?;
    let settings = settings::load(&mut tx).await?;
    let existing = users::lock_by_phone(&mut tx, &form.phone).await?;
    let id = existing.as_ref().map_or_else(|| UserId::new(now, &*app.entropy), |user| user.id);
    let user = account(id, form, hash, &settings, now);
    match existing {
        Some(existing) if existing.phone_verified_at.is_some() => {
            return Err(ApiError::new(ErrorCode::PhoneTaken));
        }
        Some(existing) => {
            let awaited =
                codes::awaited_secs(&mut tx, &form.phone, CodePurpose::VerifyPhone, now).await?;
            let is_own = own_hash == Some(existing.password_hash.as_str());
            if let Some(secs) = awaited.filter(|_| !is_own) {
                return Ok(Entered::Awaited { password_hash: existing.password_hash, secs });
            }
            users::replace_unverified(&mut tx, &user).await?;
        }
        None => users::insert(&mut tx, &user).await?,
    }
    // Where a code went out a moment ago, that one still finishes the registration.
    let asked = Asked { by: client, for_somebody: true };
    let issued =
        codes::issue(app, &mut tx, &form.phone, CodePurpose::VerifyPhone, asked, now).await?;
    if let Issued::Crowded { secs } = issued {
        return Err(ApiError::retry_after(secs));
    }
    tx.commit(now).await?;
    let user = UserAnswer { user: views::user::of(&user, now, &settings) };
    Ok(Entered::Done(Box::new(user)))
}

/// What a fresh account begins with (PRODUCT 1.5, 1.6).
fn account(
    id: UserId,
    form: &Application,
    hash: &str,
    settings: &PlatformSettings,
    now: Timestamp,
) -> User {
    let executor = (form.role == Role::Executor).then(|| ExecutorProfile {
        region: form.city.clone(),
        short_description: String::new(),
        full_description: String::new(),
        is_self_employed: false,
        subscription: Subscription::trial(now, settings),
        specializations: Vec::new(),
    });
    User {
        id,
        role: form.role,
        status: initial_status(form.role, settings.auto_approve_users),
        phone: form.phone.clone(),
        phone_verified_at: None,
        email: form.email.clone(),
        full_name: form.full_name.clone(),
        city: form.city.clone(),
        organization: form.organization.clone(),
        address: form.address.clone(),
        messenger_max: form.messenger_max.clone(),
        messenger_telegram: form.messenger_telegram.clone(),
        about: None,
        website: None,
        inn: form.inn.clone(),
        ogrn: form.ogrn.clone(),
        rating: Rating::INITIAL,
        reviews_count: 0,
        completed_orders: 0,
        last_seen_at: None,
        created_at: now,
        password_hash: hash.to_owned(),
        executor,
    }
}

/// The form in order, or everything that is wrong with it.
fn check(form: &Register) -> Result<Application, ApiError> {
    let mut fields = Fields::default();
    if form.role == Role::Admin {
        fields.refuse("role", "not_allowed", "Выберите: заказчик или исполнитель");
    }
    check_consents(&mut fields, form);
    if let Err(error) = password::check(&form.password) {
        fields.refuse_text("password", error);
    }
    let phone = Phone::parse(&form.phone).ok();
    if phone.is_none() {
        fields.refuse("phone", "invalid_phone", "Укажите российский номер телефона");
    }
    let email = email(&mut fields, &form.email);
    let full_name = fields.text("fullName", &form.full_name, text::PERSON_NAME);
    let city = fields.text("city", &form.city, text::REGION);
    let organization =
        fields.optional_text("organization", form.organization.as_deref(), ORGANIZATION);
    let address = fields.optional_text("address", form.address.as_deref(), text::ADDRESS);
    let (messenger_max, messenger_telegram) = messengers(&mut fields, &form.messengers);
    let inn = number(&mut fields, "inn", form.inn.as_deref(), Inn::parse);
    let ogrn = number(&mut fields, "ogrn", form.ogrn.as_deref(), Ogrn::parse);
    match (fields.refusal(), phone, email, full_name, city) {
        (None, Some(phone), Some(email), Some(full_name), Some(city)) => Ok(Application {
            role: form.role,
            phone,
            email,
            full_name,
            city,
            organization,
            address,
            messenger_max,
            messenger_telegram,
            inn,
            ogrn,
        }),
        (refusal, ..) => Err(refusal.unwrap_or_else(|| ApiError::new(ErrorCode::InvalidInput))),
    }
}

fn check_consents(fields: &mut Fields, form: &Register) {
    if !form.agree_to_terms {
        fields.refuse("agreeToTerms", "must_agree", "Примите условия использования");
    }
    if !form.agree_to_privacy {
        let message = "Дайте согласие на обработку персональных данных";
        fields.refuse("agreeToPrivacy", "must_agree", message);
    }
}

/// An e-mail address in order.
pub fn email(fields: &mut Fields, typed: &str) -> Option<String> {
    let email = text::clean(typed);
    if text::is_email(&email) {
        return Some(email);
    }
    fields.refuse("email", "invalid_email", "Укажите адрес электронной почты");
    None
}

/// MAX and Telegram, in order.
pub fn messengers(fields: &mut Fields, typed: &Messengers) -> (Option<String>, Option<String>) {
    let max = fields.optional_text("messengers.max", typed.max.as_deref(), MESSENGER);
    let telegram = typed.telegram.as_deref();
    (max, fields.optional_text("messengers.telegram", telegram, MESSENGER))
}

/// A taxpayer's or registration number; blank counts as absent.
fn number<T, E>(
    fields: &mut Fields,
    field: &'static str,
    typed: Option<&str>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<T> {
    let typed = typed.filter(|text| !text.trim().is_empty())?;
    let parsed = parse(typed).ok();
    if parsed.is_none() {
        fields.refuse(field, "invalid_number", "Проверьте номер: цифры не сходятся");
    }
    parsed
}
