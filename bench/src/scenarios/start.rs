//! From the start of the process to its first 200, and what it takes at rest.

use std::time::Duration;

use super::Bench;
use crate::{
    figures::Figure,
    home::Engine,
    report::{Aim, Row, Unit},
    server::Server,
};

const SECTION: &str = "start";

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    for engine in Engine::BOTH {
        let (url, orders) = {
            let market = bench.market(engine).await?;
            (market.home.url(), market.orders)
        };
        let (mut healthy, mut ready, mut memory) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..bench.count(10, 2) {
            let (server, started) = Server::start_timed(&url).await?;
            healthy.push(started.healthy.as_secs_f64() * 1000.0);
            ready.push(started.ready.as_secs_f64() * 1000.0);
            tokio::time::sleep(bench.lasting(Duration::from_secs(1))).await;
            #[expect(clippy::cast_precision_loss, reason = "bytes")]
            memory.push(server.process().resident()? as f64 / 1024.0 / 1024.0);
        }
        let rows = [
            ("health", "until /health answers 200", healthy, Unit::Millis, 100.0),
            ("ready", "until /ready answers 200", ready, Unit::Millis, 100.0),
            ("memory", "resident memory at rest", memory, Unit::MiB, 30.0),
        ];
        for (name, what, measured, unit, bound) in rows {
            bench.report.add(
                SECTION,
                Row {
                    key: format!("start.{}.{name}", engine.key()),
                    what: format!("{engine} with {orders} orders, {what}"),
                    figure: Figure::of(measured),
                    unit,
                    aim: Aim::AtMost(bound),
                    floor: String::new(),
                },
            );
        }
    }
    Ok(())
}
