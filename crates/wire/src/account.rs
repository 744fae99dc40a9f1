//! Accounts, sessions, profiles (API "Accounts").

use montaj_domain::{
    ids::{SessionId, UserId},
    settings::PlatformSettings,
    tariff::Tariff,
    timestamp::Timestamp,
    user::{Rating, Role, Specialization, UserModeration, UserStatus},
};
use serde::{Deserialize, Serialize};

/// Ways to reach a person in messengers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Messengers {
    pub max: Option<String>,
    pub telegram: Option<String>,
}

/// `POST /api/auth/register`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Register {
    /// CUSTOMER or EXECUTOR.
    pub role: Role,
    pub phone: String,
    pub email: String,
    pub password: String,
    pub full_name: String,
    pub city: String,
    pub agree_to_terms: bool,
    pub agree_to_privacy: bool,
    #[serde(default)]
    pub organization: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub messengers: Messengers,
    #[serde(default)]
    pub inn: Option<String>,
    #[serde(default)]
    pub ogrn: Option<String>,
}

/// `POST /api/auth/send-sms`, `/request-reset`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneOnly {
    pub phone: String,
}

/// `POST /api/auth/verify-sms`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerifySms {
    pub phone: String,
    pub code: String,
    #[serde(default)]
    pub device_name: Option<String>,
    /// Set the refresh token as an HttpOnly cookie instead of answering it (for browsers).
    #[serde(default)]
    pub cookie: bool,
}

/// `POST /api/auth/login`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Login {
    pub phone: String,
    pub password: String,
    #[serde(default)]
    pub device_name: Option<String>,
    #[serde(default)]
    pub cookie: bool,
}

/// `POST /api/auth/refresh` and `/logout`; without a token the cookie is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Refresh {
    pub refresh_token: Option<String>,
    pub cookie: bool,
}

/// `POST /api/auth/reset-password`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetPassword {
    pub phone: String,
    pub code: String,
    pub password: String,
}

/// What signing in answers. The refresh token is absent when it went out as a cookie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    pub user: UserView,
    #[serde(flatten)]
    pub tokens: TokenPair,
}

/// `POST /api/auth/refresh` answers this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Refreshed {
    /// Whose session it is: the windows of a browser share one cookie, and another of them may
    /// have signed in as somebody else.
    pub user_id: UserId,
    #[serde(flatten)]
    pub tokens: TokenPair,
}

/// The keys to a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TokenPair {
    pub access_token: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Lifetime of the access token in seconds.
    pub expires_in: i64,
}

/// A person as they see themselves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserView {
    pub id: UserId,
    pub role: Role,
    pub phone: String,
    pub email: String,
    pub full_name: String,
    pub organization: Option<String>,
    pub city: String,
    pub photo_url: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = f64))]
    pub rating: Rating,
    pub completed_orders: i64,
    pub status: UserStatus,
    pub is_phone_verified: bool,
    pub created_at: Timestamp,
    #[serde(default)]
    pub messengers: Messengers,
    #[serde(default)]
    pub about: Option<String>,
    #[serde(default)]
    pub website: Option<String>,
    /// Only for executors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executor_profile: Option<ExecutorProfileView>,
    /// Only for executors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<SubscriptionView>,
}

/// `{user}`, as `register` and `me` answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserAnswer {
    pub user: UserView,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExecutorProfileView {
    pub region: String,
    /// All that the executor chose, in the order of choice.
    pub specializations: Vec<Specialization>,
    /// The first N of them, as the tariff allows (PRODUCT 1.7).
    pub active_specializations: Vec<Specialization>,
    pub short_description: String,
    pub full_description: String,
    pub is_self_employed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionView {
    /// The tariff in force now.
    pub tariff_type: Tariff,
    pub premium_until: Option<Timestamp>,
}

/// `PUT /api/users/profile`: every field replaces what was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EditProfile {
    pub full_name: String,
    pub email: String,
    pub city: String,
    #[serde(default)]
    pub organization: Option<String>,
    #[serde(default)]
    pub messengers: Messengers,
    #[serde(default)]
    pub about: Option<String>,
    #[serde(default)]
    pub website: Option<String>,
}

/// `PUT /api/users/executor-profile`: every field replaces what was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EditExecutorProfile {
    pub region: String,
    pub specializations: Vec<Specialization>,
    #[serde(default)]
    pub short_description: String,
    #[serde(default)]
    pub full_description: String,
    #[serde(default)]
    pub is_self_employed: bool,
}

/// One signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    pub id: SessionId,
    pub device_name: String,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    /// Whether it is the device that asks.
    pub is_current: bool,
}

/// What anybody signed in sees of an executor (PRODUCT 1.8): no contacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublicProfile {
    pub id: UserId,
    pub full_name: String,
    pub photo_url: Option<String>,
    pub city: String,
    #[cfg_attr(feature = "openapi", schema(value_type = f64))]
    pub rating: Rating,
    pub reviews_count: i64,
    pub completed_orders: i64,
    pub tariff_type: Tariff,
    pub region: String,
    pub specializations: Vec<Specialization>,
    pub short_description: String,
    pub full_description: String,
    pub is_self_employed: bool,
    pub created_at: Timestamp,
}

/// `GET /api/settings/public`: what clients need to know of the platform's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublicSettings {
    #[serde(flatten)]
    pub platform: PlatformSettings,
    /// The regions that orders and executors choose from.
    pub regions: Vec<String>,
}

/// `POST /api/admin/users/{id}/moderate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModerateUser {
    pub action: UserModeration,
    #[serde(default)]
    pub reason: Option<String>,
}
