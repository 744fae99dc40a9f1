//! How long a message takes when the server has time: 200 pairs with a message a second each, at
//! hours fixed beforehand, and one pair that sends one message after the other.

use std::time::Duration;

use anyhow::Context;
use tokio::{task::JoinSet, time::Instant};

use super::Bench;
use crate::{
    dataset::{self, Dataset, Plan},
    figures::{Figure, Run},
    floor,
    home::{Engine, Home},
    load::pair::Pair,
    report::{Aim, Row, Unit},
    server::{Server, now},
};

const SECTION: &str = "open-loop";
const PAIRS: usize = 200;
const EVERY: Duration = Duration::from_secs(1);
const LASTING: Duration = Duration::from_secs(60);
const ALONE: Duration = Duration::from_secs(4);

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    for engine in Engine::BOTH {
        let home = Home::make(engine)?;
        let data = dataset::generate(&home.url(), Plan::pairs(PAIRS + 2), now()).await?;
        let server = Server::start(&home.url()).await?;
        one_pair(bench, engine, &home, &server, &data).await?;
        many_pairs(bench, engine, &server, &data).await?;
    }
    Ok(())
}

async fn one_pair(
    bench: &mut Bench,
    engine: Engine,
    home: &Home,
    server: &Server,
    data: &Dataset,
) -> anyhow::Result<()> {
    let [talking, bare] = &data.orders.chats[PAIRS..] else { anyhow::bail!("no chats") };
    let mut pair = Pair::connect(server, talking, 1).await?;
    let (mut runs, mut floors) = (Vec::new(), Vec::new());
    let lasting = bench.lasting(ALONE);
    for _ in 0..bench.repeats() {
        // In turns, for the disk of a shared machine is not as quick at every hour.
        floors.push(floor::commits::measure(&home.url(), bare, 1, lasting / 2).await?);
        let (begun, mut took) = (Instant::now(), Vec::new());
        while begun.elapsed() < lasting {
            let said = Instant::now();
            pair.exchange().await?;
            took.push(said.elapsed());
        }
        runs.push(Run::of(took, begun.elapsed()).context("nothing was said")?);
    }
    let floor = Figure::from_runs(&floors, |run| run.millis_at(500));
    let echo = floor::echo::measure(1, lasting / 4).await?;
    bench.report.add(
        SECTION,
        Row {
            key: format!("one.{}", engine.key()),
            what: format!("{engine}, one pair, one message at a time, p50"),
            figure: Figure::from_runs(&runs, |run| run.millis_at(500)),
            unit: Unit::Millis,
            aim: Aim::AtMost(2.0 * floor.median),
            floor: format!(
                "a bare commit {}, loopback there and back {}",
                Unit::Millis.words(floor.median),
                Unit::Millis.words(echo.millis_at(500)),
            ),
        },
    );
    Ok(())
}

async fn many_pairs(
    bench: &mut Bench,
    engine: Engine,
    server: &Server,
    data: &Dataset,
) -> anyhow::Result<()> {
    let lasting = bench.lasting(LASTING).max(2 * EVERY);
    let mut pairs = Vec::new();
    for (chat, seed) in data.orders.chats[..PAIRS].iter().zip(0..) {
        pairs.push(Pair::connect(server, chat, seed).await?);
    }
    let begun = Instant::now() + Duration::from_millis(100);
    let mut talks = JoinSet::new();
    for (mut pair, place) in pairs.into_iter().zip(0_u32..) {
        let mut hour = begun + EVERY * place / u32::try_from(PAIRS)?;
        talks.spawn(async move {
            let mut took = Vec::new();
            while hour < begun + lasting {
                pair.listen(hour).await?;
                pair.exchange().await?;
                // From the hour at which it was due, not from that at which it was sent: a server
                // that stands still does not stop the clock.
                took.push(hour.elapsed());
                hour += EVERY;
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(ended) = talks.join_next().await {
        took.extend(ended??);
    }
    let run = Run::of(took, begun.elapsed()).context("nothing was said")?;
    for (name, per_mille, aim) in
        [("p50", 500, Aim::None), ("p99", 990, Aim::AtMost(10.0)), ("p99.9", 999, Aim::None)]
    {
        bench.report.add(
            SECTION,
            Row {
                key: format!("open.{}.{name}", engine.key()),
                what: format!("{engine}, {PAIRS} pairs, a message a second each, {name}"),
                figure: Figure::of([run.millis_at(per_mille)]),
                unit: Unit::Millis,
                aim,
                floor: String::new(),
            },
        );
    }
    Ok(())
}
