//! `seed-demo`: people, orders, responses, chats and notifications that look like real ones.
//!
//! The texts stand in `data/*.toml`. Each order is told step by step through the domain's own
//! transitions and the store's own functions, so demo data cannot contradict the rules. The same
//! data and the same "now" give the same rows.

mod ago;
mod data;
mod ids;
mod logins;
mod people;
mod story;
mod timeline;

#[cfg(test)]
mod tests;

use montaj_domain::timestamp::Timestamp;
use montaj_store::{
    Db, StoreError, settings,
    users::{self, UserFilter},
};

pub use logins::{PASSWORD, table as logins};

use crate::{http::error::ApiError, passwords::PasswordError};
use data::Data;
use people::People;

/// What came of [`seed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeding {
    Written,
    /// The demo data was written before; nothing changed.
    AlreadyThere,
}

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "the database has accounts: demo data, whose password everybody knows, goes only into an empty one"
    )]
    NotEmpty,
    #[error("demo data, {file}: {error}")]
    Unreadable { file: &'static str, error: Box<toml::de::Error> },
    #[error("demo data, {key}: {problem}")]
    Wrong { key: String, problem: String },
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("demo data: an event could not be written: {0:?}")]
    Event(Box<ApiError>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DemoError {
    fn wrong(key: &str, problem: impl std::fmt::Display) -> Self {
        Self::Wrong { key: key.to_owned(), problem: problem.to_string() }
    }
}

/// Fills an empty database with demo data, in one transaction.
pub async fn seed(db: &Db, now: Timestamp) -> Result<Seeding, DemoError> {
    let data = Data::load()?;
    let password_hash = logins::password_hash().await?;
    let mut tx = db.write().await?;
    if users::find(&mut tx, ids::user(&data.people.admin.key)).await?.is_some() {
        return Ok(Seeding::AlreadyThere);
    }
    let anybody = UserFilter { limit: 1, ..UserFilter::default() };
    if !users::list(&mut tx, &anybody).await?.is_empty() {
        return Err(DemoError::NotEmpty);
    }
    let settings = settings::load(&mut tx).await?;
    let people = People::settle(&mut tx, &data.people, &settings, &password_hash, now).await?;
    for order in data.orders_by_age(now) {
        story::tell(&mut tx, &people, order, &settings, now).await?;
    }
    tx.commit(now).await?;
    Ok(Seeding::Written)
}
