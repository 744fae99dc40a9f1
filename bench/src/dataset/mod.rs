//! The data set generator: people, orders, responses and chats that read like real ones, for
//! SQLite and PostgreSQL. The same seed and the same hour give the same rows.

pub mod bulk;
mod dice;
mod orders;
mod people;
pub mod tables;
pub mod texts;
mod words;

use std::sync::Arc;

use montaj_domain::timestamp::Timestamp;
use montaj_store::{Db, DbOptions};

pub use dice::Dice;
pub use orders::{Chat, Orders};
pub use people::{People, Person};

use self::{bulk::Bulk, orders::Amount, texts::Texts};

const SEED: u64 = 20_260_302;

/// How much of what.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub customers: usize,
    pub executors: usize,
    amount: Amount,
}

impl Plan {
    /// A marketplace: of the orders 60 % are published, the rest in progress, done or given up.
    pub const fn market(orders: usize) -> Self {
        let amount = Amount {
            orders,
            published_percent: 60,
            in_progress_percent: 20,
            messages: (2, 24),
            long_chat_every: 40,
            one_to_one: false,
        };
        Self { customers: orders / 10, executors: orders / 30, amount }
    }

    /// Pairs who talk: an order in progress each, of people of their own.
    pub const fn pairs(pairs: usize) -> Self {
        let amount = Amount {
            orders: pairs,
            published_percent: 0,
            in_progress_percent: 100,
            messages: (1, 1),
            long_chat_every: i64::MAX,
            one_to_one: true,
        };
        Self { customers: pairs, executors: pairs, amount }
    }

    /// People without orders.
    pub const fn people(customers: usize) -> Self {
        let amount = Amount {
            orders: 0,
            published_percent: 0,
            in_progress_percent: 0,
            messages: (0, 0),
            long_chat_every: i64::MAX,
            one_to_one: false,
        };
        Self { customers, executors: 1, amount }
    }
}

/// What was written.
#[derive(Debug)]
pub struct Dataset {
    pub people: People,
    pub orders: Orders,
}

/// Makes the tables at `url` and fills them.
pub async fn generate(url: &str, plan: Plan, now: Timestamp) -> anyhow::Result<Dataset> {
    migrate(url).await?;
    let (dice, texts) = (Dice::new(SEED), Texts::load()?);
    let mut bulk = Bulk::begin(url).await?;
    let counts = (plan.customers, plan.executors);
    let people = People::settle(&mut bulk, &dice, &texts, counts, now).await?;
    let orders = orders::post(&mut bulk, &dice, &texts, &people, plan.amount, now).await?;
    bulk.finish().await?;
    Ok(Dataset { people, orders })
}

/// Brings the tables up to date, as the server would.
pub async fn migrate(url: &str) -> anyhow::Result<()> {
    let db = Db::open(url, DbOptions::default(), Arc::new(|_| {})).await?;
    db.close().await;
    Ok(())
}
