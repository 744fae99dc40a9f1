//! Each test has a database of its own, and leaves nothing behind.

use montaj_testkit::postgres::TestDatabase;
use sqlx::{Connection as _, PgConnection};

#[tokio::test]
async fn two_databases_do_not_see_each_other_and_are_gone_afterwards() {
    let (one, two) = (TestDatabase::create().await.unwrap(), TestDatabase::create().await.unwrap());
    let mut first = PgConnection::connect(one.url()).await.unwrap();
    sqlx::query("create table only_here (id bigint)").execute(&mut first).await.unwrap();
    let mut second = PgConnection::connect(two.url()).await.unwrap();
    let found: Option<String> = sqlx::query_scalar("select to_regclass('only_here')::text")
        .fetch_one(&mut second)
        .await
        .unwrap();
    assert_eq!(found, None);
    let url = one.url().to_owned();
    drop(one);
    assert!(PgConnection::connect(&url).await.is_err());
}
