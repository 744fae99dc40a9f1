//! What it costs to be connected: memory and time of people who are signed in and say nothing but
//! the sign of life that the engine sends every 20 seconds.

use std::{sync::Arc, time::Duration};

use montaj_wire::socket::ClientFrame;
use tokio::{sync::Semaphore, task::JoinSet, time::Instant};

use super::Bench;
use crate::{
    dataset::{self, Person, Plan},
    figures::Figure,
    floor,
    home::{Engine, Home},
    load::{device::Device, http::Connection},
    report::{Aim, Row, Unit},
    server::{Server, now},
};

const SECTION: &str = "idle";
const MANY: usize = 9_000;
const WATCHED: Duration = Duration::from_secs(60);
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// So many connect at the same time.
const AT_ONCE: usize = 128;
/// So many ask at the same time before.
const ASKING: usize = 16;
/// What reads the rows that connecting reads, and those around them.
const READ_BEFORE: [&str; 2] = ["/api/auth/me", "/api/sync?since=0&limit=1"];
/// Connected and gone before anything is measured, so that caches are warm.
const BEFORE: usize = 200;

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    let home = Home::make(Engine::Sqlite)?;
    let many = bench.count(MANY, 300);
    let data = dataset::generate(&home.url(), Plan::people(many + BEFORE), now()).await?;
    let (first, people) = data.people.customers.split_at(BEFORE);
    for count in [bench.count(1_000, 100), many] {
        let server = Server::start(&home.url()).await?;
        drop(connect(&server, first).await?);
        ask(&server, people).await?;
        let floor = floor::sockets::measure(count).await?;
        measure(bench, &server, &people[..count], floor).await?;
    }
    Ok(())
}

async fn measure(
    bench: &mut Bench,
    server: &Server,
    people: &[Person],
    floor: f64,
) -> anyhow::Result<()> {
    let process = server.process();
    let before = process.resident()?;
    let begun = Instant::now();
    let devices = connect(server, people).await?;
    let connected_in = begun.elapsed();
    // What connecting left behind settles.
    tokio::time::sleep(bench.lasting(Duration::from_secs(2))).await;
    let grown = process.resident()?.saturating_sub(before);
    let living = live(devices);
    let watched = bench.lasting(WATCHED);
    let cpu = process.cpu()?;
    tokio::time::sleep(watched).await;
    let cpu = process.cpu()?.saturating_sub(cpu);
    let still_there = living.len();
    drop(living);
    anyhow::ensure!(still_there == people.len(), "only {still_there} stayed connected");
    #[expect(clippy::cast_precision_loss, reason = "bytes and a count")]
    let (grown, count) = (grown as f64, people.len() as f64);
    let people = people.len();
    let mut add = |name: &str, what: &str, value: f64, unit, aim, floor: String| {
        bench.report.add(
            SECTION,
            Row {
                key: format!("idle.{people}.{name}"),
                what: format!("{people} connections: {what}"),
                figure: Figure::of([value]),
                unit,
                aim,
                floor,
            },
        );
    };
    let floor = format!("a bare TCP connection {}", Unit::KiB.words(floor / 1024.0));
    let memory = grown / count / 1024.0;
    add("memory", "resident memory of each", memory, Unit::KiB, Aim::AtMost(4.0), floor);
    let aim = if people == MANY { Aim::AtMost(5.0) } else { Aim::None };
    let all = connected_in.as_secs_f64();
    add("connect", "until all are live", all, Unit::Secs, aim, String::new());
    let micros = cpu.as_secs_f64() * 1e6 / watched.as_secs_f64() / count;
    let unit = Unit::MicrosPerSec;
    add("cpu", "processor time of each", micros, unit, Aim::AtMost(2.0), String::new());
    Ok(())
}

/// Everybody's rows are read, of those too who do not connect: each of the database's readers keeps
/// up to 2 MiB of pages, which are no connection's, and is to have them before.
async fn ask(server: &Server, people: &[Person]) -> anyhow::Result<()> {
    let mut asking = JoinSet::new();
    for some in people.chunks(people.len().div_ceil(ASKING)) {
        let tokens: Vec<_> = some.iter().map(|person| server.token(person)).collect();
        let address = server.address;
        asking.spawn(async move {
            let mut connection = Connection::open(address).await?;
            for token in tokens {
                let token = token?;
                for path in READ_BEFORE {
                    connection.get(path, Some(&token)).await?;
                }
            }
            anyhow::Ok(())
        });
    }
    while let Some(asked) = asking.join_next().await {
        asked??;
    }
    Ok(())
}

/// Everybody goes live, so many at once.
async fn connect(server: &Server, people: &[Person]) -> anyhow::Result<Vec<Device>> {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut going = JoinSet::new();
    for person in people {
        let (address, token, gate) = (server.address, server.token(person)?, Arc::clone(&gate));
        going.spawn(async move {
            let _permit = gate.acquire().await?;
            Device::connect(address, token, 0).await
        });
    }
    let mut live = Vec::with_capacity(people.len());
    while let Some(device) = going.join_next().await {
        live.push(device??);
    }
    Ok(live)
}

/// Each device gives a sign of life now and then, all at their own hours. A task that ends has
/// lost its connection.
fn live(devices: Vec<Device>) -> Living {
    let count = u32::try_from(devices.len()).unwrap_or(u32::MAX);
    let begun = Instant::now();
    let tasks = devices.into_iter().zip(0_u32..).map(|(mut device, place)| {
        let mut next = begun + SIGN_OF_LIFE * place / count;
        tokio::spawn(async move {
            loop {
                tokio::time::sleep_until(next).await;
                next += SIGN_OF_LIFE;
                if device.say(&ClientFrame::Ping).await.is_err() || device.hear().await.is_err() {
                    return;
                }
            }
        })
    });
    Living(tasks.collect())
}

struct Living(Vec<tokio::task::JoinHandle<()>>);

impl Living {
    fn len(&self) -> usize {
        self.0.iter().filter(|task| !task.is_finished()).count()
    }
}

impl Drop for Living {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}
