//! People: accounts, and what executors say of themselves (PRODUCT 1).

mod find;
mod list;
mod parties;
mod write;

use montaj_domain::{
    ids::UserId,
    phone::Phone,
    settings::PlatformSettings,
    tariff::{Subscription, specialization_limit},
    taxpayer::{Inn, Ogrn},
    timestamp::Timestamp,
    user::{Rating, Role, Specialization, UserStatus},
};

pub use find::{find, find_by_phone, find_many, find_with_settings, lock, lock_by_phone};
pub use list::{UserFilter, UserPosition, executors_to_tell, list};
pub use parties::{Party, parties};
pub use write::{
    add_completed_order, insert, replace_unverified, save_executor, save_profile, set_last_seen,
    set_password, set_phone_verified, set_status,
};

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub role: Role,
    pub status: UserStatus,
    pub phone: Phone,
    /// Set once a code was repeated: registration is complete (PRODUCT 1.2).
    pub phone_verified_at: Option<Timestamp>,
    pub email: String,
    pub full_name: String,
    pub city: String,
    pub organization: Option<String>,
    pub address: Option<String>,
    pub messenger_max: Option<String>,
    pub messenger_telegram: Option<String>,
    pub about: Option<String>,
    pub website: Option<String>,
    pub inn: Option<Inn>,
    pub ogrn: Option<Ogrn>,
    pub rating: Rating,
    pub reviews_count: i64,
    pub completed_orders: i64,
    pub last_seen_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// Present exactly for executors.
    pub executor: Option<ExecutorProfile>,
}

/// What an executor offers, and on which tariff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecutorProfile {
    pub region: String,
    pub short_description: String,
    pub full_description: String,
    pub is_self_employed: bool,
    pub subscription: Subscription,
    /// All that was chosen, in the order of choice.
    pub specializations: Vec<Specialization>,
}

impl User {
    /// The chosen specializations that the tariff in force lets be active: the first N
    /// (PRODUCT 1.7). Nothing for those who are no executors.
    pub fn active_specializations(
        &self,
        now: Timestamp,
        settings: &PlatformSettings,
    ) -> &[Specialization] {
        self.executor.as_ref().map_or(&[], |executor| executor.active(now, settings))
    }
}

impl ExecutorProfile {
    /// The first N specializations, as the tariff in force allows (PRODUCT 1.7).
    pub fn active(&self, now: Timestamp, settings: &PlatformSettings) -> &[Specialization] {
        let limit = specialization_limit(self.subscription.tariff_at(now), settings);
        &self.specializations[..limit.min(self.specializations.len())]
    }
}
