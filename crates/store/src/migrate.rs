//! Brings the tables up to date: the files of `migrations/`, in order, once each.

use sqlx::{
    AssertSqlSafe, PgPool, SqlSafeStr, SqliteConnection,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::{StoreError, dialect::sqlite_ddl};

/// Version, name, text. A migration that landed is never edited; new ones are added below.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "people", include_str!("../../../migrations/0001_people.sql")),
    (2, "orders", include_str!("../../../migrations/0002_orders.sql")),
    (3, "live", include_str!("../../../migrations/0003_live.sql")),
    (4, "replies", include_str!("../../../migrations/0004_replies.sql")),
    (5, "forgetting", include_str!("../../../migrations/0005_forgetting.sql")),
    (6, "changed messages", include_str!("../../../migrations/0006_changed_messages.sql")),
    (
        7,
        "notification settings",
        include_str!("../../../migrations/0007_notification_settings.sql"),
    ),
    (8, "retention", include_str!("../../../migrations/0008_retention.sql")),
    (9, "speed", include_str!("../../../migrations/0009_speed.sql")),
    (10, "order words", include_str!("../../../migrations/0010_order_words.sql")),
    (11, "notification facts", include_str!("../../../migrations/0011_notification_facts.sql")),
    (12, "last messages", include_str!("../../../migrations/0012_last_messages.sql")),
];

pub(crate) async fn sqlite(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let migrator = migrator(|sql| sqlite_ddl(sql).into_owned());
    // `run` is the same for whatever can be acquired; with a connection its future is not `Send`.
    Ok(migrator.run_direct(None, connection, false).await?)
}

pub(crate) async fn postgres(pool: &PgPool) -> Result<(), StoreError> {
    Ok(migrator(str::to_owned).run(pool).await?)
}

fn migrator(text: impl Fn(&str) -> String) -> Migrator {
    let migrations = MIGRATIONS
        .iter()
        .map(|&(version, name, sql)| {
            // Safe: our own files, embedded at build time.
            let sql = AssertSqlSafe(text(sql)).into_sql_str();
            Migration::new(version, name.into(), MigrationType::Simple, sql, false)
        })
        .collect();
    Migrator::with_migrations(migrations)
}
