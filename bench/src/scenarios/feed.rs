//! Reading over REST by 32 connections: the feed among 100,000 orders, at its first page and deep
//! down, with words to search for; an order; the newest messages of a chat.

use std::time::Duration;

use montaj_domain::{ids::OrderId, region::REGIONS};
use serde::Deserialize;

use super::{Bench, Market};
use crate::{
    dataset::{Dataset, Person},
    figures::{Figure, Run},
    home::{Engine, Home},
    load::http::{Connection, hammer, request},
    report::{Aim, Row, Unit},
    server::Server,
};

const SECTION: &str = "feed";
const CONNECTIONS: usize = 32;
const RUN: Duration = Duration::from_secs(3);
/// Requests that each connection goes round.
const ROUND: usize = 100;
const DEEP: usize = 500;
/// A word of every third order, one of few, one of none, and two words.
const WORDS: [(&str, &str); 4] =
    [("common", "этаж"), ("rare", "воркута"), ("none", "синхрофазотрон"), ("two", "окн кухн")];

/// Requests of each connection.
type Rounds = Vec<Vec<String>>;

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    for engine in Engine::BOTH {
        small(bench, engine).await?;
        let (orders, generated_in) = {
            let market = bench.market(engine).await?;
            (market.orders, market.generated_in)
        };
        bench.report.add(
            SECTION,
            Row {
                key: format!("generate.{}", engine.key()),
                what: format!(
                    "{engine}: generating {orders} orders with people, responses and chats"
                ),
                figure: Figure::of([generated_in.as_secs_f64()]),
                unit: Unit::Secs,
                aim: Aim::AtMost(60.0),
                floor: String::new(),
            },
        );
        let market = bench.market(engine).await?;
        let server = Server::start(&market.home.url()).await?;
        let readings = readings(&server, &market.data).await?;
        for Reading { key, what, rounds, aim } in readings {
            measure(
                bench,
                &server,
                &format!("{key}.{}", engine.key()),
                &format!("{engine}, {what}"),
                rounds,
                aim,
            )
            .await?;
        }
    }
    Ok(())
}

struct Reading {
    key: &'static str,
    what: String,
    rounds: Rounds,
    aim: Aim,
}

/// The feed of a tenth of the orders: what grows with the table shows against it.
async fn small(bench: &mut Bench, engine: Engine) -> anyhow::Result<()> {
    let orders = bench.count(10_000, 600);
    let Market { home, data, .. } = Market::make(engine, orders).await?;
    let server = Server::start(&home.url()).await?;
    let rounds = first_pages(&server, &readers(&data))?;
    let (key, what) = (
        format!("feed.small.{}", engine.key()),
        format!("{engine}, feed, first page, {orders} orders"),
    );
    measure(bench, &server, &key, &what, rounds, Aim::None).await?;
    drop::<Home>(home);
    Ok(())
}

async fn readings(server: &Server, data: &Dataset) -> anyhow::Result<Vec<Reading>> {
    let readers = readers(data);
    let mut readings = vec![
        Reading {
            key: "feed.first",
            what: "feed, first page".into(),
            rounds: first_pages(server, &readers)?,
            aim: Aim::AtLeast(2000.0),
        },
        Reading {
            key: "feed.deep",
            what: format!("feed, page {DEEP}"),
            rounds: deep_pages(server, &readers).await?,
            aim: Aim::AtLeast(2000.0),
        },
    ];
    for (name, words) in WORDS {
        let key = match name {
            "common" => "feed.search.common",
            "rare" => "feed.search.rare",
            "none" => "feed.search.none",
            _ => "feed.search.two",
        };
        let path = format!("/api/orders?q={}", percent_encoded(words));
        readings.push(Reading {
            key,
            what: format!("feed, search for «{words}»"),
            rounds: of_readers(server, &readers, |_| vec![path.clone()])?,
            aim: Aim::None,
        });
    }
    let published = &data.orders.published;
    readings.push(Reading {
        key: "order",
        what: "order page".into(),
        rounds: of_readers(server, &readers, |place| {
            spread(published, place).map(|id: &OrderId| format!("/api/orders/{id}")).collect()
        })?,
        aim: Aim::AtLeast(5000.0),
    });
    readings.push(Reading {
        key: "messages",
        what: "last 100 messages of a chat".into(),
        rounds: last_messages(server, data)?,
        aim: Aim::AtLeast(3000.0),
    });
    Ok(readings)
}

/// Executors of the largest city with the most specializations: theirs are the heaviest feeds.
pub(super) fn readers(data: &Dataset) -> Vec<&Person> {
    let busy = |person: &&Person| person.region == REGIONS[0] && person.specializations.len() == 3;
    data.people.executors.iter().filter(busy).collect()
}

fn of_readers(
    server: &Server,
    readers: &[&Person],
    paths: impl Fn(usize) -> Vec<String>,
) -> anyhow::Result<Rounds> {
    let reading = readers.iter().cycle().take(CONNECTIONS).enumerate();
    let rounds = reading.map(|(place, reader)| {
        let token = server.token(reader)?;
        Ok(paths(place).iter().map(|path| request(path, Some(&token))).collect())
    });
    rounds.collect()
}

fn first_pages(server: &Server, readers: &[&Person]) -> anyhow::Result<Rounds> {
    of_readers(server, readers, |_| vec!["/api/orders".to_owned()])
}

/// Goes down the feed of a few, as their devices would.
async fn deep_pages(server: &Server, readers: &[&Person]) -> anyhow::Result<Rounds> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct End {
        next_cursor: Option<String>,
    }
    let mut deep = Vec::new();
    for reader in readers.iter().take(4) {
        let token = server.token(reader)?;
        let mut connection = Connection::open(server.address).await?;
        let mut path = "/api/orders".to_owned();
        for _ in 1..DEEP {
            let body = connection.get(&path, Some(&token)).await?;
            let End { next_cursor } = serde_json::from_slice(body)?;
            let Some(cursor) = next_cursor else { break };
            path = format!("/api/orders?cursor={cursor}");
        }
        deep.push(request(&path, Some(&token)));
    }
    Ok(deep.iter().cycle().take(CONNECTIONS).map(|request| vec![request.clone()]).collect())
}

fn last_messages(server: &Server, data: &Dataset) -> anyhow::Result<Rounds> {
    let long: Vec<_> = data.orders.chats.iter().filter(|chat| chat.messages >= 100).collect();
    let rounds = (0..CONNECTIONS).map(|place| {
        let requests = spread(&long, place).map(|chat| {
            let path = format!("/api/chat/{}/messages?limit=100", chat.order_id);
            Ok(request(&path, Some(&server.token(&chat.customer)?)))
        });
        requests.collect()
    });
    rounds.collect()
}

/// Some of all, other ones for each place.
fn spread<T>(all: &[T], place: usize) -> impl Iterator<Item = &T> {
    all.iter().skip(place).step_by((all.len() / ROUND).max(1)).take(ROUND)
}

fn percent_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn measure(
    bench: &mut Bench,
    server: &Server,
    key: &str,
    what: &str,
    rounds: Rounds,
    aim: Aim,
) -> anyhow::Result<()> {
    hammer(server.address, rounds.clone(), bench.lasting(RUN) / 3).await?;
    let mut runs = Vec::new();
    let before = server.process().cpu()?;
    for _ in 0..bench.repeats() {
        runs.push(hammer(server.address, rounds.clone(), bench.lasting(RUN)).await?);
    }
    let cpu = server.process().cpu()?.saturating_sub(before).as_secs_f64() * 1000.0;
    let cpu = cpu / runs.iter().map(Run::operations).sum::<f64>();
    let p99 = Figure::from_runs(&runs, |run| run.millis_at(990));
    bench.report.add(
        SECTION,
        Row {
            key: key.to_owned(),
            what: what.to_owned(),
            figure: Figure::from_runs(&runs, Run::per_sec),
            unit: Unit::PerSec,
            aim,
            floor: format!(
                "p99 {}; the server's processor time {} each",
                Unit::Millis.words(p99.median),
                Unit::Millis.words(cpu),
            ),
        },
    );
    Ok(())
}
