//! The seeds that every change has to live through. More by `cargo xtask simulate --seeds N`; any
//! one again by `MONTAJ_SEED=n cargo nextest run -p montaj-simulation`.

use std::{env, sync::Arc};

use montaj_simulation::seeds;

#[test]
fn nothing_is_lost_or_doubled_in_a_dozen_seeds() {
    let chosen = env::var("MONTAJ_SEED").ok().map(|seed| seed.parse::<u64>().unwrap());
    let seeds = chosen.map_or(0..12, |seed| seed..seed + 1);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runtime.block_on(seeds::live(seeds, seeds::AT_ONCE, Arc::new(|_, _| ())));
    println!("{outcome}");
    let failures: Vec<_> = outcome.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
