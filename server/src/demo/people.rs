//! The people of the demo data, as accounts.

use std::collections::BTreeMap;

use montaj_domain::{
    ids::UserId,
    phone::Phone,
    policy::Viewer,
    settings::PlatformSettings,
    tariff::Subscription,
    taxpayer::{Inn, Ogrn},
    text,
    timestamp::Timestamp,
    user::{Rating, Role, Specialization, UserModeration, UserStatus},
};
use montaj_store::{
    Tx,
    notifications::{self, Notification},
    users::{self, ExecutorProfile, User},
};

use super::{
    DemoError,
    data::{ExecutorData, PeopleData, PersonData},
    ids,
};
use crate::notify::account_moderated;

/// Everybody, by the key that the data files use.
#[derive(Debug)]
pub struct People(BTreeMap<String, User>);

impl People {
    /// Gives everybody an account.
    pub async fn settle(
        tx: &mut Tx,
        data: &PeopleData,
        settings: &PlatformSettings,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<Self, DemoError> {
        let mut people = BTreeMap::new();
        let admin = (&data.admin, account(&data.admin, Role::Admin, password_hash, now)?);
        let mut accounts = vec![admin];
        for customer in &data.customers {
            accounts.push((customer, account(customer, Role::Customer, password_hash, now)?));
        }
        for executor in &data.executors {
            let user = executor_account(executor, settings, password_hash, now)?;
            accounts.push((&executor.person, user));
        }
        for (person, user) in accounts {
            users::insert(tx, &user).await?;
            if user.role == Role::Executor && user.status == UserStatus::Active {
                welcome(tx, &person.key, &user).await?;
            }
            people.insert(person.key.clone(), user);
        }
        Ok(Self(people))
    }

    pub fn get(&self, key: &str) -> Result<&User, DemoError> {
        self.0.get(key).ok_or_else(|| DemoError::wrong(key, "nobody has this key"))
    }

    pub fn by_id(&self, id: UserId) -> Result<&User, DemoError> {
        let found = self.0.values().find(|user| user.id == id);
        found.ok_or_else(|| DemoError::wrong(&id.to_string(), "nobody has this id"))
    }

    /// The executors who get orders of that kind, by key.
    pub fn executors_for(&self, region: &str, category: Specialization) -> Vec<(&str, &User)> {
        let fits = |user: &User| {
            user.status == UserStatus::Active
                && user.executor.as_ref().is_some_and(|executor| {
                    executor.region == region && executor.specializations.contains(&category)
                })
        };
        self.0
            .iter()
            .filter(|(_, user)| fits(user))
            .map(|(key, user)| (key.as_str(), user))
            .collect()
    }
}

/// The person as one who looks at an order that they have not responded to.
pub fn viewer(user: &User) -> Viewer {
    Viewer { id: user.id, role: user.role, status: user.status, response: None }
}

fn executor_account(
    data: &ExecutorData,
    settings: &PlatformSettings,
    password_hash: &str,
    now: Timestamp,
) -> Result<User, DemoError> {
    let account = account(&data.person, Role::Executor, password_hash, now)?;
    let short_description = text::SHORT
        .check(&data.short)
        .map_err(|error| DemoError::wrong(&data.person.key, error))?;
    let executor = ExecutorProfile {
        region: data.region.clone(),
        short_description,
        full_description: text::clean(&data.full),
        is_self_employed: data.self_employed,
        // The trial begins now, whenever they registered: the demo should respond for a month.
        subscription: Subscription::trial(now, settings),
        specializations: data.specializations.clone(),
    };
    let status = data.status.unwrap_or(UserStatus::Active);
    Ok(User { status, executor: Some(executor), ..account })
}

fn account(
    data: &PersonData,
    role: Role,
    password_hash: &str,
    now: Timestamp,
) -> Result<User, DemoError> {
    let wrong = |problem: &dyn std::fmt::Display| DemoError::wrong(&data.key, problem);
    if !text::is_email(&data.email) {
        return Err(wrong(&"no e-mail address"));
    }
    let created_at = data.registered.before(now);
    Ok(User {
        id: ids::user(&data.key),
        role,
        status: UserStatus::Active,
        phone: Phone::parse(&data.phone).map_err(|error| wrong(&error))?,
        phone_verified_at: Some(created_at.plus_secs(45)),
        email: data.email.clone(),
        full_name: text::PERSON_NAME.check(&data.name).map_err(|error| wrong(&error))?,
        city: data.city.clone(),
        organization: data.organization.clone(),
        address: data.address.clone(),
        messenger_max: data.messenger_max.clone(),
        messenger_telegram: data.messenger_telegram.clone(),
        about: data.about.clone(),
        website: None,
        inn: data.inn.as_deref().map(Inn::parse).transpose().map_err(|error| wrong(&error))?,
        ogrn: data.ogrn.as_deref().map(Ogrn::parse).transpose().map_err(|error| wrong(&error))?,
        rating: Rating::INITIAL,
        reviews_count: 0,
        completed_orders: 0,
        last_seen_at: Some(data.last_seen.before(now)),
        created_at,
        password_hash: password_hash.to_owned(),
        executor: None,
    })
}

/// What a moderator's approval told the executor, long read.
async fn welcome(tx: &mut Tx, key: &str, user: &User) -> Result<(), DemoError> {
    let created_at = user.created_at.plus_secs(3 * 3600);
    let note = account_moderated(UserModeration::Approve, None);
    let notification = Notification {
        read_at: Some(created_at.plus_secs(900)),
        ..note.told(ids::notification(key, 0), user.id, created_at)
    };
    notifications::insert(tx, &notification).await?;
    Ok(())
}
