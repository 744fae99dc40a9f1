//! The engines a test runs on, and people and orders to begin with.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use montaj_domain::{
    ambient::Entropy,
    ids::{OrderId, UserId},
    money::Kopecks,
    order::{Budget, Order, OrderDetails, OrderState, PaymentMethod},
    phone::Phone,
    timestamp::Timestamp,
    user::{Rating, Role, Specialization, UserStatus},
};
use montaj_store::{
    Committed, Db, DbOptions, orders,
    users::{self, User},
};
use montaj_testkit::{SeededEntropy, postgres::TestDatabase};

/// The hour of all these tests.
pub const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

/// A fresh database on one engine. Dropping it removes all of it.
pub struct Store {
    pub db: Db,
    pub entropy: SeededEntropy,
    woken: Arc<Mutex<Vec<(UserId, i64)>>>,
    url: String,
    _home: Home,
}

enum Home {
    Folder(#[expect(dead_code, reason = "removed when dropped")] tempfile::TempDir),
    Database(#[expect(dead_code, reason = "dropped with it")] TestDatabase),
}

impl Store {
    pub async fn sqlite() -> Self {
        Self::sqlite_with_patience(DbOptions::default().busy_timeout).await
    }

    /// On SQLite, waiting no longer than that for a lock of another process.
    pub async fn sqlite_with_patience(busy_timeout: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("montaj.db").display());
        let options = DbOptions { busy_timeout, ..DbOptions::default() };
        Self::open(&url, options, Home::Folder(folder)).await
    }

    /// The same database, as another process opens it.
    pub async fn beside(store: &Self) -> Db {
        Db::open(&store.url, DbOptions::default(), Arc::new(|_| {})).await.unwrap()
    }

    pub async fn postgres() -> Self {
        let database = TestDatabase::create().await.unwrap();
        let url = database.url().to_owned();
        Self::open(&url, DbOptions::default(), Home::Database(database)).await
    }

    async fn open(url: &str, options: DbOptions, home: Home) -> Self {
        let woken = Arc::new(Mutex::new(Vec::new()));
        let waking = Arc::clone(&woken);
        let on_commit = move |committed: &Committed| {
            let appended = committed.events.iter().map(|event| (event.user_id, event.seq));
            waking.lock().unwrap().extend(appended);
        };
        let db = Db::open(url, options, Arc::new(on_commit)).await.unwrap();
        Self { db, entropy: SeededEntropy::new(1), woken, url: url.to_owned(), _home: home }
    }

    /// As another process opens it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whose logs were said to have grown, and up to where.
    pub fn woken(&self) -> Vec<(UserId, i64)> {
        self.woken.lock().unwrap().clone()
    }

    pub fn entropy(&self) -> &dyn Entropy {
        &self.entropy
    }

    /// Adds a person with the role.
    pub async fn person(&self, name: &str, role: Role) -> UserId {
        let id = UserId::new(NOW, self.entropy());
        let digits = self.entropy().below(1_000_000_000);
        let user = User {
            id,
            role,
            status: UserStatus::Active,
            phone: Phone::parse(&format!("+79{digits:09}")).unwrap(),
            phone_verified_at: Some(NOW),
            email: "person@example.ru".into(),
            full_name: name.into(),
            city: "Москва".into(),
            organization: None,
            address: None,
            messenger_max: None,
            messenger_telegram: None,
            about: None,
            website: None,
            inn: None,
            ogrn: None,
            rating: Rating::INITIAL,
            reviews_count: 0,
            completed_orders: 0,
            last_seen_at: None,
            created_at: NOW,
            password_hash: "-".into(),
            executor: None,
        };
        let mut tx = self.db.write().await.unwrap();
        users::insert(&mut tx, &user).await.unwrap();
        tx.commit(NOW).await.unwrap();
        id
    }

    /// Adds a published order.
    pub async fn order(&self, customer_id: UserId) -> OrderId {
        let mut tx = self.db.write().await.unwrap();
        let order = Order {
            id: OrderId::new(NOW, self.entropy()),
            number: orders::next_number(&mut tx).await.unwrap(),
            customer_id,
            details: OrderDetails {
                category: Specialization::Windows,
                title: "Установить окно на кухне".into(),
                description: "Окно куплено, нужен монтаж с откосами".into(),
                region: "Москва".into(),
                address: "ул. Тверская, 12".into(),
                position: None,
                start_date: NOW.moscow_day(),
                end_date: None,
                budget: Budget::Fixed(Kopecks::from_roubles(12_000)),
                payment_method: PaymentMethod::Cash,
            },
            state: OrderState::Published { published_at: NOW },
            created_at: NOW,
        };
        orders::insert(&mut tx, &order).await.unwrap();
        tx.commit(NOW).await.unwrap();
        order.id
    }
}

/// Makes one test for each engine out of an async function of a [`Store`].
macro_rules! contract {
    ($(async fn $name:ident($store:ident: Store) $body:block)+) => {
        $(mod $name {
            use super::*;
            use crate::engines::Store;

            async fn run($store: Store) $body

            #[tokio::test]
            async fn on_sqlite() {
                run(Store::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                run(Store::postgres().await).await;
            }
        })+
    };
}
pub(crate) use contract;
