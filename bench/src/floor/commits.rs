//! Bare durable commits of the rows that one chat message makes: the message, and for both people
//! the head of their log and an entry.

use std::time::Duration;

use anyhow::Context;
use montaj_domain::{ids::MessageId, timestamp::Timestamp};
use sqlx::{
    ConnectOptions as _, Executor as _, PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::time::Instant;

use crate::{
    dataset::{Chat, Dice},
    figures::Run,
};

const SEQ: &str = "select coalesce(max(seq), 0) from messages where order_id = $1";
const MESSAGE: &str =
    "insert into messages (id, order_id, seq, kind, sender_id, content, created_at)
     values ($1, $2, $3, 'TEXT', $4, $5, $6)";
const HEAD: &str = "insert into event_heads (user_id, last_seq) values ($1, 1)
     on conflict (user_id) do update set last_seq = event_heads.last_seq + 1 returning last_seq";
const EVENT: &str = "insert into events (user_id, seq, kind, subject_id, payload, at)
     values ($1, $2, 'message.created', $3, $4, $5)";
const WORDS: &str = "Буду завтра к девяти, материалы везу с собой. Ключи у консьержа?";

/// A connection that does nothing but this.
#[derive(Debug)]
enum Bare {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs a statement on either engine.
macro_rules! run {
    ($bare:expr, $sql:expr $(, $bind:expr)*) => {
        match $bare {
            Bare::Sqlite(c) => sqlx::query($sql)$(.bind($bind))*.execute(c).await.map(drop),
            Bare::Postgres(c) => sqlx::query($sql)$(.bind($bind))*.execute(c).await.map(drop),
        }
    };
}

/// The number that a statement answers.
macro_rules! number {
    ($bare:expr, $sql:expr $(, $bind:expr)*) => {
        match $bare {
            Bare::Sqlite(c) => sqlx::query_scalar::<_, i64>($sql)$(.bind($bind))*.fetch_one(c).await,
            Bare::Postgres(c) => {
                sqlx::query_scalar::<_, i64>($sql)$(.bind($bind))*.fetch_one(c).await
            }
        }
    };
}

/// Commits `at_once` messages in each transaction, one transaction after the other, for that long.
/// Each of the run's times is that of one transaction.
pub async fn measure(
    url: &str,
    chat: &Chat,
    at_once: usize,
    lasting: Duration,
) -> anyhow::Result<Run> {
    let mut bare = connect(url).await?;
    // Where the chat stands, so that no run makes the ids of one before it.
    let stands_at = number!(&mut bare, SEQ, chat.order_id.to_string())?;
    let dice = Dice::new(stands_at.try_into()?);
    let begun = Instant::now();
    let mut took = Vec::new();
    while begun.elapsed() < lasting {
        let started = Instant::now();
        match &mut bare {
            Bare::Sqlite(connection) => connection.execute("begin immediate").await.map(drop)?,
            Bare::Postgres(connection) => connection.execute("begin").await.map(drop)?,
        }
        for _ in 0..at_once {
            message(&mut bare, chat, &dice).await?;
        }
        match &mut bare {
            Bare::Sqlite(connection) => connection.execute("commit").await.map(drop)?,
            Bare::Postgres(connection) => connection.execute("commit").await.map(drop)?,
        }
        took.push(started.elapsed());
    }
    Run::of(took, begun.elapsed()).context("nothing was committed")
}

async fn message(bare: &mut Bare, chat: &Chat, dice: &Dice) -> anyhow::Result<()> {
    let at = Timestamp::from_millis(1_772_442_000_000);
    let (id, order) = (dice.id(MessageId::new, at), chat.order_id.to_string());
    let people = [&chat.customer, &chat.executor].map(|person| person.id.to_string());
    let seq = number!(&mut *bare, SEQ, order.as_str())? + 1;
    run!(
        &mut *bare,
        MESSAGE,
        id.as_str(),
        order.as_str(),
        seq,
        people[0].as_str(),
        WORDS,
        at.as_millis()
    )?;
    let payload = format!(
        r#"{{"id":"{id}","orderId":"{order}","seq":{seq},"kind":"TEXT","senderId":"{}","content":"{WORDS}","createdAt":"{at}","deliveredAt":null,"readAt":null}}"#,
        people[0],
    );
    for person in &people {
        let last = number!(&mut *bare, HEAD, person.as_str())?;
        run!(
            &mut *bare,
            EVENT,
            person.as_str(),
            last,
            id.as_str(),
            payload.as_str(),
            at.as_millis()
        )?;
    }
    Ok(())
}

async fn connect(url: &str) -> anyhow::Result<Bare> {
    Ok(if url.starts_with("sqlite:") {
        let options: SqliteConnectOptions = url.parse()?;
        let options = options.journal_mode(SqliteJournalMode::Wal);
        Bare::Sqlite(options.synchronous(SqliteSynchronous::Full).connect().await?)
    } else {
        let options: PgConnectOptions = url.parse()?;
        Bare::Postgres(options.connect().await?)
    })
}
