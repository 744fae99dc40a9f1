//! A migration is killed half-way, at every point at which it can be: the next start completes it.

use std::{
    fs,
    future::{Future, poll_fn},
    io::ErrorKind,
    path::Path,
    pin::pin,
    sync::Arc,
    task::Poll,
};

use montaj_client::replica::{Replica as _, SqliteReplica};
use montaj_store::{Db, DbOptions, settings};
use montaj_testkit::postgres::TestDatabase;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, SqlSafeStr as _,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};

/// More points than any migration here has.
const MOST_POINTS: usize = 2000;

/// Drops the work after it was looked at so often: killed at its so-manieth wait.
async fn killed_at<T>(point: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut left = point;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// A replica's file of the first build, with a message that waits.
async fn first_replica(path: &Path) {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    let mut file = options.connect().await.unwrap();
    let sql = include_str!("../../migrations/0001_replica.sql");
    let sql = AssertSqlSafe(sql.to_owned()).into_sql_str();
    let first = Migration::new(1, "replica".into(), MigrationType::Simple, sql, false);
    Migrator::with_migrations(vec![first]).run(&mut file).await.unwrap();
    let waiting = r#"insert into outbox (id, lane, action, state, attempts, created_at) values (
        '0190b3c4-0000-7000-8000-000000000001',
        '{"lane":"order","order":"0190b3c4-0000-7000-8000-000000000002"}',
        '{"action":"send_message","id":"0190b3c4-0000-7000-8000-000000000001","content":"Жду"}',
        '{"state":"queued"}', 0, 1770000000000)"#;
    sqlx::query(waiting).execute(&mut file).await.unwrap();
    file.close().await.unwrap();
}

/// What a killed program leaves: the files as they are at this moment. The connection may still be
/// closing in its own thread, which moves the log into the database and then takes it away. So the
/// log comes first: what is gone by then stands in the database, and what is in both is the same.
fn image(of: &Path, to: &Path) {
    for suffix in ["-wal", ""] {
        let name = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            name
        };
        match fs::copy(name(of), name(to)) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn a_replicas_migration_killed_anywhere_is_completed_and_the_queue_kept() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.db");
    first_replica(&first).await;
    let mut point = 1;
    let mut step = 1;
    loop {
        let (killed, left) = (
            folder.path().join(format!("{point}.db")),
            folder.path().join(format!("{point}.left.db")),
        );
        image(&first, &killed);
        let opened = killed_at(point, SqliteReplica::open(&killed)).await;
        image(&killed, &left);
        let replica = SqliteReplica::open(&left).await.unwrap();
        let outbox = replica.outbox().await.unwrap();
        assert_eq!(outbox.len(), 1, "killed at {point}");
        assert_eq!(outbox[0].created_at.as_millis(), 1_770_000_000_000);
        if let Some(opened) = opened {
            opened.unwrap();
            break;
        }
        // Every point at first; then, where nothing new happens for long, fewer.
        step = if point > 60 { 7 } else { step };
        point += step;
        assert!(point < MOST_POINTS, "it never ends");
    }
    assert!(point > 10, "killed at {point} points only");
}

async fn opens(address: &str) -> Result<(), String> {
    let db = Db::open(address, DbOptions::default(), Arc::new(|_| ())).await;
    let db = db.map_err(|error| error.to_string())?;
    let mut tx = db.read().await.map_err(|error| error.to_string())?;
    settings::load(&mut tx).await.map_err(|error| error.to_string())?;
    drop(tx);
    db.close().await;
    Ok(())
}

#[tokio::test]
async fn a_servers_migration_killed_anywhere_is_completed_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let mut point = 1;
    loop {
        let killed = folder.path().join(format!("{point}.db"));
        let left = folder.path().join(format!("{point}.left.db"));
        let address = format!("sqlite:{}", killed.display());
        let opened = killed_at(point, opens(&address)).await;
        image(&killed, &left);
        let address = format!("sqlite:{}", left.display());
        opens(&address).await.unwrap_or_else(|error| panic!("killed at {point}: {error}"));
        if opened.is_some() {
            break;
        }
        point += if point > 40 { 5 } else { 1 };
        assert!(point < MOST_POINTS, "it never ends");
    }
    assert!(point > 10, "killed at {point} points only");
}

#[tokio::test]
async fn a_servers_migration_killed_anywhere_is_completed_on_postgres() {
    let mut point = 1;
    loop {
        let database = TestDatabase::create().await.unwrap();
        let opened = killed_at(point, opens(database.url())).await;
        opens(database.url()).await.unwrap_or_else(|error| panic!("killed at {point}: {error}"));
        if opened.is_some() {
            break;
        }
        point += 19;
        assert!(point < MOST_POINTS, "it never ends");
    }
    assert!(point > 10, "killed at {point} points only");
}
