//! Durable chat, closed loop: each pair sends its next message when the sender has the
//! acknowledgement, which means that it is on the disk, and the receiver has the copy.

use std::time::Duration;

use anyhow::Context;
use tokio::{task::JoinSet, time::Instant};

use super::Bench;
use crate::{
    dataset::{self, Chat, Plan},
    figures::{Figure, Run},
    floor,
    home::{Engine, Home},
    load::pair::Pair,
    report::{Aim, Row, Unit},
    server::{Server, now},
};

const SECTION: &str = "chat";
const PAIRS: [usize; 2] = [50, 200];
const RUN: Duration = Duration::from_secs(7);
/// The first moments count for nobody.
const WARM_UP: Duration = Duration::from_secs(1);
/// Messages of one commit in the floor that shares commits.
const SHARED: usize = 64;

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    for engine in Engine::BOTH {
        let floor = floor_of(bench, engine).await?;
        let home = Home::make(engine)?;
        let data = dataset::generate(&home.url(), Plan::pairs(PAIRS[1]), now()).await?;
        let server = Server::start(&home.url()).await?;
        let mut pairs = Vec::new();
        for count in PAIRS {
            let newcomers = data.orders.chats[pairs.len()..count].iter();
            for (chat, seed) in newcomers.zip(u64::try_from(pairs.len())?..) {
                pairs.push(Pair::connect(&server, chat, seed).await?);
            }
            (pairs, _) = talk(pairs, bench.lasting(WARM_UP)).await?;
            let before = server.process().cpu()?;
            let mut runs = Vec::new();
            for _ in 0..bench.repeats() {
                let run;
                (pairs, run) = talk(pairs, bench.lasting(RUN)).await?;
                runs.push(run);
            }
            let cpu = server.process().cpu()?.saturating_sub(before);
            add(bench, engine, count, &runs, cpu, &floor);
        }
    }
    Ok(())
}

/// Lets all pairs talk for that long.
async fn talk(pairs: Vec<Pair>, lasting: Duration) -> anyhow::Result<(Vec<Pair>, Run)> {
    let begun = Instant::now();
    let mut talks = JoinSet::new();
    for mut pair in pairs {
        talks.spawn(async move {
            let mut took = Vec::new();
            while begun.elapsed() < lasting {
                let said = Instant::now();
                pair.exchange().await?;
                took.push(said.elapsed());
            }
            anyhow::Ok((pair, took))
        });
    }
    let (mut pairs, mut took) = (Vec::new(), Vec::new());
    while let Some(ended) = talks.join_next().await {
        let (pair, of_pair) = ended??;
        pairs.push(pair);
        took.extend(of_pair);
    }
    Ok((pairs, Run::of(took, begun.elapsed()).context("nothing was said")?))
}

fn add(
    bench: &mut Bench,
    engine: Engine,
    pairs: usize,
    runs: &[Run],
    cpu: Duration,
    floor: &Floor,
) {
    let (name, aim) = match engine {
        Engine::Sqlite => ("sqlite", 10_000.0),
        Engine::Postgres => ("postgres", 5_000.0),
    };
    let key = format!("chat.{name}.{pairs}");
    let messages: f64 = runs.iter().map(Run::operations).sum();
    bench.report.add(
        SECTION,
        Row {
            key: key.clone(),
            what: format!("{engine}, {pairs} pairs, messages"),
            figure: Figure::from_runs(runs, Run::per_sec),
            unit: Unit::PerSec,
            aim: Aim::AtLeast(aim),
            floor: format!(
                "bare commits {} alone, {} with {SHARED} messages in each; loopback echo {}",
                Unit::PerSec.words(floor.alone),
                Unit::PerSec.words(floor.shared),
                Unit::PerSec.words(floor.echo),
            ),
        },
    );
    bench.report.add(
        SECTION,
        Row {
            key: format!("{key}.p99"),
            what: format!("{engine}, {pairs} pairs, p99 of a message"),
            figure: Figure::from_runs(runs, |run| run.millis_at(990)),
            unit: Unit::Millis,
            aim: Aim::None,
            floor: String::new(),
        },
    );
    bench.report.add(
        SECTION,
        Row {
            key: format!("{key}.cpu"),
            what: format!("{engine}, {pairs} pairs, the server's processor time for a message"),
            figure: Figure::of([cpu.as_secs_f64() * 1000.0 / messages]),
            unit: Unit::Millis,
            aim: Aim::None,
            floor: String::new(),
        },
    );
}

struct Floor {
    alone: f64,
    shared: f64,
    echo: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a small count")]
async fn floor_of(bench: &Bench, engine: Engine) -> anyhow::Result<Floor> {
    let home = Home::make(engine)?;
    let data = dataset::generate(&home.url(), Plan::pairs(1), now()).await?;
    let chat: &Chat = data.orders.chats.first().context("no chat")?;
    let lasting = bench.lasting(Duration::from_secs(2));
    let alone = floor::commits::measure(&home.url(), chat, 1, lasting).await?;
    let shared = floor::commits::measure(&home.url(), chat, SHARED, lasting).await?;
    let echo = floor::echo::measure(PAIRS[1], lasting).await?;
    Ok(Floor {
        alone: alone.per_sec(),
        shared: shared.per_sec() * SHARED as f64,
        echo: echo.per_sec(),
    })
}
