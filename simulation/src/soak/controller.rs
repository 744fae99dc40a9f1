//! The soak itself: gives its clients work, kills, starts again, notes every answer.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, bail};
use montaj_domain::ambient::Entropy;
use montaj_testkit::SeededEntropy;
use tempfile::TempDir;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::{Instant, MissedTickBehavior, interval},
};

use super::{
    Report,
    client::{ClientProcess, Heard},
    finish, load,
    protocol::{Answer, Order, Standing},
    server::{self, ServerProcess},
};
use crate::{
    deed::{Deed, Outcome},
    journal::Journal,
    town::Town,
};

/// How often each client gets something to do.
const BEAT: Duration = Duration::from_millis(90);
/// More than this without an answer, and a client gets no more.
const MOST_OPEN: usize = 6;
/// One order is posted for so many kills: a device keeps the last hundred of its person.
const KILLS_PER_POST: u32 = 5;

/// More of them, and the soak has nothing more to learn.
const MOST_DEATHS: u32 = 10;

/// What to run, and how often to kill.
#[derive(Debug)]
pub struct Plan {
    pub kills: u32,
    pub seed: u64,
    pub server: PathBuf,
    pub client: PathBuf,
}

/// Runs the soak to its end.
///
/// # Errors
/// A process could not be started, ended by itself, or the world did not settle.
pub async fn run(plan: Plan) -> anyhow::Result<Report> {
    let began = Instant::now();
    let town = Town::found_now().await;
    let mut soak = Soak::begin(&plan, &town).await?;
    println!("{} clients and a server under load, {} kills to go", town.seats.len(), plan.kills);
    while soak.report.kills() < plan.kills {
        soak.work(soak.until_next_kill()).await?;
        soak.strike().await?;
    }
    soak.work(Duration::from_secs(1)).await?;
    let mut report = finish::finish(soak, &town).await?;
    report.took = began.elapsed();
    Ok(report)
}

pub(super) struct Soak {
    pub(super) server: ServerProcess,
    pub(super) clients: Vec<ClientProcess>,
    pub(super) journal: Journal,
    pub(super) report: Report,
    pub(super) http: reqwest::Client,
    /// Where each client stood when it was asked last.
    pub(super) standings: Vec<Option<Standing>>,
    pub(super) folder: TempDir,
    entropy: SeededEntropy,
    tell: UnboundedSender<Heard>,
    heard: UnboundedReceiver<Heard>,
    next_number: u64,
    posts: u32,
    stops: u32,
}

impl Soak {
    async fn begin(plan: &Plan, town: &Town) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("montaj-soak-").tempdir()?;
        let database = town.copy_into(folder.path());
        let mut server = ServerProcess::prepare(&plan.server, folder.path(), &database)?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        server.spawn()?;
        server::ready(server.url(), http.clone()).await?;
        let (tell, heard) = unbounded_channel();
        let mut clients = Vec::new();
        for (number, seat) in town.seats.iter().enumerate() {
            let (person, url) = (town.person_at(number), server.url());
            let place = (number, seat);
            let mut client =
                ClientProcess::prepare(&plan.client, folder.path(), place, person, &url)?;
            client.spawn(tell.clone())?;
            clients.push(client);
        }
        Ok(Self {
            server,
            standings: vec![None; clients.len()],
            clients,
            journal: Journal::default(),
            report: Report { seed: plan.seed, ..Report::default() },
            http,
            folder,
            entropy: SeededEntropy::new(plan.seed),
            tell,
            heard,
            next_number: 1,
            posts: 0,
            stops: 0,
        })
    }

    fn until_next_kill(&self) -> Duration {
        Duration::from_millis(200 + self.below(2200))
    }

    /// Lets everybody work for a while, and notes what they say.
    pub(super) async fn work(&mut self, time: Duration) -> anyhow::Result<()> {
        let end = Instant::now() + time;
        let mut beat = interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while Instant::now() < end {
            tokio::select! {
                _ = beat.tick() => {
                    self.server.alive()?;
                    self.give_work().await?;
                }
                Some(heard) = self.heard.recv() => self.hear(heard).await?,
            }
        }
        Ok(())
    }

    async fn give_work(&mut self) -> anyhow::Result<()> {
        for seat in 0..self.clients.len() {
            if self.clients[seat].open.len() >= MOST_OPEN {
                continue;
            }
            let deed = if self.posts < self.report.kills() / KILLS_PER_POST {
                Deed::Post
            } else {
                load::next(self.chance())
            };
            self.order(seat, deed).await?;
        }
        Ok(())
    }

    pub(super) async fn order(&mut self, seat: usize, deed: Deed) -> anyhow::Result<()> {
        let number = self.number();
        let mark = number.to_string();
        let order = Order::Do { number, deed, pick: self.below(u64::MAX), mark };
        self.clients[seat].order(&order).await
    }

    /// Asks every client where it stands, and listens for a while.
    pub(super) async fn ask(&mut self, listen: Duration) -> anyhow::Result<()> {
        self.standings.fill(None);
        for seat in 0..self.clients.len() {
            let number = self.number();
            self.clients[seat].order(&Order::Tell { number }).await?;
        }
        let end = Instant::now() + listen;
        while self.standings.iter().any(Option::is_none) && Instant::now() < end {
            tokio::select! {
                () = tokio::time::sleep_until(end) => {}
                Some(heard) = self.heard.recv() => self.hear(heard).await?,
            }
        }
        Ok(())
    }

    async fn hear(&mut self, Heard { seat, life, answer }: Heard) -> anyhow::Result<()> {
        let client = &mut self.clients[seat];
        if answer.is_some()
            && life == client.life
            && let Some(started) = client.started.take()
        {
            self.report.client_starts.push(started.elapsed());
        }
        match answer {
            Some(Answer::Done { number, outcome }) => {
                let (_, deed) = client.open.remove(&number).context("an answer to nothing")?;
                if matches!(outcome, Outcome::Posted { .. }) {
                    self.posts += 1;
                }
                self.journal.note(seat, deed, outcome);
            }
            Some(Answer::Standing { standing, .. }) if life == client.life => {
                self.standings[seat] = Some(standing);
            }
            Some(Answer::Standing { .. }) => {}
            None => {
                // What that life had not answered, it never will.
                let cut = client.open.extract_if(.., |_, (of, _)| *of == life);
                for (_, (_, deed)) in cut.collect::<Vec<_>>() {
                    self.journal.note(seat, deed, Outcome::Cut);
                }
                if life == client.life {
                    self.bury(seat).await?;
                }
            }
        }
        Ok(())
    }

    /// A client's process is gone. If nobody killed it, that is wrong, and the work goes on with a
    /// new one: what it had acknowledged is still owed.
    async fn bury(&mut self, seat: usize) -> anyhow::Result<()> {
        let client = &mut self.clients[seat];
        let Some(status) = client.ended().await? else { return Ok(()) };
        let (name, words) = (&client.name, client.last_words());
        let wrong = format!("{name} ended by itself, {status}: {words}");
        println!("{wrong}");
        self.report.wrong.push(wrong);
        self.report.deaths += 1;
        if self.report.deaths > MOST_DEATHS {
            bail!("clients keep ending by themselves");
        }
        client.spawn(self.tell.clone())
    }

    /// Kills the server or a client, and starts it again. Every third end of the server is soft.
    async fn strike(&mut self) -> anyhow::Result<()> {
        if self.below(100) < 60 {
            let seats = u64::try_from(self.clients.len())?;
            let victim = usize::try_from(self.below(seats))?;
            let client = &mut self.clients[victim];
            client.kill().await?;
            client.spawn(self.tell.clone())?;
            self.report.client_kills += 1;
        } else {
            self.stops += 1;
            self.journal.note_stop();
            if self.stops.is_multiple_of(3) {
                let took = self.server.terminate().await?;
                self.report.soft_stop_times.push(took);
                self.report.soft_stops += 1;
            } else {
                self.server.kill().await?;
                self.report.server_kills += 1;
            }
            // The clients notice that it is away, some of the time.
            self.work(Duration::from_millis(self.below(300))).await?;
            self.start_server().await?;
        }
        if self.report.kills().is_multiple_of(25) {
            let said = self.journal.said();
            println!("{} kills, {said} messages acknowledged", self.report.kills());
        }
        Ok(())
    }

    pub(super) async fn start_server(&mut self) -> anyhow::Result<()> {
        if self.server.is_up() {
            return Ok(());
        }
        self.server.spawn()?;
        let ready = server::ready(self.server.url(), self.http.clone());
        match ready.await {
            Ok(took) => self.report.server_starts.push(took),
            Err(error) => bail!("{error:#}\n{}", self.server.log()),
        }
        Ok(())
    }

    fn chance(&self) -> &dyn Entropy {
        &self.entropy
    }

    fn below(&self, bound: u64) -> u64 {
        self.chance().below(bound)
    }

    fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }
}
