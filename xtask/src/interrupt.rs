//! Ctrl-C and SIGTERM, seen as a flag: whoever waits looks at it and ends what it started.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// How often a wait looks at the flag.
pub const POLL: Duration = Duration::from_millis(25);

/// Take over SIGINT, SIGTERM and SIGHUP for the life of the process.
pub fn install() -> anyhow::Result<()> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::SeqCst))
        .context("cannot listen for Ctrl-C")
}

pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}
