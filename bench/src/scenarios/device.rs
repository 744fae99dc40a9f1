//! A device with the real engine and its replica in SQLite: catching up with what happened while
//! it was away, and opening a chat among a million messages.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::Context;
use montaj_client::{
    engine::{Engine as Client, EngineConfig, Parts},
    host::{OsEntropy, SystemClock},
    replica::{Replica as _, SqliteReplica},
    secrets::{MemorySecrets, Secrets as _},
};
use montaj_domain::ids::{MessageId, OrderId};
use montaj_wire::order::OrderView;
use tempfile::TempDir;
use tokio::time::Instant;

use super::{
    Bench,
    device_rows::{self, Filled},
};
use crate::{
    dataset::{self, Chat, Dice, Plan, texts::Texts},
    figures::{Figure, Run},
    home::{Engine, Home},
    report::{Aim, Row, Unit},
    server::{Server, now},
};

const SECTION: &str = "device";
const AWAY: usize = 10_000;
const MESSAGES: usize = 1_000_000;
const CHATS: usize = 1_000;
/// As many lines as a chat shows when it opens.
const LINES: u32 = 50;
const PATIENCE: Duration = Duration::from_secs(120);

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    let home = Home::make(Engine::Sqlite)?;
    let repeats = bench.repeats();
    let data = dataset::generate(&home.url(), Plan::pairs(repeats + 1), now()).await?;
    let server = Server::start(&home.url()).await?;
    let [large, away @ ..] = &data.orders.chats[..] else { anyhow::bail!("no chats") };
    catch_up(bench, &home, &server, away).await?;
    open_chats(bench, &server, large).await
}

async fn catch_up(
    bench: &mut Bench,
    home: &Home,
    server: &Server,
    chats: &[Chat],
) -> anyhow::Result<()> {
    let events = bench.count(AWAY, 500);
    let mut took = Vec::new();
    for chat in chats {
        let device = Device::sign_in(server, chat).await?;
        let client = device.start(&server.url()).await?;
        device.until_cursor(0).await?;
        client.shutdown().await;
        let last = device_rows::while_away(&home.url(), chat, events).await?;
        let begun = Instant::now();
        let client = device.start(&server.url()).await?;
        device.until_cursor(last).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
        client.shutdown().await;
    }
    bench.report.add(
        SECTION,
        Row {
            key: "catch-up".into(),
            what: format!("from opening the app until {events} events are stored"),
            figure: Figure::of(took),
            unit: Unit::Millis,
            aim: Aim::AtMost(500.0),
            floor: String::new(),
        },
    );
    Ok(())
}

async fn open_chats(bench: &mut Bench, server: &Server, chat: &Chat) -> anyhow::Result<()> {
    let device = Device::sign_in(server, chat).await?;
    let client = device.start(&server.url()).await?;
    device.until_cursor(0).await?;
    let order = client.order(chat.order_id).await?;
    client.shutdown().await;
    let (messages, chats) = (bench.count(MESSAGES, 20_000), bench.count(CHATS, 100));
    let ids = device.fill(&order, chats, messages / chats).await?;
    // Nothing answers there: what is shown comes from the replica.
    let client = device.start("http://127.0.0.1:9").await?;
    let mut took = Vec::new();
    for id in ids.iter().step_by((chats / 200).max(1)) {
        let begun = Instant::now();
        let view = client.chat(*id, LINES).await?;
        took.push(begun.elapsed());
        anyhow::ensure!(view.lines.len() == LINES as usize, "{} lines", view.lines.len());
    }
    client.shutdown().await;
    let run = Run::of(took, Duration::from_secs(1)).context("no chat")?;
    for (name, per_mille) in [("p50", 500), ("p99", 990)] {
        bench.report.add(
            SECTION,
            Row {
                key: format!("open-chat.{name}"),
                what: format!("opening a chat in a replica of {messages} messages, {name}"),
                figure: Figure::of([run.millis_at(per_mille)]),
                unit: Unit::Millis,
                aim: Aim::AtMost(15.0),
                floor: String::new(),
            },
        );
    }
    Ok(())
}

/// One device of the customer of a chat.
struct Device {
    replica: Arc<SqliteReplica>,
    secrets: Arc<MemorySecrets>,
    folder: TempDir,
}

impl Device {
    async fn sign_in(server: &Server, chat: &Chat) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("montaj-bench-device-").tempdir()?;
        let replica = Arc::new(SqliteReplica::open(&path(&folder)).await?);
        let secrets = Arc::new(MemorySecrets::default());
        secrets.store(&server.refresh_token(&chat.customer)).await?;
        Ok(Self { replica, secrets, folder })
    }

    async fn start(&self, server_url: &str) -> anyhow::Result<Client> {
        let config = EngineConfig {
            server_url: server_url.to_owned(),
            device_name: "Ноутбук".to_owned(),
        };
        let parts = Parts {
            replica: Arc::clone(&self.replica) as _,
            secrets: Arc::clone(&self.secrets) as _,
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
        };
        Ok(Client::open(config, parts).await?)
    }

    /// Waits until the log is stored up to there.
    async fn until_cursor(&self, seq: i64) -> anyhow::Result<()> {
        let begun = Instant::now();
        while self.replica.cursor().await?.is_none_or(|cursor| cursor < seq) {
            anyhow::ensure!(begun.elapsed() < PATIENCE, "the log does not arrive");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(())
    }

    /// Copies the order as often as asked, each with a chat of its own.
    async fn fill(
        &self,
        like: &OrderView,
        chats: usize,
        messages: usize,
    ) -> anyhow::Result<Vec<OrderId>> {
        let (dice, texts) = (Dice::new(1), Texts::load()?);
        let mut filled = Filled::begin(&path(&self.folder)).await?;
        let mut ids = Vec::with_capacity(chats);
        for _ in 0..chats {
            let id = OrderId::new(now(), dice.entropy());
            filled.chat(&OrderView { id, ..like.clone() }, messages, &texts, &dice).await?;
            ids.push(id);
        }
        filled.finish().await?;
        Ok(ids)
    }
}

fn path(folder: &TempDir) -> std::path::PathBuf {
    Path::new(folder.path()).join("replica.db")
}

/// A fresh message id, for the rows.
pub(super) fn message_id(dice: &Dice) -> String {
    dice.id(MessageId::new, now())
}
