//! The seeds that every change has to live through. More by `cargo xtask simulate --seeds N`; one
//! again by `MONTAJ_SEED=n cargo nextest run -p montaj-simulation`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{env, ops::Range, sync::Arc};

use montaj_simulation::seeds;

/// Lives these seeds, or of them the one that `MONTAJ_SEED` names.
fn nothing_goes_wrong(seeds: Range<u64>) {
    let chosen = env::var("MONTAJ_SEED").ok().map(|seed| seed.parse::<u64>().unwrap());
    let seeds = match chosen {
        Some(seed) if seeds.contains(&seed) => seed..seed + 1,
        Some(_) => return,
        None => seeds,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runtime.block_on(seeds::live(seeds, seeds::AT_ONCE, Arc::new(|_, _| ())));
    println!("{outcome}");
    let failures: Vec<_> = outcome.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

macro_rules! seeds {
    ($($name:ident $seeds:expr;)+) => {$(
        #[test]
        fn $name() {
            nothing_goes_wrong($seeds);
        }
    )+};
}

seeds! {
    nothing_is_lost_or_doubled_in_the_seeds_0_to_49 0..50;
    nothing_is_lost_or_doubled_in_the_seeds_50_to_99 50..100;
    nothing_is_lost_or_doubled_in_the_seeds_100_to_149 100..150;
    nothing_is_lost_or_doubled_in_the_seeds_150_to_199 150..200;
    nothing_is_lost_or_doubled_in_the_seeds_200_to_249 200..250;
    nothing_is_lost_or_doubled_in_the_seeds_250_to_299 250..300;
}
