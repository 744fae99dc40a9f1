//! People as the sides of an order: as little of each as its views show, in one statement.

use std::collections::HashMap;

use montaj_domain::{
    ids::UserId,
    phone::Phone,
    tariff::{Subscription, Tariff},
    user::Rating,
};
use serde::Deserialize;

use super::User;
use crate::{
    StoreError, Tx,
    dialect::fetch_page_among,
    row::{RowName, instant},
};

/// A person beside an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: UserId,
    pub full_name: String,
    pub rating: Rating,
    pub reviews_count: i64,
    pub completed_orders: i64,
    pub phone: Phone,
    pub email: String,
    pub messenger_max: Option<String>,
    pub messenger_telegram: Option<String>,
    /// Present exactly for executors.
    pub subscription: Option<Subscription>,
}

#[derive(Deserialize)]
struct PartyRow {
    id: String,
    full_name: String,
    rating_hundredths: i64,
    reviews_count: i64,
    completed_orders: i64,
    phone: String,
    email: String,
    messenger_max: Option<String>,
    messenger_telegram: Option<String>,
    tariff: Option<String>,
    premium_until: Option<i64>,
}

macro_rules! item {
    ($array:literal) => {
        concat!(
            $array,
            "(id, full_name, rating_hundredths, reviews_count, completed_orders, phone, email,
                messenger_max, messenger_telegram, tariff, premium_until)"
        )
    };
}

/// The people with those ids; ids of nobody are left out.
pub async fn parties(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<HashMap<UserId, Party>, StoreError> {
    let rows = fetch_page_among!(
        tx,
        PartyRow,
        item,
        "select u.id, u.full_name, u.rating_hundredths, u.reviews_count, u.completed_orders,
             u.phone, u.email, u.messenger_max, u.messenger_telegram, p.tariff, p.premium_until
         from users u left join executor_profiles p on p.user_id = u.id where u.id",
        ids,
    )?;
    rows.into_iter().map(|row| row.into_party().map(|party| (party.id, party))).collect()
}

impl PartyRow {
    fn into_party(self) -> Result<Party, StoreError> {
        let name = RowName { table: "users", id: &self.id };
        let tariff = self.tariff.as_deref();
        let tariff =
            tariff.map(|text| name.named("tariff", text, Tariff::from_name)).transpose()?;
        let premium_until = self.premium_until.map(instant);
        Ok(Party {
            id: name.parse("id", &self.id)?,
            rating: Rating::from_hundredths(self.rating_hundredths),
            reviews_count: self.reviews_count,
            completed_orders: self.completed_orders,
            phone: Phone::parse(&self.phone).map_err(|_| name.impossible("phone"))?,
            subscription: tariff.map(|tariff| Subscription { tariff, premium_until }),
            full_name: self.full_name,
            email: self.email,
            messenger_max: self.messenger_max,
            messenger_telegram: self.messenger_telegram,
        })
    }
}

impl From<&User> for Party {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            full_name: user.full_name.clone(),
            rating: user.rating,
            reviews_count: user.reviews_count,
            completed_orders: user.completed_orders,
            phone: user.phone.clone(),
            email: user.email.clone(),
            messenger_max: user.messenger_max.clone(),
            messenger_telegram: user.messenger_telegram.clone(),
            subscription: user.executor.as_ref().map(|executor| executor.subscription),
        }
    }
}
