//! One seed: a real server on a fresh copy of the town, real engines behind proxies of their own,
//! and the schedule of the seed; then the network heals and everything is checked.
//!
//! The seed determines the schedule and every random choice of server and devices. It does not
//! determine in which order threads and sockets come to their turns: the same seed is the same
//! story, not the same instant for each of its events.

use std::{fmt, sync::Arc, time::Duration};

use montaj_server::config::Config;
use montaj_testkit::{Fault, SeededEntropy, world::Machine};
use tempfile::TempDir;
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    clock::MovedClock,
    deed::{Deed, Outcome, Whose},
    device::Device,
    journal::Journal,
    observer::Observer,
    schedule::{self, Happening, What},
    settle::settle,
    town::Town,
};

/// Bounds a call that the network keeps hanging: all repetitions together.
const DEED_WITHIN: Duration = Duration::from_secs(15);
const BEGIN_WITHIN: Duration = Duration::from_secs(10);
const NOBODY: &str = "http://127.0.0.1:1/";

/// What a run that went well came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub messages: usize,
    pub acknowledged: usize,
    pub server_kills: usize,
    pub device_kills: usize,
    /// Answers that were no answers: «come back later».
    pub told_to_wait: usize,
}

/// A run that did not go well, with all that is needed to understand it.
#[derive(Debug)]
pub struct Failure {
    pub seed: u64,
    pub wrong: Vec<String>,
    story: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {} (cargo xtask simulate --from {0} --seeds 1):", self.seed)?;
        for line in &self.wrong {
            writeln!(f, "  ✗ {line:.900}")?;
        }
        writeln!(f, "what happened:")?;
        self.story.iter().try_for_each(|line| writeln!(f, "  {line:.240}"))
    }
}

/// Lives one seed.
///
/// # Errors
/// Something was lost, doubled, reordered or shown to somebody whom it does not concern.
pub async fn live(town: &Town, seed: u64) -> Result<Tally, Box<Failure>> {
    let mut stage = Stage::set(town, seed).await;
    stage.begin().await;
    for (number, happening) in schedule::of_seed(seed, town.seats.len()).into_iter().enumerate() {
        stage.happen(number, happening).await;
    }
    stage.heal().await;
    let Stage { machine, devices, observers, journal, tally, .. } = &mut stage;
    let settled = settle(town, machine, devices, observers, journal).await;
    let tally = Tally {
        messages: journal.said(),
        acknowledged: journal.acknowledged(),
        told_to_wait: journal.told_to_wait(),
        ..*tally
    };
    let story = std::mem::take(&mut stage.story);
    stage.strike().await;
    settled.map(|()| tally).map_err(|wrong| Box::new(Failure { seed, wrong, story }))
}

struct Stage {
    seed: u64,
    clock: Arc<MovedClock>,
    machine: Machine,
    devices: Vec<Device>,
    observers: Vec<Observer>,
    journal: Journal,
    /// Deeds that wait for the network.
    under_way: JoinSet<(usize, Deed, Outcome)>,
    story: Vec<String>,
    tally: Tally,
    /// Outlives the server.
    _folder: TempDir,
}

impl Stage {
    async fn set(town: &Town, seed: u64) -> Self {
        let folder = tempfile::Builder::new().prefix("montaj-seed-").tempdir();
        let folder = folder.expect("a temporary folder");
        let mut config = Config::for_tests(&town.copy_into(folder.path()));
        config.http.shutdown_secs = 1;
        config.smsc.base_url = NOBODY.to_owned();
        config.smsc.fallback_url = String::new();
        let clock = Arc::new(MovedClock::from(town.founded_at));
        let entropy = Arc::new(SeededEntropy::new(seed));
        let mut machine = Machine::start(config, Arc::clone(&clock) as _, entropy).await;
        let mut devices = Vec::new();
        for (number, seat) in (1..).zip(&town.seats) {
            let person = &town.people[seat.person];
            let whose = Whose { id: person.id, role: person.role, phone: person.phone.clone() };
            let line = machine.line().await;
            // Of its own chance: what one device draws does not hang on what another does.
            let chance = seed.wrapping_mul(1000).wrapping_add(number);
            let start = town.founded_at;
            devices.push(Device::new(seat, whose, line, start, chance, folder.path()).await);
        }
        let http = reqwest::Client::builder().no_proxy().build().expect("plain HTTP");
        let looking = town.people.iter().map(|person| person.looking_token.clone());
        let observers = looking.map(|token| Observer::new(http.clone(), token)).collect();
        let (journal, under_way) = (Journal::default(), JoinSet::new());
        let (story, tally) = (Vec::new(), Tally::default());
        Self {
            seed,
            clock,
            machine,
            devices,
            observers,
            journal,
            under_way,
            story,
            tally,
            _folder: folder,
        }
    }

    /// Every device has the whole of its person's data once, before anything breaks.
    async fn begin(&mut self) {
        for device in &mut self.devices {
            device.boot().await;
        }
        let all_begun = async {
            for device in &self.devices {
                while device.replica().cursor().await.expect("a replica").is_none() {
                    sleep(Duration::from_millis(5)).await;
                }
            }
        };
        timeout(BEGIN_WITHIN, all_begun).await.expect("every device starts on a good network");
    }

    async fn happen(&mut self, number: usize, Happening { wait, what }: Happening) {
        sleep(wait).await;
        self.note_answers();
        self.story.push(format!("{number:>3} {what:?}"));
        match what {
            What::Deed { seat, deed, pick } => self.act(number, seat, deed, pick).await,
            What::Weather { seat, fault } => self.devices[seat].line.set(fault),
            What::KillServer { down } => {
                self.journal.note_stop();
                self.machine.kill().await;
                sleep(down).await;
                self.machine.start_again().await;
                self.tally.server_kills += 1;
            }
            What::RestartServer { down } => {
                self.journal.note_stop();
                self.machine.stop().await;
                sleep(down).await;
                self.machine.start_again().await;
            }
            What::KillDevice { seat, at_once } => {
                self.devices[seat].kill().await;
                if at_once {
                    self.devices[seat].boot().await;
                }
                self.tally.device_kills += 1;
            }
            What::BootDevice { seat } => self.devices[seat].boot().await,
            What::MoveClock { seat, minutes, back } => {
                let by = Duration::from_secs(minutes * 60);
                let clock = &self.devices[seat].clock;
                if back { clock.back(by) } else { clock.forward(by) }
            }
            What::Pass { minutes } => self.pass(Duration::from_secs(minutes * 60)),
        }
    }

    async fn act(&mut self, number: usize, seat: usize, deed: Deed, pick: u64) {
        let mark = format!("{}-{number}", self.seed);
        let Some(doing) = self.devices[seat].begin(deed, pick, &mark) else { return };
        if deed.is_local() {
            let outcome = doing.await.unwrap_or(Outcome::Cut);
            self.note(seat, deed, outcome);
        } else {
            self.under_way.spawn(async move {
                let answered = timeout(DEED_WITHIN, doing).await;
                (seat, deed, answered.map_or(Outcome::Cut, |done| done.unwrap_or(Outcome::Cut)))
            });
        }
    }

    /// The hours go on for everybody.
    fn pass(&self, time: Duration) {
        self.clock.forward(time);
        self.devices.iter().for_each(|device| device.clock.forward(time));
    }

    fn note(&mut self, seat: usize, deed: Deed, outcome: Outcome) {
        self.story.push(format!("    {} {deed:?}: {outcome:?}", self.devices[seat].name));
        self.journal.note(seat, deed, outcome);
    }

    fn note_answers(&mut self) {
        while let Some(answered) = self.under_way.try_join_next() {
            let (seat, deed, outcome) = answered.expect("waiting for an answer does not panic");
            self.note(seat, deed, outcome);
        }
    }

    /// The network works again, everything runs, and what was begun comes to its end.
    async fn heal(&mut self) {
        self.story.push("the network heals".to_owned());
        self.machine.start_again().await;
        for device in &mut self.devices {
            device.line.set(Fault::Pass);
            device.boot().await;
        }
        while let Some(answered) = self.under_way.join_next().await {
            let (seat, deed, outcome) = answered.expect("waiting for an answer does not panic");
            self.note(seat, deed, outcome);
        }
    }

    async fn strike(mut self) {
        for device in &mut self.devices {
            device.kill().await;
        }
        self.machine.kill().await;
    }
}
