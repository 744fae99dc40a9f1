//! What stands in the data files.

use std::cmp::Reverse;

use montaj_domain::{
    order::{OrderStatus, PaymentMethod},
    timestamp::Timestamp,
    user::{Specialization, UserStatus},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{DemoError, ago::Ago};

const PEOPLE: (&str, &str) = ("people.toml", include_str!("data/people.toml"));

const ORDERS: [(&str, &str); 8] = [
    ("published_moscow.toml", include_str!("data/published_moscow.toml")),
    ("published_piter.toml", include_str!("data/published_piter.toml")),
    ("published_kazan.toml", include_str!("data/published_kazan.toml")),
    ("published_ekaterinburg.toml", include_str!("data/published_ekaterinburg.toml")),
    ("in_progress_long.toml", include_str!("data/in_progress_long.toml")),
    ("in_progress_short.toml", include_str!("data/in_progress_short.toml")),
    ("completed.toml", include_str!("data/completed.toml")),
    ("other.toml", include_str!("data/other.toml")),
];

#[derive(Debug)]
pub struct Data {
    pub people: PeopleData,
    orders: Vec<OrderData>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleData {
    pub admin: PersonData,
    pub customers: Vec<PersonData>,
    pub executors: Vec<ExecutorData>,
}

/// Anybody with an account.
#[derive(Debug, Deserialize)]
pub struct PersonData {
    /// What the other files call them.
    pub key: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub city: String,
    pub organization: Option<String>,
    pub address: Option<String>,
    pub messenger_max: Option<String>,
    pub messenger_telegram: Option<String>,
    pub inn: Option<String>,
    pub ogrn: Option<String>,
    pub about: Option<String>,
    pub registered: Ago,
    pub last_seen: Ago,
}

#[derive(Debug, Deserialize)]
pub struct ExecutorData {
    #[serde(flatten)]
    pub person: PersonData,
    pub region: String,
    pub specializations: Vec<Specialization>,
    pub self_employed: bool,
    /// ACTIVE unless it says something else.
    pub status: Option<UserStatus>,
    pub short: String,
    pub full: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdersFile {
    orders: Vec<OrderData>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderData {
    pub key: String,
    /// The customer's key.
    pub by: String,
    /// Where the story ends; what the moments below tell, unless it is given.
    pub status: Option<OrderStatus>,
    pub category: Specialization,
    pub title: String,
    pub description: String,
    pub region: String,
    pub address: String,
    pub posted: Ago,
    /// Days from today; negative: before.
    pub start: i64,
    pub end: Option<i64>,
    /// Roubles; negotiable without it.
    pub budget: Option<i64>,
    pub pay: PaymentMethod,
    #[serde(default)]
    pub responses: Vec<ResponseData>,
    #[serde(default)]
    pub refusals: Vec<RefusalData>,
    /// The executor who has the order in the end, and how far they got.
    pub executor: Option<String>,
    pub selected: Option<Ago>,
    pub started: Option<Ago>,
    pub done: Option<Ago>,
    /// Closed, cancelled or put away.
    pub closed: Option<Ago>,
    /// When, who, what.
    #[serde(default)]
    pub chat: Vec<(Ago, String, String)>,
    /// How many of the last lines the other side has not read.
    #[serde(default)]
    pub unread: usize,
    /// How many of the last lines the other side's device has not received.
    #[serde(default)]
    pub undelivered: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseData {
    pub by: String,
    pub at: Ago,
    /// Roubles.
    pub price: Option<i64>,
    pub text: String,
}

/// Somebody was selected and refused later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalData {
    pub by: String,
    pub selected: Ago,
    pub at: Ago,
    pub reason: String,
}

impl Data {
    pub fn load() -> Result<Self, DemoError> {
        let people = parse(PEOPLE)?;
        let mut orders = Vec::new();
        for file in ORDERS {
            let OrdersFile { orders: more } = parse(file)?;
            orders.extend(more);
        }
        Ok(Self { people, orders })
    }

    /// The oldest first: in this order they get their numbers.
    pub fn orders_by_age(&self, now: Timestamp) -> Vec<&OrderData> {
        let mut orders: Vec<_> = self.orders.iter().collect();
        orders.sort_by_key(|order| Reverse(now.millis_since(order.posted.before(now))));
        orders
    }
}

fn parse<T: DeserializeOwned>((file, text): (&'static str, &str)) -> Result<T, DemoError> {
    toml::from_str(text).map_err(|error| DemoError::Unreadable { file, error: Box::new(error) })
}
