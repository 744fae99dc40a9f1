//! What is measured, one file each.

mod chat;
mod device;
mod device_rows;
mod feed;
mod idle;
mod interface;
mod open_loop;
mod start;

use std::time::Duration;

use clap::ValueEnum;

use crate::{
    dataset::{self, Dataset, Plan},
    home::{Engine, Home},
    report::Report,
    server::now,
};

/// Selectable by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
    /// Durable chat, closed loop: messages a second.
    Chat,
    /// How long a message takes when the server is not busy.
    OpenLoop,
    /// What an idle signed-in connection costs.
    Idle,
    /// Reading: the feed, an order, a chat.
    Feed,
    /// Starting, and memory at rest.
    Start,
    /// A device: catching up, opening a chat.
    Device,
    /// What the interface weighs, how soon it paints and follows a click.
    Interface,
}

/// How thoroughly to measure, and what scenarios share.
#[derive(Debug)]
pub struct Bench {
    pub quick: bool,
    pub report: Report,
    market: Vec<(Engine, Market)>,
}

/// A large data set and where it lives.
#[derive(Debug)]
pub struct Market {
    pub home: Home,
    pub data: Dataset,
    pub orders: usize,
    pub generated_in: Duration,
}

impl Bench {
    pub fn new(quick: bool) -> Self {
        Self { quick, report: Report::default(), market: Vec::new() }
    }

    pub async fn run(&mut self, scenario: Scenario) -> anyhow::Result<()> {
        match scenario {
            Scenario::Chat => chat::run(self).await,
            Scenario::OpenLoop => open_loop::run(self).await,
            Scenario::Idle => idle::run(self).await,
            Scenario::Feed => feed::run(self).await,
            Scenario::Start => start::run(self).await,
            Scenario::Device => device::run(self).await,
            Scenario::Interface => interface::run(self).await,
        }
    }

    /// How often each measurement is repeated.
    fn repeats(&self) -> usize {
        if self.quick { 1 } else { 3 }
    }

    /// The full time, or a moment for a smoke run.
    fn lasting(&self, full: Duration) -> Duration {
        if self.quick { full.min(Duration::from_millis(500)) } else { full }
    }

    /// The full number, or a small one for a smoke run.
    const fn count(&self, full: usize, quick: usize) -> usize {
        if self.quick { quick } else { full }
    }

    /// A database with 100,000 orders, made when it is first asked for.
    async fn market(&mut self, engine: Engine) -> anyhow::Result<&Market> {
        let place = match self.market.iter().position(|(of, _)| *of == engine) {
            Some(place) => place,
            None => {
                let orders = self.count(100_000, 3_000);
                self.market.push((engine, Market::make(engine, orders).await?));
                self.market.len() - 1
            }
        };
        Ok(&self.market[place].1)
    }
}

impl Market {
    async fn make(engine: Engine, orders: usize) -> anyhow::Result<Self> {
        let home = Home::make(engine)?;
        let begun = tokio::time::Instant::now();
        let data = dataset::generate(&home.url(), Plan::market(orders), now()).await?;
        let generated_in = begun.elapsed();
        Ok(Self { home, data, orders, generated_in })
    }
}
