//! The demo data keeps the platform's rules, on both engines, and is the same each time.

mod texts;

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use montaj_domain::{
    chat::MessageKind,
    order::OrderStatus,
    response::ResponseStatus,
    timestamp::Timestamp,
    user::{Role, Specialization, UserStatus},
};
use montaj_store::{
    Db, DbOptions, events, messages, notifications,
    orders::{self, FeedFilter, FeedSort, StoredOrder},
    responses,
    users::{self, User, UserFilter},
};
use montaj_testkit::postgres::TestDatabase;
use tempfile::TempDir;

use super::{DemoError, PASSWORD, Seeding, seed};
use crate::passwords::Passwords;

/// 2 March 2026, half past noon in Moscow.
const NOW: Timestamp = Timestamp::from_millis(1_772_443_800_000);

const ALL: u32 = 1000;

async fn open(address: &str) -> Db {
    Db::open(address, DbOptions::default(), Arc::new(|_| {})).await.unwrap()
}

async fn on_sqlite(now: Timestamp) -> (Db, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&format!("sqlite:{}", folder.path().join("demo.db").display())).await;
    assert_eq!(seed(&db, now).await.unwrap(), Seeding::Written);
    (db, folder)
}

async fn all_users(db: &Db) -> Vec<User> {
    let filter = UserFilter { limit: ALL, ..UserFilter::default() };
    users::list(&mut db.read().await.unwrap(), &filter).await.unwrap()
}

async fn all_orders(db: &Db) -> Vec<StoredOrder> {
    orders::newest(&mut db.read().await.unwrap(), None, ALL).await.unwrap()
}

/// Everything that a seed writes, as text.
async fn dump(db: &Db) -> String {
    let mut text = String::new();
    let (users, orders) = (all_users(db).await, all_orders(db).await);
    let mut tx = db.read().await.unwrap();
    for user in users {
        let told = notifications::list(&mut tx, user.id, None, ALL).await.unwrap();
        let log = events::after(&mut tx, user.id, 0, ALL).await.unwrap();
        writeln!(text, "{user:?}\n{told:?}\n{log:?}").unwrap();
    }
    for stored in orders {
        let id = stored.order.id;
        let responses = responses::of_order(&mut tx, id).await.unwrap();
        let chat = messages::page(&mut tx, id, 0, i64::MAX, ALL).await.unwrap();
        writeln!(text, "{stored:?}\n{responses:?}\n{chat:?}").unwrap();
    }
    text
}

#[tokio::test]
async fn the_same_now_gives_the_same_rows_on_both_engines() {
    let (first, _first_folder) = on_sqlite(NOW).await;
    let (second, _second_folder) = on_sqlite(NOW).await;
    let database = TestDatabase::create().await.unwrap();
    let third = open(database.url()).await;
    assert_eq!(seed(&third, NOW).await.unwrap(), Seeding::Written);
    let expected = dump(&first).await;
    assert!(expected == dump(&second).await, "two seeds on SQLite differ");
    assert!(expected == dump(&third).await, "PostgreSQL holds something else than SQLite");
    third.close().await;
}

#[tokio::test]
async fn a_second_seed_changes_nothing() {
    let (db, _folder) = on_sqlite(NOW).await;
    let before = dump(&db).await;
    assert_eq!(seed(&db, NOW.plus_days(3)).await.unwrap(), Seeding::AlreadyThere);
    assert!(before == dump(&db).await);
}

#[tokio::test]
async fn a_database_with_accounts_is_left_alone() {
    let (db, _folder) = on_sqlite(NOW).await;
    let mut somebody = all_users(&db).await.remove(0);
    let folder = tempfile::tempdir().unwrap();
    let other = open(&format!("sqlite:{}", folder.path().join("other.db").display())).await;
    somebody.id = super::ids::user("somebody else");
    let mut tx = other.write().await.unwrap();
    users::insert(&mut tx, &somebody).await.unwrap();
    tx.commit(NOW).await.unwrap();
    assert!(matches!(seed(&other, NOW).await, Err(DemoError::NotEmpty)));
    assert!(all_orders(&other).await.is_empty());
}

/// Minutes around midnight in Moscow, noon, and a leap day: the moments of a story keep their
/// order whenever it is told.
#[tokio::test]
async fn it_can_be_told_at_any_hour() {
    let midnight = Timestamp::from_utc(time::macros::datetime!(2026-03-01 21:00 UTC));
    let leap_day = Timestamp::from_utc(time::macros::datetime!(2028-02-29 20:59:59 UTC));
    for now in [midnight.plus_secs(-1), midnight, midnight.plus_secs(60), leap_day] {
        let (db, _folder) = on_sqlite(now).await;
        assert_eq!(all_orders(&db).await.len(), 60, "{now}");
    }
}

#[tokio::test]
async fn there_are_the_people_and_orders_that_were_asked_for() {
    let (db, _folder) = on_sqlite(NOW).await;
    let users = all_users(&db).await;
    let count = |role| users.iter().filter(|user| user.role == role).count();
    assert_eq!((count(Role::Customer), count(Role::Executor), count(Role::Admin)), (3, 6, 1));
    let awaits = |user: &&User| user.status == UserStatus::Pending;
    assert_eq!(users.iter().filter(awaits).count(), 1);
    let executors: Vec<_> = users.iter().filter_map(|user| user.executor.as_ref()).collect();
    for category in Specialization::ALL {
        let offers = executors.iter().any(|executor| executor.specializations.contains(category));
        assert!(offers, "nobody does {category}");
    }

    let orders = all_orders(&db).await;
    let mut statuses = BTreeMap::new();
    for stored in &orders {
        *statuses.entry(stored.order.state.status()).or_insert(0) += 1;
    }
    use OrderStatus::{Archived, Cancelled, Completed, InProgress, Pending, Published};
    let expected = [
        (Pending, 4),
        (Published, 30),
        (InProgress, 10),
        (Completed, 9),
        (Cancelled, 4),
        (Archived, 3),
    ];
    assert_eq!(statuses, BTreeMap::from(expected));
    for region in ["Москва", "Санкт-Петербург", "Казань", "Екатеринбург"]
    {
        assert!(orders.iter().any(|stored| stored.order.details.region == region), "{region}");
        assert!(executors.iter().any(|executor| executor.region == region), "{region}");
    }
    let today = NOW.moscow_day();
    for stored in &orders {
        let details = &stored.order.details;
        let open = stored.order.state.status() == OrderStatus::Published;
        assert!(!open || details.start_date > today, "{} has begun", details.title);
    }
}

#[tokio::test]
async fn every_active_executor_finds_something_to_respond_to() {
    let (db, _folder) = on_sqlite(NOW).await;
    let mut tx = db.read().await.unwrap();
    for user in all_users(&db).await {
        let Some(executor) = user.executor.filter(|_| user.status == UserStatus::Active) else {
            continue;
        };
        let filter = FeedFilter {
            executor_id: user.id,
            categories: &executor.specializations,
            region: &executor.region,
            min_budget: None,
            max_budget: None,
            start_from: None,
            start_to: None,
            words: "",
            today: NOW.moscow_day(),
            sort: FeedSort::Publication { newest_first: true },
            after: None,
            limit: ALL,
        };
        let feed = orders::feed(&mut tx, &filter).await.unwrap();
        assert!(feed.len() >= 2, "{} finds {}", user.full_name, feed.len());
    }
}

#[tokio::test]
async fn counters_agree_with_what_they_count() {
    let (db, _folder) = on_sqlite(NOW).await;
    let (users, orders) = (all_users(&db).await, all_orders(&db).await);
    let mut tx = db.read().await.unwrap();
    let mut responses_seen = BTreeMap::new();
    let mut marks_seen = BTreeMap::new();
    for stored in &orders {
        let id = stored.order.id;
        let responses = responses::of_order(&mut tx, id).await.unwrap();
        assert_eq!(usize::try_from(stored.responses_count), Ok(responses.len()));
        assert!(stored.views_count >= stored.responses_count);
        for response in responses {
            *responses_seen.entry(response.status).or_insert(0) += 1;
        }
        let chat = messages::page(&mut tx, id, 0, i64::MAX, ALL).await.unwrap();
        assert!(chat.iter().rev().zip(1..).all(|(message, seq)| message.seq == seq));
        assert!(chat.is_sorted_by_key(|message| std::cmp::Reverse(message.created_at)));
        assert!(chat.iter().all(|message| message.read_at.is_none_or(|at| at <= NOW)));
        for message in chat {
            *marks_seen.entry(message.kind).or_insert(0) += 1;
        }
    }
    assert_eq!(responses_seen.len(), ResponseStatus::ALL.len(), "{responses_seen:?}");
    assert_eq!(marks_seen.len(), MessageKind::ALL.len(), "{marks_seen:?}");
    for user in users {
        let completed = orders.iter().filter(|stored| {
            let order = &stored.order;
            let worked = order.state.assignment().is_some_and(|work| work.executor_id == user.id);
            order.state.status() == OrderStatus::Completed
                && (worked || order.customer_id == user.id)
        });
        assert_eq!(usize::try_from(user.completed_orders), Ok(completed.count()));
    }
}

#[tokio::test]
async fn every_notification_can_be_said_in_another_language() {
    let (db, _folder) = on_sqlite(NOW).await;
    let mut tx = db.read().await.unwrap();
    for user in all_users(&db).await {
        for told in notifications::list(&mut tx, user.id, None, ALL).await.unwrap() {
            let facts = told.facts.unwrap();
            assert_eq!(facts.order_number.is_some(), told.order_id.is_some(), "{}", told.body);
            for named in facts.who.iter().chain(&facts.said).chain(&facts.order_title) {
                // What ends with a full stop may end the server's sentence with it.
                let words = named.strip_suffix('.').unwrap_or(named);
                assert!(told.body.contains(words), "{named}: {}", told.body);
            }
        }
    }
}

#[tokio::test]
async fn a_second_executor_sees_nothing_of_the_first_ones_chat() {
    let (db, _folder) = on_sqlite(NOW).await;
    let mut tx = db.read().await.unwrap();
    let id = super::ids::order("doors-second-executor-sviblovo");
    let stored = orders::find(&mut tx, id).await.unwrap().unwrap();
    let vera = super::ids::user("vera");
    assert_eq!(stored.order.state.assignment().map(|work| work.executor_id), Some(vera));
    let seen = messages::page(&mut tx, id, stored.executor_sees_after_seq, i64::MAX, ALL);
    let seen = seen.await.unwrap();
    let boris = Some(super::ids::user("boris"));
    assert!(seen.iter().all(|message| message.sender_id != boris));
    assert_eq!(seen.last().map(|message| message.kind), Some(MessageKind::Selected));
    assert_eq!(seen.len(), 7);
}

#[tokio::test]
async fn a_message_that_no_device_has_yet_waits_in_the_recipients_log() {
    let (db, _folder) = on_sqlite(NOW).await;
    let mut tx = db.read().await.unwrap();
    let dmitry = super::ids::user("dmitry");
    let log = events::after(&mut tx, dmitry, 0, ALL).await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].kind, "message.created");
    assert!(notifications::unread_count(&mut tx, dmitry).await.unwrap() > 0);
}

#[tokio::test]
async fn everybody_logs_in_with_the_printed_password() {
    let (db, _folder) = on_sqlite(NOW).await;
    let passwords = Passwords::default();
    let mut users = all_users(&db).await;
    users.dedup_by(|a, b| a.password_hash == b.password_hash);
    for user in users {
        assert!(passwords.verify(PASSWORD, Some(&user.password_hash)).await.unwrap());
    }
}
